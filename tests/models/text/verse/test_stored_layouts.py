from dataclasses import replace

import pytest

from models.base import Bond, PoemRequest
from models.errors import RequestRejected
from models.text.forms.catalogue import catalogue
from models.text.forms.lines import Layout
from models.text.verse.stored_layouts import layout_of

_ABAB = (
    "The moon is rising on the sea,\n"
    "And all the ships are made of light;\n"
    "Silver the water looks to me,\n"
    "And silver is the sleeping night."
)
_AABB = (
    "The moon is rising on the sea,\n"
    "Silver the water looks to me,\n"
    "And all the ships are made of light\n"
    "That sail with me into the night."
)
_QUATRAIN = PoemRequest("snow", 7, "quatrain")


def _marks(layout: Layout) -> list[list[str | None]]:
    return [[line.refrain or line.rhyme for line in section.lines] for section in layout]


def test_a_poem_has_the_layout_of_its_seed() -> None:
    assert layout_of(_QUATRAIN, _ABAB) == catalogue()["quatrain"].layout(7)


def test_what_was_gone_on_with_is_told_by_its_lines() -> None:
    request = replace(_QUATRAIN, earlier=_ABAB, bond=Bond.CONTINUES)

    assert _marks(layout_of(request, f"{_ABAB}\n\n{_AABB}")) == [list("abab"), list("ccdd")]
    assert _marks(layout_of(request, f"{_AABB}\n\n{_ABAB}\n\n{_ABAB}")) == [
        list("aabb"), list("cdcd"), list("efef"),
    ]  # fmt: skip


def test_one_more_stanza_is_a_layout_too() -> None:
    request = replace(_QUATRAIN, form="quatrains", earlier=_ABAB, bond=Bond.CONTINUES)
    text = "\n\n".join([_ABAB] * 7)

    assert len(layout_of(request, text)) == 7


def test_refrains_go_on_with_names_of_their_own() -> None:
    lines = "\n".join(["The rain is on the roof tonight"] * 8)
    request = PoemRequest("rain", 7, "triolet", earlier=lines, bond=Bond.CONTINUES)

    assert _marks(layout_of(request, f"{lines}\n\n{lines}")) == [list("ABaAabAB"), list("CDcCcdCD")]


def test_in_other_languages_lines_are_told_by_their_number() -> None:
    request = PoemRequest("snow", 7, "haiku", language="Dutch", bond=Bond.CONTINUES)
    text = "Sneeuw valt\nop het dak\nvan het huis"

    assert len(layout_of(request, f"{text}\n\n{text}")) == 2


def test_lines_of_no_form_have_no_layout() -> None:
    request = replace(_QUATRAIN, earlier="Snow.", bond=Bond.CONTINUES)

    assert layout_of(request, f"Snow.\n\n{_ABAB}") == ()


def test_a_form_that_cannot_be_read_says_so() -> None:
    with pytest.raises(KeyError):
        layout_of(replace(_QUATRAIN, form="gone"), _ABAB)
    with pytest.raises(RequestRejected):
        layout_of(replace(_QUATRAIN, notation="scheme: abab"), _ABAB)
