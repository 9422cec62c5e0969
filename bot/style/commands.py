"""What members ask for, before their style is added; None means that they did not say."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.errors import InvalidOption
from models.base import Bond, Kind
from models.text.forms.catalogue import catalogue


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


CreationCommand: TypeAlias = PoemCommand | LyricsCommand | ImageCommand


def form_named(name: str | None) -> str | None:
    """Returns the name of a form that everybody has, as it is written; None for None.

    Raises:
        InvalidOption: There is none.
    """
    if name is None:
        return None
    by_name = {form.casefold(): form for form in catalogue()}
    found = by_name.get(" ".join(name.casefold().split()))
    if found is None:
        known = ", ".join(catalogue())
        raise InvalidOption(f"I don't know the form “{name}”. Choose from: {known}.")
    return found


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
