"""Poems by hand that keep their form, to check the checker with."""

from collections.abc import Mapping, Sequence
from itertools import cycle

_THREE_FEET = ("A river and a", "We never saw the", "The people of the")
_FOUR_FEET = (
    "The people wander near the",
    "My sister follows with the",
    "A little garden and a",
    "We carry water to the",
)
_FIVE_FEET = (
    "And all the people wander near the",
    "A garden in the middle of the",
    "My sister follows after with the",
    "The winter never covers up the",
    "We carry home the water and the",
    "No letter ever mentioned him, the",
)
_RHYMES = {
    "a": ("light", "night", "sight", "kite", "flight", "knight", "height"),
    "b": ("day", "bay", "clay", "play", "ray", "hay"),
    "c": ("stone", "bone", "throne"),
    "d": ("tree", "sea", "bee"),
    "e": ("rain", "grain", "crane"),
    "f": ("cold", "gold"),
    "g": ("hill", "mill"),
}
_END_WORDS = ("stone", "tree", "house", "lamp", "boat", "moon")
_END_ORDERS = ("123456", "615243", "364125", "532614", "451362", "246531")


def _rhymed(scheme: str, *stems: Sequence[str]) -> list[str]:
    """Returns lines that begin by turns as the stems do, and rhyme."""
    ends = {letter: iter(words) for letter, words in _RHYMES.items()}
    ends["."] = iter(("lamp", "boat", "house", "moon", "field", "wind"))
    begins = [cycle(each) for each in stems]
    return [
        f"{next(begins[number % len(begins)])} {next(ends[letter])}"
        for number, letter in enumerate(scheme)
    ]


def _placed(lines: Sequence[str], order: Sequence[int]) -> list[str]:
    return [lines[number] for number in order]


def _sestina() -> list[str]:
    lines = [
        f"{_FIVE_FEET[stanza]} {_END_WORDS[int(number) - 1]}"
        for stanza, numbers in enumerate(_END_ORDERS)
        for number in numbers
    ]
    envoi = ("tree", "boat"), ("lamp", "house"), ("moon", "stone")
    return [*lines, *(f"The {inner} that waited by the winter {outer}" for inner, outer in envoi)]


_VILLANELLE = _rhymed("aba" + 5 * "ab", _FIVE_FEET)

POEMS: Mapping[str, Sequence[str]] = {
    "haiku": (
        "A river at dawn,",
        "lanterns on the quiet boats,",
        "and nobody home.",
    ),
    "senryu": (
        "He polished his car,",
        "and then he polished it twice.",
        "His mother takes trains.",
    ),
    "tanka": (
        "A river at dawn,",
        "lanterns on the quiet boats,",
        "and nobody home.",
        "I carry your letter still,",
        "I have not opened it yet.",
    ),
    "cinquain": (
        "Winter",
        "comes to my house",
        "and sits beside the lamp,",
        "an old friend with nothing to say",
        "tonight.",
    ),
    "diamond": (
        "Winter",
        "comes to my house",
        "and sits beside the lamp,",
        "an old friend with nothing to say",
        "who looks into the lamp",
        "and thinks about",
        "summer.",
    ),
    "hourglass": (
        "An old friend with nothing to say",
        "who looks into the lamp",
        "and thinks about",
        "summer",
        "comes to my house",
        "and sits beside the lamp",
        "an old man with nothing to do.",
    ),
    "limerick": (
        "There was an old baker of bread",
        "Who carried his cat on his head;",
        "It slept through the day",
        "And it never would stay",
        "When he told it to go to its bed.",
    ),
    "couplets": _rhymed("aabbcc", _FOUR_FEET),
    "quatrain": _rhymed("abba", _FOUR_FEET),
    "quatrains": _rhymed("abbacddceffe", _FOUR_FEET),
    "ballad": _rhymed(".a.a.b.b.c.c", _FOUR_FEET, _THREE_FEET),
    "common metre": _rhymed("ababcdcd", _FOUR_FEET, _THREE_FEET),
    "Shakespearean sonnet": _rhymed("ababcdcdefefgg", _FIVE_FEET),
    "Petrarchan sonnet": _rhymed("abbaabbacdcdcd", _FIVE_FEET),
    "villanelle": _placed(
        _VILLANELLE, (0, 1, 2, 3, 4, 0, 5, 6, 2, 7, 8, 0, 9, 10, 2, 11, 12, 0, 2)
    ),
    "pantoum": _placed(
        _rhymed("ababccdd", _FOUR_FEET), (0, 1, 2, 3, 1, 4, 3, 5, 4, 6, 5, 7, 6, 2, 7, 0)
    ),
    "triolet": _placed(_rhymed("abaab", _FOUR_FEET), (0, 1, 2, 0, 3, 4, 0, 1)),
    "sestina": _sestina(),
    "acrostic": (
        "The winter never came to us,",
        "Only the river heard the bell,",
        "And summer waited by the door,",
        "Spending the money of the king,",
        "To carry water to the hill.",
    ),
}
"""A poem for each form; the acrostic spells "toast"."""
