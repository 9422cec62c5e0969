import pytest

from models.text.verse.graphone_trie import Graphone
from models.training.pronunciation.alignment import align, learn_chances

WORDS = {
    "cat": "K AE1 T", "tack": "T AE1 K", "hat": "HH AE1 T", "that": "DH AE1 T",
    "axe": "AE1 K S", "tax": "T AE1 K S", "ate": "EY1 T", "act": "AE1 K T",
}  # fmt: skip
SPELLINGS = [(word, tuple(phones.split())) for word, phones in WORDS.items()]


def test_letters_stand_for_none_one_or_two_sounds() -> None:
    chances = learn_chances(SPELLINGS)
    assert align("tax", ("T", "AE1", "K", "S"), chances) == [
        Graphone("t", ("T",)),
        Graphone("a", ("AE1",)),
        Graphone("x", ("K", "S")),
    ]
    assert Graphone("e", ()) in align("ate", ("EY1", "T"), chances)


def test_chances_add_up_to_one() -> None:
    assert sum(learn_chances(SPELLINGS).values()) == pytest.approx(1)


def test_too_many_sounds_for_the_letters_are_not_aligned() -> None:
    chances = learn_chances([*SPELLINGS, ("w", ("D", "AH1", "B", "AH0", "L", "Y", "UW0"))])
    assert align("w", ("D", "AH1", "B"), chances) == []


def test_graphones_never_seen_are_aligned_if_nothing_else_is_there() -> None:
    assert align("z", ("Z",), learn_chances(SPELLINGS)) == [Graphone("z", ("Z",))]
