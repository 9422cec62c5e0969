import pytest

from models.errors import RequestRejected
from models.text.forms.catalogue import catalogue
from models.text.forms.form import LONGEST_WORD
from models.text.forms.lines import Words


def test_an_acrostic_has_a_line_for_each_letter() -> None:
    [section] = catalogue()["acrostic"].layout(1, "Moon cat")
    assert [line.initial for line in section.lines] == list("mooncat")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (None, "Which word"),
        (" - ", "Which word"),
        ("x", "2 to 14 letters"),
        ("a" * (LONGEST_WORD + 1), "that has 15"),
        ("word " * 60, "that has 240"),
        ("луна", "from A to Z"),
        ("r2d2", "from A to Z"),
    ],
)
def test_a_word_that_lines_cannot_spell_is_refused(word: str | None, said: str) -> None:
    with pytest.raises(RequestRejected, match=said):
        catalogue()["acrostic"].layout(1, word)


def test_the_same_seed_draws_the_same_layout_and_others_draw_others() -> None:
    form = catalogue()["quatrains"]
    assert form.layout(5) == form.layout(5)
    assert len({form.layout(seed) for seed in range(60)}) == len(form.pattern.layouts)


@pytest.mark.parametrize(
    "name", [form.name for form in catalogue().values() if not form.pattern.language]
)
def test_without_a_dictionary_every_line_has_room_in_words(name: str) -> None:
    layout = catalogue()[name].layout(3, "moon", can_scan=False)
    for section in layout:
        for line in section.lines:
            assert isinstance(line.measure, Words)
            assert 0 < line.measure.fewest < line.measure.most
            assert line.rhyme is line.end_word is None
            assert not line.runs_on


def test_without_a_dictionary_refrains_and_lines_stay() -> None:
    strict, loose = (
        [line.refrain for section in layout for line in section.lines]
        for layout in (
            catalogue()["villanelle"].layout(1),
            catalogue()["villanelle"].layout(1, can_scan=False),
        )
    )
    assert strict == loose
    envoi = catalogue()["sestina"].layout(1, can_scan=False)[-1]
    assert len(envoi.lines) == 3
