"""Rows of challenges, filled and read."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.challenge_choices import Making
from bot.database.challenge_tables import Challenge as ChallengeRow
from bot.database.repositories.entries import EntryRepository
from bot.services.challenges.access import phase_now
from bot.services.challenges.challenge import Challenge, ChallengeDraft
from models.base import Kind


def columns_of(draft: ChallengeDraft) -> dict[str, Any]:
    """Returns a draft as values of the columns that hold it."""
    return {
        "title": draft.title,
        "brief": draft.brief,
        "kinds": [str(kind) for kind in draft.kinds],
        "required_words": list(draft.required_words),
        "form": draft.form,
        "palette": list(draft.palette),
        "opens_at": draft.opens_at,
        "closes_at": draft.closes_at,
        "voting_closes_at": draft.voting_closes_at,
        "entries_each": draft.entries_each,
        "making": draft.making,
        "is_blind": draft.is_blind,
    }


def draft_in(row: ChallengeRow) -> ChallengeDraft:
    """Returns the draft that a row holds."""
    return ChallengeDraft(
        title=row.title,
        brief=row.brief,
        kinds=tuple(map(Kind, row.kinds)),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        voting_closes_at=row.voting_closes_at,
        required_words=tuple(row.required_words),
        form=row.form,
        palette=tuple(row.palette),
        entries_each=row.entries_each,
        making=Making(row.making),
        is_blind=row.is_blind,
    )


async def challenge_in(session: AsyncSession, row: ChallengeRow, now: datetime) -> Challenge:
    """Returns the challenge in a row, as it is now."""
    return Challenge(
        id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        author_id=row.author_id,
        draft=draft_in(row),
        phase=await phase_now(session, row, now),
        version=row.version,
        notation=row.notation,
        thread_id=row.thread_id,
        series_id=row.series_id,
        cancelled_reason=row.cancelled_reason,
        entry_count=await EntryRepository(session).count_standing(row.id),
    )
