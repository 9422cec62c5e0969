"""What members ask for, before their style is added; None means that they did not say."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.errors import InvalidOption
from models.base import Kind, PoemForm


@dataclass(frozen=True)
class PoemCommand:
    """/poem."""

    theme: str
    form: PoemForm | None = None
    mood: str | None = None
    language: str | None = None
    seed: int | None = None


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


def form_named(name: str | None) -> PoemForm | None:
    """Returns the form of that name; None for None.

    Raises:
        InvalidOption: There is none. Discord offers the forms, but may still show those of an
            older version.
    """
    if name is None:
        return None
    try:
        return PoemForm(name)
    except ValueError:
        raise InvalidOption(
            f"I don't know the form “{name}”. Choose from: {', '.join(PoemForm)}."
        ) from None


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
