"""What a command must fulfil before it may wait in line."""

import unicodedata

from bot.errors import InvalidOption
from bot.style.commands import (
    SPELLING_FORM,
    CreationCommand,
    ImageCommand,
    PoemCommand,
    name_key,
    subject_of,
)
from models.backend import Capabilities
from models.errors import RequestRejected
from models.text.forms.catalogue import catalogue
from models.text.forms.form import Form, spelled_letters

LONGEST_LINE = 200
LONGEST_KEYWORD = 40
MOST_KEYWORDS = 5
MOST_COLOURS = 3


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
    match command:
        case ImageCommand():
            _check_image(command, capabilities)
        case PoemCommand():
            _check_language(command, capabilities)
            _check_word(command)
            for line in command.given:
                if line is not None:
                    _check_line(line, capabilities)
            _check_keywords(command.keywords)
        case _:
            pass


def check_style(style: str | None, capabilities: Capabilities) -> None:
    """Checks an image style against those the model knows.

    Raises:
        InvalidOption: It doesn't know this one.
    """
    if style is not None and capabilities.styles:
        _one_of("style", style, capabilities.styles)


def _check_image(command: ImageCommand, capabilities: Capabilities) -> None:
    check_style(command.style, capabilities)
    _check_colours(command.colours, capabilities)
    if command.size is not None and capabilities.sizes:
        _one_of("size", command.size, capabilities.sizes)


def _check_colours(colours: tuple[str, ...], capabilities: Capabilities) -> None:
    if len(colours) > MOST_COLOURS:
        raise InvalidOption(f"Those are {len(colours)} colours; I draw in {MOST_COLOURS} at most.")
    for colour in colours:
        if len(colour) > LONGEST_KEYWORD:
            raise InvalidOption(
                f"The colour “{colour[:20]}…” is too long: {LONGEST_KEYWORD} characters at most. "
                "Separate colours by commas."
            )
        if capabilities.colours:
            _one_of("colour", colour, capabilities.colours)


def _check_language(command: PoemCommand, capabilities: Capabilities) -> None:
    form = _known_form(command)
    only = form.pattern.language if form else None
    if form and only and "language" not in capabilities.options:
        raise InvalidOption(
            f"A {form.name} is written in {only}, and my model writes English only. "
            "Please choose another form."
        )


def _check_word(command: PoemCommand) -> None:
    form = _known_form(command)
    spells = form is not None and form.pattern.spells
    if form is not None and command.word is not None and not spells:
        raise InvalidOption(
            f"The lines of the form “{form.name}” spell no word. "
            f"Leave `word:` out, or choose the form “{SPELLING_FORM}”."
        )
    if spells or command.word is not None:
        try:
            spelled_letters(command.word or "")
        except RequestRejected as error:
            raise InvalidOption(error.message) from error


def _known_form(command: PoemCommand) -> Form | None:
    """Returns the form; None if the command names none, or maybe one of its server's own."""
    if command.form is None:
        return None
    if command.notation is not None:
        return Form(command.form, "poem", "", command.notation)
    key = name_key(command.form)
    return next((form for name, form in catalogue().items() if name_key(name) == key), None)


def _check_line(line: str, capabilities: Capabilities) -> None:
    if len(line) > LONGEST_LINE:
        raise InvalidOption(
            f"That first line has {len(line)} characters; a line has {LONGEST_LINE} at most."
        )
    if len(line.splitlines()) > 1:
        raise InvalidOption("That is more than one line. Give me the first line only.")
    if not any(map(str.isalpha, line)):
        raise InvalidOption("That first line has no letters. Give me one in words.")
    if "language" not in capabilities.options and not all(map(_is_latin, line)):
        raise InvalidOption("I write in English only, so I need a first line in Latin letters.")


def _is_latin(character: str) -> bool:
    return not character.isalpha() or unicodedata.name(character, "").startswith("LATIN")


def _check_keywords(keywords: tuple[str, ...]) -> None:
    if len(keywords) > MOST_KEYWORDS:
        raise InvalidOption(
            f"Those are {len(keywords)} keywords; I work in {MOST_KEYWORDS} at most."
        )
    for keyword in keywords:
        if len(keyword) > LONGEST_KEYWORD:
            raise InvalidOption(
                f"The keyword “{keyword[:20]}…” is too long: {LONGEST_KEYWORD} characters at most. "
                "Separate keywords by commas."
            )
        if not any(map(str.isalpha, keyword)):
            raise InvalidOption(f"The keyword “{keyword}” has no letters.")


def _one_of(name: str, value: object, allowed: tuple[object, ...]) -> None:
    if value not in allowed:
        choices = ", ".join(map(str, allowed))
        raise InvalidOption(f"I don't know the {name} “{value}”. Choose from: {choices}.")
