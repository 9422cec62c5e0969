"""What members ask for, before their style is added; None means that they did not say."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.errors import InvalidOption
from models.base import Bond, Ground, Kind
from models.text.forms.catalogue import catalogue
from models.text.forms.form import Form

SPELLING_FORM = "acrostic"


@dataclass(frozen=True)
class PoemCommand:
    """/poem, and the buttons that go on from a poem.

    Attributes:
        notation: Of a community's own form; None for one that everybody has.
        word: What the first letters of an acrostic spell.
        given: The first lines of the poem as they have to be; None where one is to be written.
        keywords: Words that have to come up.
        earlier: A poem that this one has to do with, without its title.
        bond: What it has to do with it.
    """

    theme: str
    form: str | None = None
    mood: str | None = None
    language: str | None = None
    seed: int | None = None
    notation: str | None = None
    word: str | None = None
    given: tuple[str | None, ...] = ()
    keywords: tuple[str, ...] = ()
    earlier: str | None = None
    bond: Bond | None = None


@dataclass(frozen=True)
class LyricsCommand:
    """/lyrics."""

    theme: str
    genre: str | None = None
    mood: str | None = None
    structure: tuple[str, ...] | None = None
    seed: int | None = None


@dataclass(frozen=True)
class ImageCommand:
    """/imagine."""

    prompt: str
    style: str | None = None
    count: int = 1
    negative_prompt: str | None = None
    size: int | None = None
    num_inference_steps: int | None = None
    guidance_scale: float | None = None
    seed: int | None = None
    colours: tuple[str, ...] = ()
    ground: Ground | None = None


CreationCommand: TypeAlias = PoemCommand | LyricsCommand | ImageCommand


def form_named(name: str, own: Iterable[Form] = ()) -> Form:
    """Returns the form that a member means; upper and lower case are the same.

    Args:
        name: What they call it.
        own: The forms of their community, beside those that everybody has.

    Raises:
        InvalidOption: There is none.
    """
    forms = (*catalogue().values(), *own)
    found = next((form for form in forms if name_key(form.name) == name_key(name)), None)
    if found is None:
        known = ", ".join(form.name for form in forms)
        raise InvalidOption(f"I don't know the form “{name}”. Choose from: {known}.")
    return found


def name_key(name: str) -> str:
    """Returns what two names of forms have in common that mean the same one."""
    return " ".join(name.casefold().split())


def with_form(command: PoemCommand, own: Iterable[Form] = ()) -> PoemCommand:
    """Returns the command with its form's name as it is written, and its notation if it needs one.

    A word to spell asks for an acrostic where no form is named. A command that has a notation
    keeps it, whatever became of its form.

    Raises:
        InvalidOption: There is no such form.
    """
    if command.notation is not None:
        return command
    if command.form is None:
        return command if command.word is None else replace(command, form=SPELLING_FORM)
    form = form_named(command.form, own)
    return replace(
        command, form=form.name, notation=None if form.name in catalogue() else form.notation
    )


def kind_of(command: CreationCommand) -> Kind:
    """Returns the kind of work a command asks for."""
    match command:
        case PoemCommand():
            return Kind.POEM
        case LyricsCommand():
            return Kind.LYRICS
        case ImageCommand():
            return Kind.IMAGE


def subject_of(command: CreationCommand) -> str:
    """Returns the theme or prompt."""
    return command.prompt if isinstance(command, ImageCommand) else command.theme
