"""Fills the rows of jobs and works."""

from collections.abc import Sequence
from typing import Any

from bot.database.tables import Job, Work, WorkImage
from bot.services.requester import Requester
from models.base import (
    GeneratedImage,
    GenerationResult,
    ImageResult,
    Provenance,
    TextResult,
)


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
        application_id=requester.application_id,
        interaction_token=requester.interaction_token,
        kind=command["kind"],
        request=command,
        plan=plan,
        parent_work_id=parent_id,
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
    )


def result_of(work: Work, images: Sequence[WorkImage]) -> GenerationResult:
    """Returns the result that a stored work holds, without the grid."""
    provenance = Provenance(
        work.model_id, work.model_revision, work.seed, work.seconds, work.parameters
    )
    if work.text is not None:
        return TextResult(work.text, provenance)
    pictures = (
        GeneratedImage(image.png, image.seed, image.alt_text, image.width, image.height)
        for image in images
    )
    return ImageResult(tuple(pictures), provenance)


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
