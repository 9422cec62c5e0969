import pytest

from models.text.verse.pronunciation import english, last_word, spoken_words


@pytest.mark.parametrize(
    ("word", "stresses"),
    [("rain", {"1"}), ("lantern", {"10"}), ("above", {"01"}), ("moonlight", {"12"})],
)
def test_words_have_syllables_with_stress(word: str, stresses: set[str]) -> None:
    assert {each.stresses for each in english().pronunciations(word)} == stresses


def test_only_readings_of_the_usual_length_count() -> None:
    # "fire" is listed with two syllables first, and then with one.
    assert [each.syllables for each in english().pronunciations("fire")] == [2]
    assert {each.stresses for each in english().pronunciations("record")} == {"01", "10"}


def test_an_unknown_word_has_none() -> None:
    assert english().pronunciations("grzblk") == ()
    assert "grzblk" not in english()


def test_words_are_found_by_their_beginning() -> None:
    assert list(english().beginning_with("lantern")) == ["lantern", "lanterns"]
    assert english().beginning_with("zzzz") == []


def test_abbreviations_and_letters_are_no_words() -> None:
    assert not [word for word in english().words if "." in word or "-" in word]
    assert [word for word in english().words if len(word) == 1] == ["a", "i", "o"]
    assert "i'm" in english()
    assert "a's" not in english()


def test_lines_fall_into_words_as_the_dictionary_writes_them() -> None:
    line = "Don’t go, half-lit ferry —"
    assert spoken_words(line) == ["don't", "go", "half", "lit", "ferry"]
    assert (last_word(line), last_word("…")) == ("ferry", "")


def test_accents_do_not_break_words() -> None:
    line = "Café, naïve FIANCÉE: jalapen\u0303o’s"
    assert spoken_words(line) == ["cafe", "naive", "fiancee", "jalapeno's"]
