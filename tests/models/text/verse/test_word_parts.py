import pytest

from models.text.verse.word_parts import (
    Phones,
    compound,
    inflected,
    takes_short_form,
    with_short_form,
)

WORDS = {
    "hop": "HH AA1 P",
    "hope": "HH OW1 P",
    "fox": "F AA1 K S",
    "cry": "K R AY1",
    "wait": "W EY1 T",
    "lamp": "L AE1 M P",
    "light": "L AY1 T",
    "glow": "G L OW1",
}


def known(word: str) -> list[Phones]:
    return [tuple(WORDS[word].split())] if word in WORDS else []


@pytest.mark.parametrize(
    ("word", "phones"),
    [
        ("hops", "HH AA1 P S"),
        ("glows", "G L OW1 Z"),
        ("foxes", "F AA1 K S AH0 Z"),
        ("cries", "K R AY1 Z"),
        ("cried", "K R AY1 D"),
        ("hopped", "HH AA1 P T"),
        ("hoped", "HH OW1 P T"),
        ("waited", "W EY1 T IH0 D"),
        ("hopping", "HH AA1 P IH0 NG"),
        ("hoping", "HH OW1 P IH0 NG"),
        ("glowing", "G L OW1 IH0 NG"),
    ],
)
def test_endings_are_added_to_known_words(word: str, phones: str) -> None:
    assert phones in {" ".join(each) for each in inflected(word, known)}


def test_other_words_are_not_inflected() -> None:
    assert not list(inflected("grass", known))
    assert not list(inflected("s", known))


def test_a_compound_is_two_known_words() -> None:
    assert [" ".join(each) for each in compound("lamplight", known)] == ["L AE1 M P L AY2 T"]
    assert not list(compound("lampshade", known))
    assert not list(compound("lamp", known))


@pytest.mark.parametrize(
    ("word", "ending", "phones"),
    [
        ("lamp", "s", "L AE1 M P S"),
        ("fox", "s", "F AA1 K S AH0 Z"),
        ("light", "d", "L AY1 T IH0 D"),
        ("glow", "ll", "G L OW1 L"),
        ("fox", "ll", "F AA1 K S AH0 L"),
        ("fox", "ve", "F AA1 K S AH0 V"),
        ("glow", "ve", "G L OW1 V"),
        ("fox", "re", "F AA1 K S ER0"),
    ],
)
def test_short_forms(word: str, ending: str, phones: str) -> None:
    assert takes_short_form(ending)
    assert " ".join(with_short_form(known(word)[0], ending)) == phones


def test_not_all_letters_after_an_apostrophe_are_a_short_form() -> None:
    assert not takes_short_form("brien")
