"""What is said at each step of a challenge."""

from dataclasses import replace

import pytest

from bot.challenges.step_presenter import present_step
from bot.database.challenge_choices import StepKind
from tests.bot.challenges.results_of import CHALLENGE

_HOSTILE = replace(CHALLENGE.draft, title="@everyone **x**")


@pytest.mark.parametrize("kind", [kind for kind in StepKind if kind is not StepKind.ARCHIVE])
def test_every_step_names_its_challenge_and_no_one(kind: StepKind) -> None:
    sentence, _ = present_step(replace(CHALLENGE, draft=_HOSTILE), kind)
    assert r"**\@everyone \*\*x\*\***" in sentence


@pytest.mark.parametrize(("kind", "thread_id", "is_shown"), [
    (StepKind.ANNOUNCE, None, True), (StepKind.OPEN, None, True), (StepKind.OPEN, 5, False),
    (StepKind.CLOSE, None, False),
])  # fmt: skip
def test_the_challenge_itself_is_shown_once(
    kind: StepKind, thread_id: int | None, *, is_shown: bool
) -> None:
    _, embed = present_step(replace(CHALLENGE, thread_id=thread_id), kind)
    assert (embed is not None) == is_shown


@pytest.mark.parametrize(("count", "said"), [
    (0, "Nobody entered"), (1, "nothing to vote on"), (7, "there are 7. Vote now"),
])  # fmt: skip
def test_the_close_says_whether_there_is_a_vote(count: int, said: str) -> None:
    sentence, _ = present_step(replace(CHALLENGE, entry_count=count), StepKind.CLOSE)
    assert said in sentence


def test_a_long_reason_is_cut() -> None:
    cancelled = replace(CHALLENGE, cancelled_reason="*" * 5000)
    assert len(present_step(cancelled, StepKind.CANCEL)[0]) < 2000
