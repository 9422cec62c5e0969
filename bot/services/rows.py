"""Fills the rows of jobs and works."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from PIL import Image

from bot.database.tables import Job, Work, WorkImage
from bot.services.requester import Requester
from models.base import (
    GeneratedImage,
    GenerationResult,
    ImageResult,
    Provenance,
    TextResult,
)
from models.image.grid import grid, png_bytes


def job_row(
    command: dict[str, Any],
    plan: dict[str, object],
    requester: Requester,
    parent_id: str | None,
) -> Job:
    """Returns the row of an accepted command."""
    return Job(
        member_id=requester.member_id,
        guild_id=requester.guild_id,
        channel_id=requester.channel_id,
        message_id=requester.message_id,
        application_id=requester.application_id,
        interaction_token=requester.interaction_token,
        token_expires_at=requester.token_expires_at,
        kind=command["kind"],
        request=command,
        plan=plan,
        parent_work_id=parent_id,
    )


def requester_in(job: Job) -> Requester:
    """Returns who asked for a stored job, and where."""
    return Requester(
        member_id=job.member_id,
        guild_id=job.guild_id,
        channel_id=job.channel_id,
        message_id=job.message_id,
        application_id=job.application_id,
        interaction_token=job.interaction_token,
        token_expires_at=job.token_expires_at,
    )


def work_row(
    command: dict[str, Any],
    plan: dict[str, object],
    result: GenerationResult,
    requester: Requester,
) -> Work:
    """Returns the row of a finished work."""
    provenance = result.provenance
    return Work(
        kind=command["kind"],
        author_id=requester.member_id,
        guild_id=requester.guild_id,
        channel_id=requester.channel_id,
        request=command,
        plan=plan,
        model_id=provenance.model_id,
        model_revision=provenance.model_revision,
        seed=provenance.seed,
        seconds=provenance.seconds,
        parameters=dict(provenance.parameters),
        text=result.text if isinstance(result, TextResult) else None,
        title=result.title if isinstance(result, TextResult) else None,
    )


def result_of(work: Work, images: Sequence[WorkImage]) -> GenerationResult:
    """Returns the result that a stored work holds, without the grid; `with_grid` adds that."""
    provenance = Provenance(
        work.model_id, work.model_revision, work.seed, work.seconds, work.parameters
    )
    if work.text is not None:
        return TextResult(work.text, provenance, title=work.title)
    pictures = (
        GeneratedImage(image.png, image.seed, image.alt_text, image.width, image.height)
        for image in images
    )
    return ImageResult(tuple(pictures), provenance)


def with_grid(result: GenerationResult) -> GenerationResult:
    """Returns the result with all its pictures side by side, if there are several; takes time."""
    if not isinstance(result, ImageResult) or len(result.images) == 1:
        return result
    pictures = [Image.open(BytesIO(image.png)) for image in result.images]
    return replace(result, grid=png_bytes(grid(pictures)))


def image_rows(result: GenerationResult) -> list[WorkImage]:
    """Returns the rows of a result's pictures; none for text."""
    if not isinstance(result, ImageResult):
        return []
    return [
        WorkImage(
            seed=image.seed,
            alt_text=image.alt_text,
            width=image.width,
            height=image.height,
            png=image.png,
        )
        for image in result.images
    ]
