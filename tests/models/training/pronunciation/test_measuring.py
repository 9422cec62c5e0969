import pytest

from models.text.verse.pronunciation import Pronunciation, english
from models.training.pronunciation.measuring import accuracy, is_held_out, without_held_out


def said(phones: str) -> Pronunciation:
    return Pronunciation(tuple(phones.split()))


def test_a_twentieth_of_the_words_is_held_out() -> None:
    held_out = [word for word in english().words if is_held_out(word)]
    assert len(held_out) == pytest.approx(len(english().words) / 20, rel=0.05)
    known = without_held_out(english())
    assert held_out[0] not in known
    assert len(known.words) + len(held_out) == len(english().words)
    assert known.pronunciations("record") == english().pronunciations("record")


def test_guesses_are_compared_in_five_ways() -> None:
    found = accuracy(
        [
            (said("R EY1 N"), [said("R EY1 N")]),
            (said("L AE0 N T ER1 N"), [said("L AE1 N T ER0 N")]),
            (said("B L UW1"), [said("AH0 B L UW1")]),
            (said("S IY1"), [said("S EH1 D"), said("S IY1")]),
        ]
    )
    assert found.phone_errors == pytest.approx(1 / 15)
    assert found.words == 0.5
    assert found.syllables == 0.75
    assert found.stress == pytest.approx(2 / 3)
    assert found.rhymes == 0.75
