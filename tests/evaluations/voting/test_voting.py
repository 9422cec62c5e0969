from tests.evaluations.voting.voting import ATELIER, BUDGETS, CHOOSERS, STARS, hold_votes


def test_every_way_to_vote_is_held_on_every_challenge() -> None:
    said: list[str] = []
    results = hold_votes(2, 1, said.append)

    assert list(results) == [(way, budget) for way in [*CHOOSERS, STARS] for budget in BUDGETS]
    assert said == ["Challenge 1 of 2", "Challenge 2 of 2"]
    for (way, _), figures in results.items():
        assert len(figures.tau) == 2
        assert len(figures.coverage) == (0 if way == STARS else 2)


def test_votes_find_what_is_good() -> None:
    results = hold_votes(2, 1, str)
    assert min(results[ATELIER, 20].tau) > 0.5
    assert hold_votes(2, 1, str) == results
    assert hold_votes(2, 2, str) != results
