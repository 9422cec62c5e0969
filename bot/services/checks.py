"""What a command must fulfil before it may wait in line."""

from bot.errors import InvalidOption
from bot.style.commands import CreationCommand, ImageCommand, subject_of
from models.base import Capabilities


def check_command(command: CreationCommand, capabilities: Capabilities) -> None:
    """Checks the words and options of a command against what the model can do.

    Raises:
        InvalidOption: Something can't be used; the message says what to do.
    """
    subject = subject_of(command)
    noun = "prompt" if isinstance(command, ImageCommand) else "theme"
    if not any(character.isprintable() and not character.isspace() for character in subject):
        raise InvalidOption(f"That {noun} is empty. Tell me in a few words what it is about.")
    limit = capabilities.max_prompt_characters
    if len(subject) > limit:
        raise InvalidOption(
            f"That {noun} has {len(subject):,} characters, and I can take in {limit:,} at most. "
            "Please shorten it and send it again."
        )
    if isinstance(command, ImageCommand):
        _check_image(command, capabilities)


def check_style(style: str | None, capabilities: Capabilities) -> None:
    """Checks an image style against those the model knows.

    Raises:
        InvalidOption: It doesn't know this one.
    """
    if style is not None and capabilities.styles:
        _one_of("style", style, capabilities.styles)


def _check_image(command: ImageCommand, capabilities: Capabilities) -> None:
    check_style(command.style, capabilities)
    if command.size is not None and capabilities.sizes:
        _one_of("size", command.size, capabilities.sizes)


def _one_of(name: str, value: object, allowed: tuple[object, ...]) -> None:
    if value not in allowed:
        choices = ", ".join(map(str, allowed))
        raise InvalidOption(f"I don't know the {name} “{value}”. Choose from: {choices}.")
