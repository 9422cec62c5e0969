import pytest

from models.base import PoemForm
from models.text.forms import FORMS, Layout, MetredLine, Section


def test_every_form_has_a_shape() -> None:
    assert set(FORMS) == set(PoemForm)


@pytest.mark.parametrize(
    ("form", "loose", "strict"),
    [
        (PoemForm.HAIKU, {(3,)}, {(3,)}),
        (PoemForm.LIMERICK, {(5,)}, {(5,)}),
        (
            PoemForm.COUPLETS,
            {(2,) * count for count in (3, 4, 5, 6)},
            {(2,) * count for count in (3, 4, 5)},
        ),
        (
            PoemForm.QUATRAINS,
            {(4,) * count for count in (2, 3, 4)},
            {(4,) * count for count in (2, 3)},
        ),
    ],
)
def test_stanzas_are_as_the_form_asks(
    form: PoemForm, loose: set[tuple[int, ...]], strict: set[tuple[int, ...]]
) -> None:
    assert set(map(stanza_sizes, FORMS[form].loose)) == loose
    assert set(map(stanza_sizes, FORMS[form].strict)) == strict


def stanza_sizes(layout: Layout) -> tuple[int, ...]:
    return tuple(len(section.lines) for section in layout)


@pytest.mark.parametrize(
    ("form", "schemes"),
    [
        (PoemForm.HAIKU, {"..."}),
        (PoemForm.LIMERICK, {"aabba"}),
        (PoemForm.COUPLETS, {"aa"}),
        (PoemForm.QUATRAINS, {"abab", "aabb", "abba"}),
    ],
)
def test_forms_rhyme_by_their_scheme(form: PoemForm, schemes: set[str]) -> None:
    sections = [section for layout in FORMS[form].strict for section in layout]
    assert {scheme_of(section) for section in sections} == schemes


def scheme_of(section: Section) -> str:
    letters = [line.rhyme for line in section.lines if isinstance(line, MetredLine)]
    assert len(letters) == len(section.lines)
    return "".join(letter or "." for letter in letters)


def test_a_haiku_counts_syllables_and_a_limerick_is_shorter_in_the_middle() -> None:
    assert lengths(PoemForm.HAIKU) == [{5}, {7}, {5}]
    assert lengths(PoemForm.LIMERICK) == [{8, 9}, {8, 9}, {5, 6}, {5, 6}, {8, 9}]


def lengths(form: PoemForm) -> list[set[int]]:
    """Returns how many syllables each line of a form's only stanza may have."""
    [[section]] = FORMS[form].strict
    return [
        {len(metre) for metre in line.metres}
        for line in section.lines
        if isinstance(line, MetredLine)
    ]


def test_free_verse_has_8_to_20_lines_in_stanzas() -> None:
    for layout in FORMS[PoemForm.FREE_VERSE].layouts:
        assert 8 <= sum(len(section.lines) for section in layout) <= 20
        assert len(layout) > 1


def test_every_line_leaves_room_between_its_shortest_and_longest() -> None:
    for form in FORMS.values():
        for layout in (*form.loose, *form.strict):
            for section in layout:
                assert all(0 < line.min_words < line.max_words for line in section.lines)
