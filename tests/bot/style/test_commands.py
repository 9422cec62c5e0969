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
)
from models.base import Kind
from models.text.forms.catalogue import catalogue


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
    assert form_named(form) == form
    assert form_named(f" {form.upper()} ") == form


def test_no_name_is_no_form() -> None:
    assert form_named(None) is None


def test_an_unknown_form_is_refused_with_those_there_are() -> None:
    with pytest.raises(InvalidOption, match=r"“sonnet”.*haiku, .*free verse"):
        form_named("sonnet")
