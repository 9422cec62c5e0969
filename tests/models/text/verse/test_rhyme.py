import pytest

from models.text.verse.pronunciation import Pronunciation, english
from models.text.verse.rhyme import Rhyme, rhyme_between, rhyme_key


def sound(word: str) -> Pronunciation:
    return english().pronunciations(word)[0]


@pytest.mark.parametrize(
    ("one", "other", "rhyme"),
    [
        ("night", "bright", Rhyme.PERFECT),
        ("station", "nation", Rhyme.PERFECT),
        ("night", "moonlight", Rhyme.PERFECT),
        ("ask", "mask", Rhyme.PERFECT),
        ("leaf", "belief", Rhyme.IDENTICAL),
        ("bear", "bare", Rhyme.IDENTICAL),
        ("bright", "write", Rhyme.PERFECT),
        ("night", "time", Rhyme.SLANT),
        ("night", "cat", Rhyme.SLANT),
        ("sea", "tree", Rhyme.PERFECT),
        ("sea", "snow", Rhyme.NONE),
        ("rain", "cat", Rhyme.NONE),
    ],
)
def test_words_rhyme_as_they_sound(one: str, other: str, rhyme: Rhyme) -> None:
    assert rhyme_between(sound(one), sound(other)) is rhyme
    assert rhyme_between(sound(other), sound(one)) is rhyme


def test_the_key_begins_with_the_last_stressed_vowel() -> None:
    assert rhyme_key(sound("lantern")) == ("AE", "N", "T", "ER", "N")
    assert rhyme_key(sound("above")) == ("AH", "V")
