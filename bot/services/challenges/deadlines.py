"""The record of what is due when, so that each step of a challenge happens once."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.base import new_id
from bot.database.challenge_choices import StepKind, StepState
from bot.database.challenge_tables import Challenge, ChallengeStep
from bot.database.repositories.challenges import ChallengeRepository
from bot.database.repositories.entries import EntryRepository
from bot.database.repositories.steps import UNFINISHED, StepRepository
from bot.database.session import Database
from bot.services.challenges.access import existing, locked
from bot.services.challenges.clock import Clock
from bot.services.challenges.step import Step
from bot.services.challenges.timetable import in_order, is_senseless
from bot.services.deliveries import Attempt

_log = logging.getLogger(__name__)
HELD_FOR = timedelta(minutes=1)
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
MOST_TRIES = 10
FEWEST_TO_JUDGE = 2


class DeadlineService:
    """Hands out the steps that are due.

    Whoever does a step claims it, records an attempt, sends, and records the message. A claim ends
    by itself after a minute, so that another takes over when its holder is gone; `renew` holds it
    longer. Whenever one of the calls below answers False, the claim is lost: stop there.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        # Tells this bot from another one on the same database, and from itself before a restart.
        self._name = new_id()

    async def due(self) -> list[Step]:
        """Returns what is due now, oldest first; of each challenge only the first step.

        What makes no sense any more, such as a reminder of what is over, is skipped here.
        """
        now = self._clock()
        async with self._database.unit_of_work() as session:
            steps: list[Step] = []
            for challenge_id in dict.fromkeys(
                step.challenge_id for step in await StepRepository(session).due(now)
            ):
                challenge = await existing(session, challenge_id)
                first = await _first_due(session, challenge, now)
                if first is not None and (first.held_until is None or first.held_until <= now):
                    steps.append(_step_in(first, challenge, now))
            return steps

    async def claim(self, step: Step) -> Step | None:
        """Takes a step for this bot alone, and returns it as it stands now; None if it is gone.

        When submissions close with fewer than two entries, voting ends as soon as it begins.
        """
        now = self._clock()
        async with self._database.unit_of_work() as session:
            challenge = await locked(session, step.challenge_id)
            first = await _first_due(session, challenge, now)
            if first is None or first.kind is not step.kind:
                return None
            found = _step_in(first, challenge, now)
            until = now + HELD_FOR
            steps = StepRepository(session)
            if not await steps.claim(challenge.id, step.kind, self._name, now, until):
                return None
            if step.kind is StepKind.CLOSE:
                await _end_needless_voting(session, challenge, now)
            return found

    async def renew(self, step: Step) -> bool:
        """Holds the claim for another minute."""
        return await self._change(step, held_until=self._clock() + HELD_FOR)

    async def attempt(self, step: Step, channel_id: int) -> bool:
        """Records that the step's message is about to be sent to a channel."""
        now = self._clock()
        return await self._change(
            step,
            state=StepState.ATTEMPTED,
            attempted_channel_id=channel_id,
            attempted_at=now,
            held_until=now + HELD_FOR,
        )

    async def done(
        self, step: Step, message_id: int | None = None, thread_id: int | None = None
    ) -> bool:
        """Records that the step happened, its message, and the challenge's thread if it made it."""
        async with self._database.unit_of_work() as session:
            is_mine = await self._changed(
                session,
                step,
                state=StepState.DONE,
                message_id=message_id,
                ended_at=self._clock(),
            )
            if is_mine and thread_id is not None:
                await ChallengeRepository(session).set_thread(step.challenge_id, thread_id)
            return is_mine

    async def failed(self, step: Step, reason: str, *, is_final: bool = False) -> bool:
        """Records that the step could not be done.

        Args:
            step: Which one, as `claim` returned it.
            reason: Why, for the moderators and the log.
            is_final: Never try again, as the channel is gone. Otherwise it is due again after a
                while that doubles each time, and fails for good in the end.
        """
        _log.warning("%s of challenge %s failed: %s", step.kind, step.challenge_id, reason)
        now = self._clock()
        if is_final or step.tries + 1 >= MOST_TRIES:
            return await self._change(step, state=StepState.FAILED, reason=reason, ended_at=now)
        wait = min(FIRST_WAIT * 2**step.tries, LONGEST_WAIT)
        return await self._change(step, reason=reason, holder=None, held_until=now + wait)

    async def skip(self, step: Step, reason: str) -> bool:
        """Records that there was nothing to do."""
        return await self._change(
            step, state=StepState.SKIPPED, reason=reason, ended_at=self._clock()
        )

    async def messages(self, challenge_id: str) -> dict[StepKind, int]:
        """Returns the ids of the messages of the steps that are done, by the step's kind."""
        async with self._database.unit_of_work() as session:
            steps = await StepRepository(session).of(challenge_id)
            return {step.kind: step.message_id for step in steps if step.message_id is not None}

    async def _change(self, step: Step, **values: Any) -> bool:
        async with self._database.unit_of_work() as session:
            return await self._changed(session, step, **values)

    async def _changed(self, session: AsyncSession, step: Step, **values: Any) -> bool:
        return await StepRepository(session).change(
            step.challenge_id, step.kind, self._name, **values
        )


async def _first_due(
    session: AsyncSession, challenge: Challenge, now: datetime
) -> ChallengeStep | None:
    """Returns the first step that is due, and skips what makes no sense before it."""
    repository = StepRepository(session)
    unfinished = [step for step in await repository.of(challenge.id) if step.state in UNFINISHED]
    for step in in_order(_due(unfinished, now)):
        # The message of one that was attempted may be there, and has to be looked for.
        if step.state is StepState.ATTEMPTED or not is_senseless(step, challenge, now):
            return step
        _log.info("%s of challenge %s is skipped: too late", step.kind, challenge.id)
        await repository.skip(challenge.id, [step.kind], "Its time had passed.", now)
    return None


def _due(steps: Iterable[ChallengeStep], now: datetime) -> Iterable[ChallengeStep]:
    return (step for step in steps if step.due_at <= now)


async def _end_needless_voting(session: AsyncSession, challenge: Challenge, now: datetime) -> None:
    if await EntryRepository(session).count_standing(challenge.id) >= FEWEST_TO_JUDGE:
        return
    ends_at = max(now, challenge.closes_at + timedelta(seconds=1))
    if ends_at < challenge.voting_closes_at:
        await ChallengeRepository(session).change(
            challenge.id, challenge.version, voting_closes_at=ends_at
        )
        await StepRepository(session).move(challenge.id, StepKind.PUBLISH, ends_at)


def _step_in(row: ChallengeStep, challenge: Challenge, now: datetime) -> Step:
    attempt = None
    if row.attempted_channel_id is not None and row.attempted_at is not None:
        attempt = Attempt(row.attempted_channel_id, row.attempted_at)
    return Step(
        row.challenge_id,
        row.kind,
        row.due_at,
        row.marker,
        attempt,
        row.tries,
        is_senseless(row, challenge, now),
    )
