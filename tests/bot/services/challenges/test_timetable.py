"""When the steps of a challenge are due, and what they say about how far it is."""

from datetime import timedelta

import pytest

from bot.database.challenge_choices import StepKind, StepState
from bot.database.challenge_tables import Challenge, ChallengeStep
from bot.services.challenges.challenge import Phase
from bot.services.challenges.challenge_rows import columns_of
from bot.services.challenges.timetable import due_times, in_order, is_senseless, phase_of
from tests.bot.services.challenges.scene import DAY, DRAFT, HOUR, MINUTE, NOW, a_draft


def a_step(kind: StepKind, **values: object) -> ChallengeStep:
    return ChallengeStep(
        **{
            "challenge_id": "c",
            "kind": kind,
            "due_at": NOW,
            "state": StepState.WAITING,
            "tries": 0,
            **values,
        }
    )


def a_challenge(**values: object) -> Challenge:
    return Challenge(**columns_of(DRAFT), **values)


def test_reminders_come_a_day_before_the_end_at_the_earliest() -> None:
    month = a_draft(closes_at=NOW + 30 * DAY, voting_closes_at=NOW + 30 * DAY + 8 * HOUR)
    times = due_times(month, NOW)
    assert times[StepKind.REMIND] == NOW + 29 * DAY
    assert times[StepKind.REMIND_VOTING] == NOW + 30 * DAY + 6 * HOUR


def test_short_times_have_no_reminder_and_what_opens_at_once_no_announcement() -> None:
    short = a_draft(opens_at=NOW, closes_at=NOW + 59 * MINUTE, voting_closes_at=NOW + 118 * MINUTE)
    assert set(due_times(short, NOW)) == {
        StepKind.OPEN,
        StepKind.CLOSE,
        StepKind.PUBLISH,
        StepKind.ARCHIVE,
    }


@pytest.mark.parametrize(
    ("step", "phase"),
    [
        (a_step(StepKind.OPEN), Phase.PLANNED),
        (a_step(StepKind.ANNOUNCE, tries=1), Phase.PLANNED),
        (a_step(StepKind.OPEN, tries=1), Phase.OPEN),
        (a_step(StepKind.CLOSE, state=StepState.DONE), Phase.VOTING),
        (a_step(StepKind.PUBLISH, state=StepState.FAILED), Phase.COUNTING),
    ],
)
def test_what_was_begun_tells_the_phase(step: ChallengeStep, phase: Phase) -> None:
    assert phase_of(a_challenge(), [step], NOW) is phase


def test_how_it_ended_counts_more_than_any_time() -> None:
    late = NOW + 100 * DAY
    assert phase_of(a_challenge(published_at=NOW), [], NOW) is Phase.PUBLISHED
    assert phase_of(a_challenge(cancelled_at=NOW), [], late) is Phase.CANCELLED


@pytest.mark.parametrize(
    ("step", "until"),
    [
        (a_step(StepKind.ANNOUNCE, holder="gone"), DRAFT.opens_at),
        (a_step(StepKind.REMIND, holder="gone"), DRAFT.closes_at),
        (a_step(StepKind.OPEN), DRAFT.closes_at),
        (a_step(StepKind.CLOSE), DRAFT.voting_closes_at),
        (a_step(StepKind.REMIND_VOTING), DRAFT.voting_closes_at),
    ],
)
def test_steps_make_sense_until_what_they_tell_of_is_over(
    step: ChallengeStep, until: object
) -> None:
    challenge = a_challenge()
    assert is_senseless(step, challenge, DRAFT.voting_closes_at)
    assert not is_senseless(step, challenge, NOW)
    second = timedelta(seconds=1)
    flips = [
        time
        for time in (DRAFT.opens_at, DRAFT.closes_at, DRAFT.voting_closes_at)
        if is_senseless(step, challenge, time) and not is_senseless(step, challenge, time - second)
    ]
    assert flips == [until]


@pytest.mark.parametrize(
    "step",
    [
        a_step(StepKind.OPEN, holder="gone"),
        a_step(StepKind.CLOSE, holder="gone"),
        a_step(StepKind.PUBLISH),
        a_step(StepKind.ARCHIVE),
        a_step(StepKind.CANCEL),
    ],
)
def test_what_was_begun_or_ends_something_always_makes_sense(step: ChallengeStep) -> None:
    assert not is_senseless(step, a_challenge(), NOW + 1000 * DAY)


def test_steps_of_the_same_time_have_an_order() -> None:
    kinds = [StepKind.PUBLISH, StepKind.CLOSE, StepKind.OPEN]
    late = a_step(StepKind.ANNOUNCE, due_at=NOW + MINUTE)
    ordered = in_order([late, *map(a_step, kinds)])
    assert [step.kind for step in ordered] == [*reversed(kinds), StepKind.ANNOUNCE]
