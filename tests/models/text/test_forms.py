import pytest

from models.base import PoemForm
from models.text.forms import FORMS


def test_every_form_has_a_shape() -> None:
    assert set(FORMS) == set(PoemForm)


@pytest.mark.parametrize(
    ("form", "stanza_sizes"),
    [
        (PoemForm.HAIKU, {(3,)}),
        (PoemForm.LIMERICK, {(5,)}),
        (PoemForm.COUPLETS, {(2,) * count for count in (3, 4, 5, 6)}),
        (PoemForm.QUATRAINS, {(4,) * count for count in (2, 3, 4)}),
    ],
)
def test_stanzas_are_as_the_form_asks(form: PoemForm, stanza_sizes: set[tuple[int, ...]]) -> None:
    layouts = FORMS[form].layouts
    assert {tuple(len(section.lines) for section in layout) for layout in layouts} == stanza_sizes


def test_free_verse_has_8_to_20_lines_in_stanzas() -> None:
    for layout in FORMS[PoemForm.FREE_VERSE].layouts:
        assert 8 <= sum(len(section.lines) for section in layout) <= 20
        assert len(layout) > 1


def test_every_line_leaves_room_between_its_shortest_and_longest() -> None:
    for form in FORMS.values():
        for layout in form.layouts:
            for section in layout:
                assert all(0 < line.min_words < line.max_words for line in section.lines)
