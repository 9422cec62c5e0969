import pytest

from models.text.verse.chinese.characters import han_characters
from models.text.verse.chinese.tones import certain_tones, fits, possible_tones
from tests.models.text.verse.chinese import poems


@pytest.mark.parametrize("poem", poems.ALL, ids=lambda poem: poem.lines[0])
def test_famous_poems_have_the_tones_written_beside_them(poem: poems.Poem) -> None:
    for line, tones in zip(poem.lines, poem.tones.split(), strict=True):
        possible = possible_tones(han_characters(line))
        assert [
            tone for tone, found in zip(tones, possible, strict=True) if tone not in found
        ] == []


@pytest.mark.parametrize(
    ("characters", "tones"),
    [
        ("明月", "平仄"),
        ("长", "仄"),
        ("长大", "仄仄"),
        # Usually zhǎng, but cháng in this word: readers may disagree.
        ("长江", "中平"),
        ("燕子", "仄仄"),
        ("吗", "中"),
        ("石头", "平平"),
        ("一", "平"),
    ],
)
def test_a_tone_is_certain_if_every_way_to_read_agrees(characters: str, tones: str) -> None:
    assert certain_tones(characters) == tones


def test_a_neutral_tone_may_be_either() -> None:
    assert possible_tones("了") == (frozenset("平仄"),)


def test_what_is_not_certain_fits_only_where_either_may_stand() -> None:
    assert fits("", "平仄")
    assert fits("平中", "平中仄")
    assert not fits("中", "平")
    assert not fits("平平", "平")
