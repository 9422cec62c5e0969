"""Challenges that begin again and again."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.challenge_choices import BriefState, Cadence
from bot.database.repositories.members import GuildRepository, MemberRepository
from bot.database.repositories.series import BriefRepository, SeriesRepository
from bot.database.series_tables import ChallengeSeries
from bot.database.session import Database
from bot.errors import ChallengeNotFound, InvalidOption
from bot.services.challenges.access import check_moderator
from bot.services.challenges.challenge import Challenge
from bot.services.challenges.clock import Clock
from bot.services.challenges.contestant import Contestant
from bot.services.challenges.draft_checks import LONGEST_BRIEF
from bot.services.challenges.outline import Series, SeriesBrief, SeriesDraft
from bot.services.challenges.outline_checks import checked_outline
from bot.services.challenges.outline_records import outline_to_json
from bot.services.challenges.series_beginnings import begin
from bot.services.challenges.series_rows import brief_in, next_opening, series_in
from bot.services.challenges.server_settings import settings_of
from bot.services.challenges.wall_clock import next_at, zone_named
from bot.services.challenges.wording import bounded, lines

MOST_SERIES = 5
MOST_BRIEFS = 100
_NO_SERIES = "This server has no such series; it may have been ended."


class SeriesService:
    """Keeps up to 5 series for each server; moderators alone make, rest and end them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def create(
        self, draft: SeriesDraft, guild_id: int, channel_id: int, member: Contestant
    ) -> Series:
        """Makes a series; its first challenge opens at its next time of the day.

        Raises:
            ModeratorsOnly: The member is no moderator.
            InvalidOption: Something can't be used, or the server has too many series.
        """
        check_moderator(member, guild_id)
        now, checked = self._clock(), _checked(draft)
        async with self._database.unit_of_work() as session:
            if len(await SeriesRepository(session).of(guild_id)) >= MOST_SERIES:
                raise InvalidOption(
                    f"This server has {MOST_SERIES} series, and I keep no more. End one first."
                )
            outline = await checked_outline(session, checked.outline, guild_id, now)
            await GuildRepository(session).ensure(guild_id)
            await MemberRepository(session).ensure(member.member_id)
            zone = zone_named((await settings_of(session, guild_id)).time_zone)
            row = ChallengeSeries(
                guild_id=guild_id,
                channel_id=channel_id,
                author_id=member.member_id,
                outline=outline_to_json(outline),
                cadence=checked.cadence,
                weekday=checked.weekday,
                local_time=checked.at.isoformat("minutes"),
                wants_written_briefs=checked.wants_written_briefs,
                next_at=next_at(checked.at, checked.weekday, zone, now),
                is_paused=False,
            )
            await SeriesRepository(session).add(row)
            for brief in checked.briefs:
                await BriefRepository(session).add(row.id, brief, BriefState.APPROVED)
            return await series_in(session, row)

    async def of_guild(self, guild_id: int) -> list[Series]:
        """Returns the server's series, the next to begin first."""
        async with self._database.unit_of_work() as session:
            rows = await SeriesRepository(session).of(guild_id)
            return [await series_in(session, row) for row in rows]

    async def pause(self, series_id: str, member: Contestant, *, is_paused: bool) -> Series:
        """Has a series rest, or go on with its next time of the day.

        Raises:
            ModeratorsOnly: The member is no moderator.
            ChallengeNotFound: There is none.
        """
        async with self._database.unit_of_work() as session:
            row = await _existing(session, series_id)
            check_moderator(member, row.guild_id)
            if row.is_paused and not is_paused:
                zone = zone_named((await settings_of(session, row.guild_id)).time_zone)
                row.next_at = next_opening(row, zone, self._clock())
            row.is_paused = is_paused
            return await series_in(session, row)

    async def end(self, series_id: str, member: Contestant) -> None:
        """Forgets a series; challenges that have begun go on.

        Raises:
            ModeratorsOnly: The member is no moderator.
            ChallengeNotFound: There is none.
        """
        async with self._database.unit_of_work() as session:
            row = await _existing(session, series_id)
            check_moderator(member, row.guild_id)
            row.ended_at = self._clock()

    async def begin_due(self) -> list[Challenge]:
        """Makes the challenges whose time has come, each once, and returns them.

        After a downtime only the latest is made up for, if it is still open for submissions.
        """
        now = self._clock()
        async with self._database.unit_of_work() as session:
            due = await SeriesRepository(session).due(now)
        begun: list[Challenge] = []
        for series_id in due:
            async with self._database.unit_of_work() as session:
                challenge = await begin(session, series_id, now)
            if challenge is not None:
                begun.append(challenge)
        return begun

    async def wanting_briefs(self) -> list[Series]:
        """Returns the series whose next brief is to be written by the text model."""
        async with self._database.unit_of_work() as session:
            rows = await SeriesRepository(session).wanting_briefs()
            return [await series_in(session, row) for row in rows]

    async def propose(self, series_id: str, text: str) -> SeriesBrief:
        """Keeps a brief that the text model wrote, for a moderator to approve.

        Raises:
            ChallengeNotFound: There is none.
            InvalidOption: It can't be used.
        """
        text = _checked_brief(text)
        async with self._database.unit_of_work() as session:
            row = await _existing(session, series_id)
            return brief_in(await BriefRepository(session).add(row.id, text, BriefState.PENDING))

    async def pending(self, guild_id: int) -> list[SeriesBrief]:
        """Returns the briefs that wait for a moderator, oldest first."""
        async with self._database.unit_of_work() as session:
            return [brief_in(row) for row in await BriefRepository(session).pending(guild_id)]

    async def decide(
        self, brief_id: str, member: Contestant, *, is_approved: bool, text: str | None = None
    ) -> SeriesBrief:
        """Approves a brief, maybe in other words, or rejects it.

        Raises:
            ModeratorsOnly: The member is no moderator.
            ChallengeNotFound: There is none that waits; another moderator may have decided.
            InvalidOption: The words can't be used.
        """
        async with self._database.unit_of_work() as session:
            briefs = BriefRepository(session)
            row = await briefs.get(brief_id)
            if row is None:
                raise ChallengeNotFound("I don't know that brief.")
            check_moderator(member, (await _existing(session, row.series_id)).guild_id)
            words = row.text if text is None else _checked_brief(text)
            await MemberRepository(session).ensure(member.member_id)
            state = BriefState.APPROVED if is_approved else BriefState.REJECTED
            if not await briefs.decide(brief_id, state, words, member.member_id):
                raise ChallengeNotFound("Another moderator has decided about this brief already.")
            await session.refresh(row)
            return brief_in(row)


async def _existing(session: AsyncSession, series_id: str) -> ChallengeSeries:
    row = await SeriesRepository(session).get(series_id)
    if row is None:
        raise ChallengeNotFound(_NO_SERIES)
    return row


def _checked(draft: SeriesDraft) -> SeriesDraft:
    if draft.cadence is Cadence.WEEKLY and draft.weekday not in range(7):
        raise InvalidOption("On which day of the week does it begin?")
    if len(draft.briefs) > MOST_BRIEFS:
        raise InvalidOption(f"Those are {len(draft.briefs)} briefs; {MOST_BRIEFS} is the most.")
    return replace(
        draft,
        at=draft.at.replace(second=0, microsecond=0, tzinfo=None),
        weekday=draft.weekday if draft.cadence is Cadence.WEEKLY else None,
        briefs=tuple(map(_checked_brief, draft.briefs)),
    )


def _checked_brief(text: str) -> str:
    return bounded(lines(text), "The brief", LONGEST_BRIEF)
