from itertools import product

import pytest

from models.text.verse.chinese.patterns import RegulatedLine, regulated_layouts
from models.text.words import count_words

FORMS = list(product((4, 8), (5, 7)))


@pytest.mark.parametrize(("lines", "characters"), FORMS)
def test_a_form_has_four_layouts(lines: int, characters: int) -> None:
    layouts = regulated_layouts(lines, characters)
    starts = [(layout[0].patterns[0][1], layout[0].rhyme is not None) for layout in layouts]
    assert sorted(starts) == sorted(product("平仄", (False, True)))
    for layout in layouts:
        assert len(layout) == lines
        assert {len(p) for line in layout for p in (*line.patterns, *line.tolerated)} == {
            characters
        }


@pytest.mark.parametrize(("lines", "characters"), FORMS)
def test_couplets_are_opposed_and_joined(lines: int, characters: int) -> None:
    for layout in regulated_layouts(lines, characters):
        seconds = [line.patterns[0][1] for line in layout]
        assert all(one != other for one, other in zip(seconds[::2], seconds[1::2], strict=True))
        assert seconds[1:-1:2] == seconds[2::2]


@pytest.mark.parametrize(("lines", "characters"), FORMS)
def test_even_lines_rhyme_on_a_level_tone_and_the_others_end_oblique(
    lines: int, characters: int
) -> None:
    for layout in regulated_layouts(lines, characters):
        assert all(line.rhyme == "a" for line in layout[1::2])
        assert all(line.rhyme is None for line in layout[2::2])
        for line in layout:
            assert {pattern[-1] for pattern in line.patterns} == {"平" if line.rhyme else "仄"}


@pytest.mark.parametrize("characters", [5, 7])
def test_licence_never_leaves_a_lone_level_tone_nor_three_at_the_end(characters: int) -> None:
    for line in {line for layout in regulated_layouts(8, characters) for line in layout}:
        for tones in _written_out(line):
            last = tones[-5:]
            assert not tones.endswith("平平平")
            assert (last[0], last[2]) != ("仄", "仄") or not last[1] == last[4] == "平"
            assert all(one != other for one, other in zip(tones[1::2], tones[3::2], strict=False))


def _written_out(line: RegulatedLine) -> set[str]:
    return {
        "".join(tones)
        for pattern in line.patterns
        for tones in product(*("平仄" if tone == "中" else tone for tone in pattern))
    }


def test_marks_end_every_line_and_full_stops_every_couplet() -> None:
    for layout in regulated_layouts(4, 5):
        assert "".join(line.mark for line in layout) == "，。，。"


@pytest.mark.parametrize(("characters", "line"), [(5, "白日依山尽"), (7, "月落乌啼霜满天")])
def test_lines_are_as_long_in_words_as_they_are_counted(characters: int, line: str) -> None:
    shape = regulated_layouts(4, characters)[0][0]
    assert shape.fewest == shape.most == count_words(line)


@pytest.mark.parametrize(("lines", "characters"), [(5, 5), (4, 6)])
def test_there_are_no_other_forms(lines: int, characters: int) -> None:
    with pytest.raises(ValueError, match="4 or 8 lines of 5 or 7 characters"):
        regulated_layouts(lines, characters)
