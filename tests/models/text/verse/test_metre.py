import pytest

from models.text.verse.metre import (
    Scansion,
    anapaestic,
    dactylic,
    fits,
    iambic,
    syllabic,
    trochaic,
    weights,
)
from models.text.verse.pronunciation import english


def scansion(line: str, metres: tuple[str, ...]) -> Scansion:
    found = Scansion.of(metres)
    for word in line.split():
        found = found.after(weights(word, english().pronunciations(word)))
    return found


@pytest.mark.parametrize(
    "line",
    [
        "shall i compare thee to a summer's day",
        "making a famine where abundance lies",  # its first foot is inverted
        "a woman's face with nature's own hand painted",  # its ending is feminine
    ],
)
def test_shakespeares_lines_are_iambic_pentameters(line: str) -> None:
    assert scansion(line, iambic(5)).is_complete
    assert not scansion(line, iambic(4)).places


def test_prose_is_not() -> None:
    assert not scansion("the committee published a detailed report", iambic(5)).places


def test_limericks_gallop() -> None:
    assert scansion("there was an old man with a beard", anapaestic(3)).is_complete


def test_a_line_in_syllables_takes_any_stress() -> None:
    line = scansion("lanterns above the", syllabic(5))
    assert (line.is_complete, line.left) == (True, 0)
    assert scansion("lanterns above", syllabic(5)).left == 1


def test_trochees_and_dactyls_begin_on_the_beat() -> None:
    assert scansion("tell me not in mournful numbers", trochaic(4)).is_complete
    assert scansion("life is but an empty dream", trochaic(4)).is_complete
    assert scansion("this is the forest primeval", dactylic(3)).is_complete
    assert not scansion("there was an old man with a beard", dactylic(3)).places


def test_articles_are_never_strong() -> None:
    [the] = weights("the", english().pronunciations("the"))
    assert fits(the, "ws", 0)
    assert not fits(the, "ws", 1)


def test_a_word_that_is_longer_than_the_line_does_not_fit() -> None:
    assert not fits("10", "x", 0)
    assert Scansion.of(()).left == 0
