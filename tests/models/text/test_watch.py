from models.base import Progress, Stage
from models.text.songs.sections import song_sections
from models.text.watch import Watch, estimate_steps


def test_progress_grows_and_stays_below_one() -> None:
    seen: list[Progress] = []
    watch = Watch(10, seen.append)
    for _ in range(15):
        watch.on_step()
    fractions = [progress.fraction for progress in seen if progress.fraction is not None]
    assert fractions[0] == 0.1
    assert fractions == sorted(set(fractions))
    assert fractions[-1] == 0.99
    assert {progress.stage for progress in seen} == {Stage.GENERATING}


def test_steps_too_small_to_see_are_not_told() -> None:
    seen: list[Progress] = []
    watch = Watch(1000, seen.append)
    for _ in range(50):
        watch.on_step()
    assert [progress.fraction for progress in seen] == [0.01, 0.02, 0.03, 0.04, 0.05]


def test_a_line_is_told_at_once_and_stays_until_the_next() -> None:
    seen: list[Progress] = []
    watch = Watch(4, seen.append)
    watch.on_step()
    watch.on_line("One line")
    watch.on_step()
    watch.on_line("One line\nAnd two")
    assert [(progress.fraction, progress.draft) for progress in seen] == [
        (0.25, None),
        (0.25, "One line"),
        (0.5, "One line"),
        (0.5, "One line\nAnd two"),
    ]


def test_a_returning_chorus_costs_nothing() -> None:
    assert estimate_steps(song_sections(["Chorus", "Chorus"])) == estimate_steps(
        song_sections(["Chorus"])
    )
