"""When the steps of a challenge are due, and what they say about how far it is."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from bot.database.challenge_choices import StepKind, StepState
from bot.database.challenge_tables import Challenge as ChallengeRow
from bot.database.challenge_tables import ChallengeStep
from bot.services.challenges.challenge import ChallengeDraft, Phase

ARCHIVED_AFTER = timedelta(days=7)
"""From the end of voting until the thread is put away."""
EARLIEST_REMINDER = timedelta(hours=24)
SHORTEST_REMINDED = timedelta(hours=1)
"""Shorter times need no reminder of their end."""

_BEGINS = {
    StepKind.OPEN: Phase.OPEN,
    StepKind.CLOSE: Phase.VOTING,
    StepKind.PUBLISH: Phase.COUNTING,
}
_REMINDERS = (StepKind.ANNOUNCE, StepKind.REMIND, StepKind.REMIND_VOTING)


def due_times(draft: ChallengeDraft, made_at: datetime) -> Mapping[StepKind, datetime]:
    """Returns when the steps of a challenge are due.

    Reminders come when a quarter of the time is left, a day before its end at the earliest.

    Args:
        draft: The challenge.
        made_at: When it was made; what opens at once is not announced before.
    """
    times = {
        StepKind.OPEN: draft.opens_at,
        StepKind.CLOSE: draft.closes_at,
        StepKind.PUBLISH: draft.voting_closes_at,
        StepKind.ARCHIVE: draft.voting_closes_at + ARCHIVED_AFTER,
    }
    if draft.opens_at > made_at:
        times[StepKind.ANNOUNCE] = made_at
    for kind, begin, end in (
        (StepKind.REMIND, draft.opens_at, draft.closes_at),
        (StepKind.REMIND_VOTING, draft.closes_at, draft.voting_closes_at),
    ):
        if end - begin >= SHORTEST_REMINDED:
            times[kind] = end - min(EARLIEST_REMINDER, (end - begin) / 4)
    return times


def phase_of(challenge: ChallengeRow, steps: Iterable[ChallengeStep], now: datetime) -> Phase:
    """Returns how far a challenge is.

    Its times say so; a step that was begun says so too, so that a clock that is set back, or the
    other bot's clock, opens nothing again.
    """
    if challenge.cancelled_at is not None:
        return Phase.CANCELLED
    if challenge.published_at is not None:
        return Phase.PUBLISHED
    passed = (
        (challenge.opens_at, Phase.OPEN),
        (challenge.closes_at, Phase.VOTING),
        (challenge.voting_closes_at, Phase.COUNTING),
    )
    begun = (_BEGINS.get(step.kind, Phase.PLANNED) for step in steps if _is_begun(step))
    reached = (phase for time, phase in passed if time <= now)
    return max((Phase.PLANNED, *reached, *begun))


def is_senseless(step: ChallengeStep, challenge: ChallengeRow, now: datetime) -> bool:
    """Whether the time that an unfinished step tells of has passed.

    Opening and closing are carried through once they were begun: whoever held the step may have
    died in the middle of it.
    """
    ends = {
        StepKind.ANNOUNCE: challenge.opens_at,
        StepKind.OPEN: challenge.closes_at,
        StepKind.REMIND: challenge.closes_at,
        StepKind.CLOSE: challenge.voting_closes_at,
        StepKind.REMIND_VOTING: challenge.voting_closes_at,
    }
    if step.kind not in ends or now < ends[step.kind]:
        return False
    return step.kind in _REMINDERS or step.holder is None


def in_order(steps: Iterable[ChallengeStep]) -> list[ChallengeStep]:
    """Returns steps in the order to do them."""
    order = list(StepKind)
    return sorted(steps, key=lambda step: (step.due_at, order.index(step.kind)))


def _is_begun(step: ChallengeStep) -> bool:
    return step.tries > 0 or step.state is not StepState.WAITING
