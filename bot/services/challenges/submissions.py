"""Submitting to challenges."""

import asyncio
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.challenge_choices import EntryState, Making
from bot.database.challenge_tables import Challenge as ChallengeRow
from bot.database.challenge_tables import Entry as EntryRow
from bot.database.repositories.entries import EntryRepository
from bot.database.repositories.members import MemberRepository
from bot.database.repositories.works import WorkRepository
from bot.database.session import Database
from bot.database.tables import Work, WorkImage
from bot.errors import EntryNotFound, EntryRefused, NotYours, SubmissionsClosed, WorkNotFound
from bot.services.challenges.access import (
    check_guild,
    check_moderator,
    check_running,
    existing,
    locked,
    phase_now,
)
from bot.services.challenges.candidate import (
    Candidate,
    candidate_from_picture,
    candidate_from_text,
    candidate_from_work,
    title_of,
)
from bot.services.challenges.challenge import Challenge, Phase
from bot.services.challenges.challenge_rows import challenge_in
from bot.services.challenges.clock import Clock
from bot.services.challenges.contestant import Contestant
from bot.services.challenges.entry import (
    Entry,
    OwnWork,
    ShownEntry,
    Source,
    UploadedText,
    WorkOption,
)
from bot.services.challenges.entry_checks import check_candidate
from bot.services.challenges.entry_rows import GONE, entry_in, entry_row, shown_in
from bot.services.challenges.organising import LONGEST_REASON
from bot.services.challenges.wording import bounded, one_line
from models.base import Kind

MOST_ENTRIES = 500
MOST_OPTIONS = 25
_LOOKED_THROUGH = 200


class SubmissionService:
    """Takes entries. Those of members who left stay; moderators can remove any, with a reason.

    An entry whose work is deleted takes part no more, until the results are published.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        # One at a time: while it is decoded, a large picture takes hundreds of megabytes.
        self._looking = asyncio.Semaphore(1)

    async def options(self, challenge_id: str, member_id: int) -> list[WorkOption]:
        """Returns the member's latest works that have the right kind, latest first, up to 25.

        Raises:
            ChallengeNotFound: There is none.
            SubmissionsClosed: They are not open.
        """
        async with self._database.unit_of_work() as session:
            row = await existing(session, challenge_id)
            await self._check_open(session, row)
            if row.making is Making.HUMAN:
                return []
            works = WorkRepository(session)
            recent = await works.recent_by(member_id, _LOOKED_THROUGH)
            fitting = [work for work in recent if work.kind in row.kinds][:MOST_OPTIONS]
            counts = await works.count_images([work.id for work in fitting])
            return [_option(work, counts.get(work.id, 0)) for work in fitting]

    async def submit(
        self,
        challenge_id: str,
        member: Contestant,
        source: Source,
        replaces: str | None = None,
    ) -> Entry:
        """Enters a work or an upload.

        Args:
            challenge_id: Which challenge.
            member: Who enters it.
            source: What is entered.
            replaces: An entry of the member's that it takes the place of.

        Raises:
            ChallengeNotFound: There is none.
            SubmissionsClosed: They are not open.
            WorkNotFound: The work was deleted.
            EntryNotFound: The replaced entry takes part no more.
            NotYours: The work or the replaced entry is somebody else's.
            InvalidOption: A title, text or description is empty or too long.
            EntryRefused: It is not what the challenge asks for, or the member has enough entries.
        """
        challenge, work, image = await self._load(challenge_id, member, source)
        async with self._looking:
            candidate = await asyncio.to_thread(_checked, challenge, source, work, image)
        async with self._database.unit_of_work() as session:
            row = await locked(session, challenge_id)
            await self._check_open(session, row)
            await MemberRepository(session).ensure(member.member_id)
            if replaces is not None:
                await self._withdraw(session, replaces, member.member_id)
            slot = await _free_slot(session, row, member.member_id, candidate)
            made, picture = entry_row(candidate, row.id, member.member_id, slot, self._clock())
            return entry_in(await EntryRepository(session).add(made, picture))

    async def withdraw(self, entry_id: str, member_id: int) -> Entry:
        """Takes back an entry, until submissions close.

        Raises:
            EntryNotFound: There is none, or it takes part no more.
            NotYours: It is somebody else's.
            SubmissionsClosed: It is too late.
        """
        async with self._database.unit_of_work() as session:
            row = await _standing(session, entry_id)
            await self._check_open(session, await locked(session, row.challenge_id))
            return await self._withdraw(session, entry_id, member_id)

    async def remove(self, entry_id: str, member: Contestant, reason: str) -> Entry:
        """Takes somebody's entry out, until the results are published.

        Raises:
            ModeratorsOnly: The member is no moderator.
            EntryNotFound: There is none, or it takes part no more.
            InvalidOption: There is no reason.
            ChallengeOver: The results are published, or it was cancelled.
        """
        reason = bounded(one_line(reason), "The reason", LONGEST_REASON)
        async with self._database.unit_of_work() as session:
            row = await _standing(session, entry_id)
            challenge = await locked(session, row.challenge_id)
            check_moderator(member, challenge.guild_id)
            check_running(await phase_now(session, challenge, self._clock()))
            await MemberRepository(session).ensure(member.member_id)
            return await _ended(session, row, EntryState.REMOVED, reason, member.member_id)

    async def own(self, challenge_id: str, member_id: int) -> list[Entry]:
        """Returns the member's entries that take part, oldest first."""
        async with self._database.unit_of_work() as session:
            rows = await EntryRepository(session).standing_by(challenge_id, member_id)
            return [entry_in(row) for row in rows]

    async def entries(self, challenge_id: str) -> list[Entry]:
        """Returns all entries that take part, oldest first."""
        async with self._database.unit_of_work() as session:
            rows = await EntryRepository(session).standing(challenge_id)
            return [entry_in(row) for row in rows]

    async def shown(self, entry_id: str) -> ShownEntry:
        """Returns what an entry shows, with its author once the results are out or if not blind.

        Raises:
            EntryNotFound: There is none, or it was deleted, withdrawn or removed.
        """
        async with self._database.unit_of_work() as session:
            row = await _standing(session, entry_id)
            challenge = await existing(session, row.challenge_id)
            is_known = challenge.published_at is not None or not challenge.is_blind
            return await shown_in(session, row, with_author=is_known)

    async def _load(
        self, challenge_id: str, member: Contestant, source: Source
    ) -> tuple[Challenge, Work | None, WorkImage | None]:
        async with self._database.unit_of_work() as session:
            row = await existing(session, challenge_id)
            check_guild(member, row)
            await self._check_open(session, row)
            challenge = await challenge_in(session, row, self._clock())
            if not isinstance(source, OwnWork):
                return challenge, None, None
            work = await WorkRepository(session).get(source.work_id)
            if work is None:
                raise WorkNotFound("This work was deleted; there is nothing left to enter.")
            if work.author_id != member.member_id:
                raise NotYours("You can enter works of your own only.")
            image = await WorkRepository(session).image(work.id, source.picture)
            if image is None and work.kind == Kind.IMAGE:
                raise EntryRefused("That work has no such picture.")
            return challenge, work, image

    async def _check_open(self, session: AsyncSession, row: ChallengeRow) -> None:
        phase = await phase_now(session, row, self._clock())
        if phase is Phase.PLANNED:
            raise SubmissionsClosed("This challenge has not opened yet.")
        if phase is Phase.CANCELLED:
            raise SubmissionsClosed("This challenge was cancelled.")
        if phase is not Phase.OPEN:
            raise SubmissionsClosed("Submissions to this challenge are closed.")

    async def _withdraw(self, session: AsyncSession, entry_id: str, member_id: int) -> Entry:
        row = await _standing(session, entry_id)
        if row.author_id != member_id:
            raise NotYours("Only the one who entered this can withdraw or replace it.")
        return await _ended(session, row, EntryState.WITHDRAWN)


def _checked(
    challenge: Challenge, source: Source, work: Work | None, image: WorkImage | None
) -> Candidate:
    if isinstance(source, OwnWork):
        assert work is not None  # noqa: S101 - it was loaded
        candidate = candidate_from_work(work, image, source)
    elif isinstance(source, UploadedText):
        candidate = candidate_from_text(source)
    else:
        candidate = candidate_from_picture(source)
    check_candidate(candidate, challenge)
    return candidate


async def _free_slot(
    session: AsyncSession, challenge: ChallengeRow, member_id: int, candidate: Candidate
) -> int:
    entries = EntryRepository(session)
    await entries.end_deleted(challenge.id, member_id)
    own = await entries.standing_by(challenge.id, member_id)
    _check_new(own, candidate)
    taken = {entry.slot for entry in own}
    free = [slot for slot in range(1, challenge.entries_each + 1) if slot not in taken]
    if not free:
        many = "an entry" if challenge.entries_each == 1 else f"{challenge.entries_each} entries"
        raise EntryRefused(
            f"You have {many} in this challenge already. Replace or withdraw one first."
        )
    if await entries.count_standing(challenge.id) >= MOST_ENTRIES:
        raise EntryRefused(f"This challenge has {MOST_ENTRIES} entries, and I can take no more.")
    return free[0]


def _check_new(own: Sequence[EntryRow], candidate: Candidate) -> None:
    if candidate.work is None:
        return
    picture = candidate.work.picture if candidate.png else None
    if any((each.work_id, each.picture) == (candidate.work.work_id, picture) for each in own):
        raise EntryRefused("You entered this work already.")


async def _standing(session: AsyncSession, entry_id: str) -> EntryRow:
    row = await EntryRepository(session).get_standing(entry_id)
    if row is None:
        raise EntryNotFound(GONE)
    return row


async def _ended(
    session: AsyncSession,
    row: EntryRow,
    state: EntryState,
    reason: str | None = None,
    removed_by: int | None = None,
) -> Entry:
    entries = EntryRepository(session)
    await entries.end(row.id, state, reason, removed_by)
    await session.refresh(row)
    return entry_in(row)


def _option(work: Work, pictures: int) -> WorkOption:
    return WorkOption(work.id, Kind(work.kind), title_of(work), pictures, work.created_at)
