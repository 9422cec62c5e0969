"""What each form asks for, written down apart from the catalogue that poems are written by.

Lines are numbered from 1, as in books on verse.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Demands:
    """What a form asks for.

    Attributes:
        schemes: The ways to rhyme: a letter for each line, a dot for one that rhymes with nothing.
            Empty where the lines spell a word, for as many lines as it has letters.
        syllables: Of each line, where they are counted.
        metre: "iambic" or "anapaestic", where lines are in metre.
        feet: Of a line, in turns.
        returns: A line, and the earlier one whose words it repeats.
        end_words: For each stanza, which lines of the first have the words that its lines end on.
        joined_words: For each line at the end, the two of those words that stand in it.
    """

    schemes: tuple[str, ...] = ()
    syllables: tuple[int, ...] = ()
    metre: str | None = None
    feet: tuple[int, ...] = ()
    returns: Mapping[int, int] = field(default_factory=dict[int, int])
    end_words: tuple[tuple[int, ...], ...] = ()
    joined_words: tuple[tuple[int, int], ...] = ()


def _syllabic(*syllables: int) -> Demands:
    return Demands(("." * len(syllables),), syllables)


def _iambic(feet: int, *schemes: str, returns: Mapping[int, int] | None = None) -> Demands:
    return Demands(schemes, metre="iambic", feet=(feet,), returns=returns or {})


DEMANDS: Mapping[str, Demands] = {
    "haiku": _syllabic(5, 7, 5),
    "senryu": _syllabic(5, 7, 5),
    "tanka": _syllabic(5, 7, 5, 7, 7),
    "cinquain": _syllabic(2, 4, 6, 8, 2),
    "diamond": _syllabic(2, 4, 6, 8, 6, 4, 2),
    "hourglass": _syllabic(8, 6, 4, 2, 4, 6, 8),
    "limerick": Demands(("aabba",), metre="anapaestic", feet=(3, 3, 2, 2, 3)),
    "couplets": _iambic(4, "aabbcc", "aabbccdd"),
    "quatrain": _iambic(4, "abab", "aabb", "abba"),
    "quatrains": _iambic(
        4, "ababcdcd", "aabbccdd", "abbacddc", "ababcdcdefef", "aabbccddeeff", "abbacddceffe"
    ),
    "ballad": Demands((".a.a.b.b.c.c",), metre="iambic", feet=(4, 3)),
    "common metre": Demands(("ababcdcd",), metre="iambic", feet=(4, 3)),
    "Shakespearean sonnet": _iambic(5, "ababcdcdefefgg"),
    "Petrarchan sonnet": _iambic(5, "abbaabbacdecde", "abbaabbacdcdcd"),
    "villanelle": _iambic(
        5, "abaabaabaabaabaabaa", returns={6: 1, 9: 3, 12: 1, 15: 3, 18: 1, 19: 3}
    ),
    "pantoum": _iambic(
        4, "ababbcbccdcddada", returns={5: 2, 7: 4, 9: 6, 11: 8, 13: 10, 14: 3, 15: 12, 16: 1}
    ),
    "triolet": _iambic(4, "abaaabab", returns={4: 1, 7: 1, 8: 2}),
    "sestina": Demands(
        ("." * 39,),
        metre="iambic",
        feet=(5,),
        end_words=(
            (6, 1, 5, 2, 4, 3),
            (3, 6, 4, 1, 2, 5),
            (5, 3, 2, 6, 1, 4),
            (4, 5, 1, 3, 6, 2),
            (2, 4, 6, 5, 3, 1),
        ),
        joined_words=((2, 5), (4, 3), (6, 1)),
    ),
    "acrostic": Demands(metre="iambic", feet=(4,)),
}
