"""Fills the rows of jobs and works."""

from typing import Any

from bot.database.tables import Job, Work, WorkImage
from bot.services.requester import Requester
from models.base import GenerationResult, ImageResult, TextResult


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
