import pytest

from models.text.verse.metre import anapaestic, iambic, syllabic
from models.text.verse.reading_aloud import read_aloud


@pytest.mark.parametrize(("line", "metre"), [
    ("Shall I compare thee to a summer’s day?", "wswswswsws"),
    ("Making a famine where abundance lies,", "swwswswsws"),
    ("A woman’s face with nature’s own hand painted", "wswswswswsw"),
])  # fmt: skip
def test_lines_are_read_in_the_metre_that_they_fit(line: str, metre: str) -> None:
    reading = read_aloud(line, iambic(5))

    assert reading.stresses == metre
    assert reading.metre in iambic(5)


def test_of_the_metres_that_a_line_fits_it_is_in_the_one_closest_to_speech() -> None:
    assert read_aloud("Night and the stars above the sea", iambic(4)).metre == "swwswsws"
    assert read_aloud("The night is cold above the sea", iambic(4)).metre == "wswswsws"


def test_a_limerick_gallops() -> None:
    reading = read_aloud("There was an old man with a beard", anapaestic(3))

    assert reading.stresses == "wswwswws"


def test_where_syllables_only_count_words_keep_their_own_stress() -> None:
    reading = read_aloud("Lanterns above the sea", syllabic(6))

    assert reading.metre == "xxxxxx"
    assert [word.stresses for word in reading.words] == ["sw", "ws", "w", "s"]
    assert reading.words[0].syllables == ("Lan", "terns")


def test_a_line_in_no_metre_is_read_as_prose() -> None:
    reading = read_aloud("The committee published a report", iambic(5))

    assert reading.metre is None
    assert reading.stresses == "wwswswwws"


def test_the_second_stress_of_a_word_counts_where_it_stands_alone() -> None:
    everlasting, moonlight = read_aloud("everlasting moonlight").words
    assert (everlasting.stresses, moonlight.stresses) == ("swsw", "sw")
