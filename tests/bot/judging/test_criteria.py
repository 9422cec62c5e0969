"""Scores by criterion."""

from bot.judging.criteria import Criterion, JuryScore, means_by_criterion


def test_means_are_taken_by_entry_and_criterion() -> None:
    scores = [
        JuryScore(1, "a", Criterion.THEME, 5),
        JuryScore(2, "a", Criterion.THEME, 2),
        JuryScore(1, "a", Criterion.CREATIVITY, 4),
        JuryScore(1, "b", Criterion.CRAFT, 1),
    ]
    assert means_by_criterion(scores) == {
        "a": {Criterion.CREATIVITY: 4, Criterion.THEME: 3.5},
        "b": {Criterion.CRAFT: 1},
    }


def test_criteria_come_in_one_order() -> None:
    scores = [JuryScore(1, "a", criterion, 3) for criterion in reversed(Criterion)]
    assert list(means_by_criterion(scores)["a"]) == list(Criterion)


def test_nobody_scored_anything() -> None:
    assert means_by_criterion([]) == {}
