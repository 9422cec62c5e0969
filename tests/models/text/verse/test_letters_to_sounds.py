import math

import pytest

from models.text.verse.letters_to_sounds import LettersToSounds
from tests.models.text.verse.trained import trained_on_st


@pytest.fixture
def letters() -> LettersToSounds:
    return LettersToSounds(trained_on_st())


def test_words_are_read_as_the_like_of_them_are(letters: LettersToSounds) -> None:
    assert " ".join(letters.read("stillness")) == "S T IH1 L N AH0 S"


def test_a_word_has_one_primary_stress(letters: LettersToSounds) -> None:
    for word in ("steam", "stationary", "staststeam"):
        assert sum(phone[-1] == "1" for phone in letters.read(word)) == 1


def test_what_can_not_be_stressed_is_not_read(letters: LettersToSounds) -> None:
    assert letters.read("") == ()
    assert letters.read("stst") == ()
    assert letters.read("é") == ()


def test_no_sounds_are_likelier_than_those_that_are_read(letters: LettersToSounds) -> None:
    read = letters.score("stillness", letters.read("stillness"))
    assert letters.score("stillness", ["S", "T", "AY1", "L", "N", "AH0", "S"]) < read < 0


def test_letters_can_not_sound_anyhow(letters: LettersToSounds) -> None:
    assert letters.score("st", ["S", "T", "S", "T", "S"]) == -math.inf
    assert letters.score("é", ["EY1"]) == -math.inf
