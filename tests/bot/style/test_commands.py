"""What members ask for."""

import pytest

from bot.errors import InvalidOption
from bot.style.commands import (
    CreationCommand,
    ImageCommand,
    LyricsCommand,
    PoemCommand,
    form_named,
    kind_of,
    subject_of,
    with_form,
)
from models.base import Kind
from models.text.forms.catalogue import catalogue
from models.text.forms.form import Form

_OURS = Form("our Straße", "poem", "Two short lines.", "syllables: 4 4")


@pytest.mark.parametrize(("command", "kind"), [
    (PoemCommand("snow"), Kind.POEM),
    (LyricsCommand("snow"), Kind.LYRICS),
    (ImageCommand("snow"), Kind.IMAGE),
])  # fmt: skip
def test_a_command_has_a_kind_and_a_subject(command: CreationCommand, kind: Kind) -> None:
    assert kind_of(command) is kind
    assert subject_of(command) == "snow"


@pytest.mark.parametrize("form", catalogue())
def test_a_form_is_found_by_its_name(form: str) -> None:
    assert form_named(form).name == form
    assert form_named(f" {form.upper()} ").name == form


@pytest.mark.parametrize("form", ["haiku", "couplets", "quatrains", "limerick", "free verse"])
def test_the_first_forms_keep_their_names(form: str) -> None:
    assert form_named(form).name == form


def test_a_form_of_the_community_is_found_beside_those_of_everybody() -> None:
    assert form_named("OUR  Straße", [_OURS]) is _OURS
    assert form_named("our STRASSE", [_OURS]) is _OURS
    assert form_named("haiku", [_OURS]) is catalogue()["haiku"]


def test_an_unknown_form_is_refused_with_those_there_are() -> None:
    with pytest.raises(InvalidOption, match=r"“sonnet”.*haiku, .*free verse, .*our Straße\."):
        form_named("sonnet", [_OURS])


@pytest.mark.parametrize(("command", "resolved"), [
    (PoemCommand("snow"), PoemCommand("snow")),
    (PoemCommand("snow", "HAIKU"), PoemCommand("snow", "haiku")),
    (PoemCommand("snow", word="ice"), PoemCommand("snow", "acrostic", word="ice")),
    (PoemCommand("snow", "our strasse"),
     PoemCommand("snow", "our Straße", notation="syllables: 4 4")),
    (PoemCommand("snow", "gone", notation="syllables: 3"),
     PoemCommand("snow", "gone", notation="syllables: 3")),
])  # fmt: skip
def test_a_command_gets_all_that_its_form_needs(
    command: PoemCommand, resolved: PoemCommand
) -> None:
    assert with_form(command, [_OURS]) == resolved


def test_a_command_in_an_unknown_form_is_refused() -> None:
    with pytest.raises(InvalidOption, match="our Straße"):
        with_form(PoemCommand("snow", "our Straße"))
