import pytest

from models.text.verse.chinese.check import Fault, find_faults
from models.text.verse.chinese.patterns import RegulatedLine, regulated_layouts
from tests.models.text.verse.chinese import poems


def layout_of(poem: poems.Poem) -> tuple[RegulatedLine, ...]:
    length = len(poem.tones.split()[0])
    (found,) = [
        layout
        for layout in regulated_layouts(len(poem.lines), length)
        if (layout[0].patterns[0][1], layout[0].rhyme is not None) == poem.first
    ]
    return found


def faults(*lines: str) -> list[Fault]:
    return find_faults(lines, layout_of(poems.LATE_SUN))


@pytest.mark.parametrize("poem", poems.ALL, ids=lambda poem: poem.lines[0])
def test_famous_poems_have_only_the_faults_that_time_gave_them(poem: poems.Poem) -> None:
    found = find_faults(poem.lines, layout_of(poem))
    tones = [(each.line, each.place) for each in found if "belongs" in each.sentence]
    rhymes = [each.line for each in found if "rhyme" in each.sentence]
    assert tones == list(poem.changed)
    assert rhymes == list(poem.unrhymed)
    assert len(found) == len(tones) + len(rhymes)


def test_a_wrong_tone_is_named_with_its_place() -> None:
    assert find_faults(poems.STORK_TOWER.lines, layout_of(poems.STORK_TOWER)) == [
        Fault(4, 3, "“一” (yī) has a level tone where an oblique tone belongs.")
    ]


def test_a_swapped_pair_of_tones_is_no_fault() -> None:
    # 王勃: 无为在歧路, 平平仄平仄.
    first, second, _, last = poems.LATE_SUN.lines
    assert faults(first, second, "无为在歧路", last) == []


def test_a_lone_level_tone_is_a_fault() -> None:
    first, _, third, last = poems.LATE_SUN.lines
    assert [(each.line, each.place) for each in faults(first, "夜来细雨香", third, last)] == [
        (2, 1)
    ]


def test_rhymes_have_to_rhyme_and_be_new() -> None:
    first, second, third, _ = poems.LATE_SUN.lines
    assert faults(first, second, third, "沙暖睡风流") == [
        Fault(4, 5, "“流” does not rhyme with “香”.")
    ]
    assert faults(first, second, third, "沙暖睡花香") == [
        Fault(4, 5, "“香” is a rhyme of an earlier line already.")
    ]


def test_lines_have_to_be_as_long_and_as_many_as_asked() -> None:
    first, second, _, last = poems.LATE_SUN.lines
    assert faults(first, second, "飞", last) == [
        Fault(3, None, "The line has 1 character instead of 5.")
    ]
    assert faults(first, second) == [Fault(None, None, "The poem has 2 lines instead of 4.")]


def test_what_is_no_chinese_character_is_pointed_out() -> None:
    _, second, third, last = poems.LATE_SUN.lines
    assert faults("迟日江A丽", second, third, last) == [
        Fault(1, 4, "“A” is no Chinese character with a known sound.")
    ]


def test_a_line_without_characters_is_too_short() -> None:
    first, _, third, last = poems.LATE_SUN.lines
    assert faults(first, "。", third, last) == [
        Fault(2, None, "The line has 0 characters instead of 5.")
    ]
