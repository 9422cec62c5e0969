import pytest

from models.text.verse.licences import licences
from models.text.verse.metre import anapaestic, dactylic, iambic, syllabic, trochaic

_TURNED = "opens on a strong beat: its first foot is turned round"


@pytest.mark.parametrize(("metre", "metres", "told"), [
    ("wsws", iambic(2), ()),
    ("swws", iambic(2), (_TURNED,)),
    ("wswsw", iambic(2), ("one weak syllable more at the end",)),
    ("swwsw", iambic(2), (_TURNED, "one weak syllable more at the end")),
    ("swsw", trochaic(2), ()),
    ("sws", trochaic(2), ("one weak syllable less at the end",)),
    ("wwswws", anapaestic(2), ()),
    ("wswws", anapaestic(2), ("one weak syllable less at the beginning",)),
    ("sww", dactylic(1), ()),
    ("s", dactylic(1), ("two weak syllables less at the end",)),
    ("xxxxx", syllabic(5), ()),
])  # fmt: skip
def test_liberties_are_told(metre: str, metres: tuple[str, ...], told: tuple[str, ...]) -> None:
    assert licences(metre, metres) == told
