import pytest

from models.base import Progress, Stage
from models.errors import GenerationCancelled
from models.text.songs import song_sections
from models.text.watch import Watch, estimate_steps


def test_progress_grows_and_stays_below_one() -> None:
    seen: list[Progress] = []
    watch = Watch(10, seen.append, lambda: False)
    for _ in range(15):
        watch.on_token()
    fractions = [progress.fraction for progress in seen if progress.fraction is not None]
    assert fractions[0] == 0
    assert fractions == sorted(set(fractions))
    assert fractions[-1] == 0.99
    assert {progress.stage for progress in seen} == {Stage.GENERATING}


def test_cancellation_is_heeded_before_the_step() -> None:
    watch = Watch(10, lambda progress: None, lambda: True)
    with pytest.raises(GenerationCancelled):
        watch.on_token()


def test_a_returning_chorus_costs_nothing() -> None:
    assert estimate_steps(song_sections(["Chorus", "Chorus"])) == estimate_steps(
        song_sections(["Chorus"])
    )
