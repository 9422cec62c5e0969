import pytest

from tests.evaluations.verse.scansion import beats, is_in_metre, rhyme, spoken, syllables


def test_words_are_those_of_the_dictionary() -> None:
    assert spoken("’Tis the neighbour’s snow-white 'cat' of 1999!") == [
        "'tis", "the", "neighbour's", "snow", "white", "cat", "of", "1999",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "count"),
    [("Lanterns above the harbour", 7), ("in 1999", None), ("a flumbrish", None), ("", 0)],
)
def test_syllables(line: str, count: int | None) -> None:
    assert syllables(line) == count


@pytest.mark.parametrize(
    ("one", "other", "do_rhyme"),
    [
        ("the light", "a kite", True),
        ("the wind", "behind", True),  # to wind a clock
        ("the light", "the Light.", False),
        ("the light", "a lamp", False),
        ("remember", "september", True),
        ("a flumbrish", "a flumbrish", False),
        ("a flumbrish", "the light", False),
        ("", "the light", False),
    ],
)
def test_rhymes(one: str, other: str, *, do_rhyme: bool) -> None:
    assert rhyme(one, other) is do_rhyme


@pytest.mark.parametrize(
    ("line", "feet", "scans"),
    [
        ("Shall I compare thee to a summer's day", 5, True),
        ("Making a famine where abundance lies", 5, True),  # inverted first foot
        ("A woman's face with nature's own hand painted", 5, True),  # feminine ending
        ("Shall I compare thee to a summer's", 5, False),
        ("The committee published a report today", 5, False),
        ("flumbrish", 1, False),
        ("", 1, False),
    ],
)
def test_iambic_lines(line: str, feet: int, *, scans: bool) -> None:
    assert is_in_metre(line, beats("iambic", feet)) is scans


@pytest.mark.parametrize(
    ("line", "feet", "scans"),
    [
        ("There was an old man with a beard", 3, True),
        ("And the sheen of their spears was like stars on the sea", 4, True),
        ("The birds of the air", 2, True),
        ("Shall I compare thee to summer", 3, False),
    ],
)
def test_anapaestic_lines(line: str, feet: int, *, scans: bool) -> None:
    assert is_in_metre(line, beats("anapaestic", feet)) is scans


def test_an_unstressed_syllable_beside_the_stress_is_not_strong() -> None:
    assert not is_in_metre("lantern", ["ss"])
    assert is_in_metre("lantern", ["sw"])
    assert is_in_metre("understand", ["sws"])


def test_other_metres_are_not_known() -> None:
    with pytest.raises(ValueError, match="spondaic"):
        beats("spondaic", 2)
