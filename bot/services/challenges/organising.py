"""Making challenges, changing and ending them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.challenge_choices import StepKind
from bot.database.challenge_tables import Challenge as ChallengeRow
from bot.database.repositories.challenges import ChallengeRepository
from bot.database.repositories.entries import EntryRepository
from bot.database.repositories.members import GuildRepository, MemberRepository
from bot.database.repositories.steps import StepRepository
from bot.database.session import Database
from bot.errors import ChallengeChanged, InvalidOption
from bot.services.challenges.access import (
    check_moderator,
    check_running,
    existing,
    locked,
    phase_now,
)
from bot.services.challenges.challenge import Challenge, ChallengeDraft
from bot.services.challenges.challenge_rows import challenge_in, columns_of, draft_in
from bot.services.challenges.clock import Clock
from bot.services.challenges.contestant import Contestant
from bot.services.challenges.draft_checks import check_times, tidied
from bot.services.challenges.edit_checks import check_changes
from bot.services.challenges.timetable import due_times
from bot.services.challenges.wording import bounded, one_line
from bot.services.forms import own_forms
from bot.style.commands import form_named
from models.text.forms.catalogue import catalogue
from models.text.forms.form import Form

MOST_CURRENT = 10
LONGEST_REASON = 300
_CHANGED = (
    "Another moderator changed this challenge while you were at it. Look at it as it is now, "
    "then change it again."
)


class ChallengeService:
    """What moderators do with challenges, and where everybody finds them.

    Moderators are those who have Manage Server or Manage Events.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def check(self, draft: ChallengeDraft, guild_id: int) -> ChallengeDraft:
        """Returns a draft as it would be stored, for a preview.

        Raises:
            InvalidOption: Something in it can't be used.
        """
        async with self._database.unit_of_work() as session:
            checked, _ = await checked_draft(session, draft, guild_id)
        check_times(checked, self._clock())
        return checked

    async def create(
        self, draft: ChallengeDraft, guild_id: int, channel_id: int, member: Contestant
    ) -> Challenge:
        """Makes a challenge; its steps come due from now on.

        Raises:
            ModeratorsOnly: The member is no moderator.
            InvalidOption: Something can't be used, or the server has too many challenges.
        """
        check_moderator(member, guild_id)
        now = self._clock()
        async with self._database.unit_of_work() as session:
            checked, notation = await checked_draft(session, draft, guild_id)
            check_times(checked, now)
            if await ChallengeRepository(session).count_current(guild_id) >= MOST_CURRENT:
                raise InvalidOption(
                    f"This server has {MOST_CURRENT} challenges going on or planned, and I keep "
                    "no more at a time. Cancel one first, or wait for results."
                )
            await MemberRepository(session).ensure(member.member_id)
            await GuildRepository(session).ensure(guild_id)
            row = ChallengeRow(
                guild_id=guild_id,
                channel_id=channel_id,
                author_id=member.member_id,
                notation=notation,
                created_at=now,
                **columns_of(checked),
            )
            return await challenge_in(session, await added(session, row), now)

    async def get(self, challenge_id: str) -> Challenge:
        """Returns a challenge.

        Raises:
            ChallengeNotFound: There is none.
        """
        async with self._database.unit_of_work() as session:
            return await challenge_in(session, await existing(session, challenge_id), self._clock())

    async def current(self, guild_id: int) -> list[Challenge]:
        """Returns the server's challenges that are not over, the first to end first."""
        async with self._database.unit_of_work() as session:
            rows = await ChallengeRepository(session).current(guild_id)
            return await self._read(session, rows)

    async def archive(self, guild_id: int, limit: int = 25, offset: int = 0) -> list[Challenge]:
        """Returns the server's challenges with results, latest first."""
        async with self._database.unit_of_work() as session:
            rows = await ChallengeRepository(session).archive(guild_id, limit, offset)
            return await self._read(session, rows)

    async def edit(
        self, challenge_id: str, version: int, draft: ChallengeDraft, member: Contestant
    ) -> Challenge:
        """Changes a challenge; what has begun keeps its times, and with entries also its rules.

        Args:
            challenge_id: Which one.
            version: The one that the moderator saw.
            draft: All of it as it is to be.
            member: Who changes it.

        Raises:
            ModeratorsOnly: The member is no moderator.
            ChallengeNotFound: There is none.
            ChallengeChanged: Somebody else changed it since that version.
            ChallengeOver: It is published or cancelled.
            InvalidOption: Something can't be used or can't be changed any more.
        """
        now = self._clock()
        async with self._database.unit_of_work() as session:
            row = await locked(session, challenge_id)
            check_moderator(member, row.guild_id)
            phase = await phase_now(session, row, now)
            check_running(phase)
            _check_version(row, version)
            checked, notation = await checked_draft(session, draft, row.guild_id, row)
            count = await EntryRepository(session).count_standing(row.id)
            check_changes(draft_in(row), checked, phase, count)
            check_times(checked, now, phase)
            await self._change(session, row, notation=notation, **columns_of(checked))
            await _move_steps(session, row.id, checked, row.created_at)
            return await challenge_in(session, await existing(session, row.id), now)

    async def cancel(
        self, challenge_id: str, version: int, reason: str, member: Contestant
    ) -> Challenge:
        """Ends a challenge without results; a last step tells so.

        Raises:
            ModeratorsOnly: The member is no moderator.
            ChallengeNotFound: There is none.
            ChallengeChanged: Somebody else changed it since that version.
            ChallengeOver: It is published or cancelled.
            InvalidOption: There is no reason, or a long one.
        """
        now, reason = self._clock(), bounded(one_line(reason), "The reason", LONGEST_REASON)
        async with self._database.unit_of_work() as session:
            row = await locked(session, challenge_id)
            check_moderator(member, row.guild_id)
            check_running(await phase_now(session, row, now))
            _check_version(row, version)
            await self._change(session, row, cancelled_at=now, cancelled_reason=reason)
            steps = StepRepository(session)
            await steps.skip(row.id, list(StepKind), "The challenge was cancelled.", now)
            await steps.add(row.id, StepKind.CANCEL, now)
            return await challenge_in(session, await existing(session, row.id), now)

    async def _read(self, session: AsyncSession, rows: Iterable[ChallengeRow]) -> list[Challenge]:
        return [await challenge_in(session, row, self._clock()) for row in rows]

    async def _change(self, session: AsyncSession, row: ChallengeRow, **values: Any) -> None:
        if not await ChallengeRepository(session).change(row.id, row.version, **values):
            raise ChallengeChanged(_CHANGED)


async def checked_draft(
    session: AsyncSession, draft: ChallengeDraft, guild_id: int, row: ChallengeRow | None = None
) -> tuple[ChallengeDraft, str | None]:
    """Returns a draft tidied, and the notation of its form if it is the server's own.

    Args:
        session: Where the server's forms are.
        draft: As a moderator wrote it.
        guild_id: The server.
        row: The challenge that is changed; its form is known also if the server removed it.

    Raises:
        InvalidOption: Something but its times can't be used.
    """
    forms = await own_forms(session, guild_id)
    if row is not None and row.form is not None and row.notation is not None:
        forms = [Form(row.form, "poem", "", row.notation), *forms]
    checked = tidied(draft, forms)
    if checked.form is None or checked.form in catalogue():
        return checked, None
    return checked, form_named(checked.form, forms).notation


async def added(session: AsyncSession, row: ChallengeRow) -> ChallengeRow:
    """Stores a challenge with its steps."""
    stored = await ChallengeRepository(session).add(row)
    for kind, due_at in due_times(draft_in(stored), stored.created_at).items():
        await StepRepository(session).add(stored.id, kind, due_at)
    return stored


async def _move_steps(
    session: AsyncSession, challenge_id: str, draft: ChallengeDraft, made_at: datetime
) -> None:
    steps, times = StepRepository(session), due_times(draft, made_at)
    present = {step.kind for step in await steps.of(challenge_id)}
    for kind, due_at in times.items():
        if kind in present:
            await steps.move(challenge_id, kind, due_at)
        else:
            await steps.add(challenge_id, kind, due_at)
    for kind in present.difference(times):
        await steps.forget(challenge_id, kind)


def _check_version(row: ChallengeRow, version: int) -> None:
    if row.version != version:
        raise ChallengeChanged(_CHANGED)
