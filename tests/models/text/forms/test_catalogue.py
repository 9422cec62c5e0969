from itertools import pairwise

import pytest

from models.base import PoemRequest
from models.text.forms.catalogue import catalogue, form_of
from models.text.forms.lines import Layout, Metre, Words
from models.text.verse.chinese.patterns import RegulatedLine

SCHEMES = {
    "haiku": {"..."},
    "senryu": {"..."},
    "tanka": {"....."},
    "cinquain": {"....."},
    "limerick": {"aabba"},
    "couplets": {"aa bb cc", "aa bb cc dd"},
    "quatrain": {"abab", "aabb", "abba"},
    "ballad": {".a.a .b.b .c.c"},
    "common metre": {"abab cdcd"},
    "Shakespearean sonnet": {"abab cdcd efef gg"},
    "Petrarchan sonnet": {"abbaabba cdecde", "abbaabba cdcdcd"},
    "villanelle": {"aba aba aba aba aba abaa"},
    "pantoum": {"abab bcbc cdcd dada"},
    "triolet": {"abaaabab"},
}


def scheme_of(layout: Layout) -> str:
    return " ".join("".join(line.rhyme or "." for line in each.lines) for each in layout)


@pytest.mark.parametrize("name", SCHEMES)
def test_forms_rhyme_by_their_scheme(name: str) -> None:
    assert set(map(scheme_of, catalogue()[name].pattern.layouts)) == SCHEMES[name]


@pytest.mark.parametrize("form", catalogue().values(), ids=lambda form: form.name)
def test_every_form_explains_itself(form: object) -> None:
    known = catalogue()[getattr(form, "name", "")]
    assert 20 <= len(known.summary) <= 85
    assert known.history.endswith(".")
    assert known.source
    assert known.wording


@pytest.mark.parametrize(
    ("name", "syllables"),
    [
        ("haiku", [{5}, {7}, {5}]),
        ("tanka", [{5}, {7}, {5}, {7}, {7}]),
        ("cinquain", [{2}, {4}, {6}, {8}, {2}]),
        ("limerick", [{8, 9}, {8, 9}, {5, 6}, {5, 6}, {8, 9}]),
        ("triolet", [{8, 9}] * 8),
        ("hourglass", [{8}, {6}, {4}, {2}, {4}, {6}, {8}]),
    ],
)
def test_lines_are_as_long_as_the_form_asks(name: str, syllables: list[set[int]]) -> None:
    [[section]] = catalogue()[name].pattern.layouts
    measures = [line.measure for line in section.lines]
    assert [
        {len(pattern) for pattern in measure.patterns}
        for measure in measures
        if isinstance(measure, Metre)
    ] == syllables


@pytest.mark.parametrize(
    ("name", "lines", "characters"),
    [
        ("five-character jueju", 4, 5),
        ("seven-character jueju", 4, 7),
        ("five-character lüshi", 8, 5),
        ("seven-character lüshi", 8, 7),
    ],
)
def test_chinese_forms_are_in_regulated_lines(name: str, lines: int, characters: int) -> None:
    form = catalogue()[name]
    assert form.pattern.language == "Chinese"
    for [section] in form.pattern.layouts:
        assert len(section.lines) == lines
        assert all(
            isinstance(line.measure, RegulatedLine) and line.measure.characters == characters
            for line in section.lines
        )


def test_the_refrains_of_a_villanelle_close_its_stanzas_by_turns() -> None:
    [layout] = catalogue()["villanelle"].pattern.layouts
    last = ["A1" if each.lines[-1].refrain == "A1" else "A2" for each in layout]
    assert last == ["A2", "A1", "A2", "A1", "A2", "A2"]
    assert [line.refrain for line in layout[-1].lines] == [None, None, "A1", "A2"]


def test_each_stanza_of_a_sestina_turns_the_end_words_of_the_one_before() -> None:
    [layout] = catalogue()["sestina"].pattern.layouts
    *stanzas, envoi = [[line.end_word for line in section.lines] for section in layout]
    for before, after in pairwise(stanzas):
        assert after == [before[place] for place in (5, 0, 4, 1, 3, 2)]
    assert envoi == [2, 5, 4, 3, 6, 1]
    assert [line.runs_on for line in layout[-1].lines] == [True, False] * 3


def test_free_verse_has_8_to_20_lines_in_stanzas_and_room_in_each() -> None:
    for layout in catalogue()["free verse"].pattern.layouts:
        assert 8 <= sum(len(section.lines) for section in layout) <= 20
        assert len(layout) > 1
        for section in layout:
            assert all(isinstance(line.measure, Words) for line in section.lines)


def test_a_communitys_form_is_read_from_the_request() -> None:
    request = PoemRequest("sea", 1, "our couplet", notation="metre: iambic 3\nscheme: aa")
    assert form_of(request).name == "our couplet"
    assert scheme_of(form_of(request).layout(1)) == "aa"
