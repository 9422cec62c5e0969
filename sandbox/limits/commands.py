"""Limits of the definitions of application commands."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from sandbox.limits.form import Form
from sandbox.payloads import JsonObject, object_in, objects_in

CHAT_INPUT, USER, MESSAGE = 1, 2, 3
MOST_COMMANDS = {CHAT_INPUT: 100, USER: 15, MESSAGE: 15, 4: 1}
SUBCOMMAND, SUBCOMMAND_GROUP = 1, 2
STRING, INTEGER, NUMBER = 3, 4, 10
OPTION_TYPES = range(1, 12)
LARGEST_INTEGER = 2**53
COMMAND_SIZE = 8000


def check_commands(form: Form, commands: Sequence[JsonObject]) -> None:
    """Checks all commands of one place together: their number, names and definitions."""
    seen: set[tuple[Any, Any]] = set()
    counts = dict.fromkeys(MOST_COMMANDS, 0)
    for index, command in enumerate(commands):
        below = form.at(index)
        check_command(below, command)
        kind = command.get("type", CHAT_INPUT)
        key = (kind, command.get("name"))
        if key in seen:
            below.at("name").error(
                "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique"
            )
        seen.add(key)
        counts[kind] = counts.get(kind, 0) + 1
    for kind, most in MOST_COMMANDS.items():
        if counts[kind] > most:
            form.error("APPLICATION_COMMANDS_MAX_NUMBER", f"At most {most} commands of type {kind}")


def check_command(form: Form, command: JsonObject) -> None:
    """Checks one command's definition."""
    kind = command.get("type", CHAT_INPUT)
    if not form.at("type").one_of(kind, MOST_COMMANDS):
        return
    if kind == CHAT_INPUT:
        _check_name(form, command)
        form.text(command, "description", 100, low=1, required=True)
    else:
        form.text(command, "name", 32, low=1, required=True)
        if command.get("description"):
            form.at("description").error(
                "APPLICATION_COMMAND_INVALID_DESCRIPTION", "Context menus have no description"
            )
    _check_localizations(form, command, named=kind == CHAT_INPUT)
    _check_options(form, command, depth=0)
    for key in ("contexts", "integration_types"):
        form.items(command, key, 3)
    if _size(command) > COMMAND_SIZE:
        form.error(
            "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({COMMAND_SIZE})"
        )


def is_valid_name(name: str) -> bool:
    r"""Says whether a name fits `^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$`, in lower case."""
    return 1 <= len(name) <= 32 and name == name.lower() and all(map(_is_name_character, name))


def _is_name_character(character: str) -> bool:
    if character in "-_'" or unicodedata.category(character)[0] in "LN":
        return True
    # The vowel signs of Devanagari and Thai are marks, which belong to their scripts.
    return "\u0900" <= character <= "\u097f" or "\u0e00" <= character <= "\u0e7f"


def _check_name(form: Form, named: JsonObject) -> None:
    name = form.text(named, "name", 32, low=1, required=True)
    if name and len(name) <= 32 and not is_valid_name(name):
        form.at("name").error("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _check_localizations(form: Form, command: JsonObject, *, named: bool) -> None:
    for locale, name in object_in(command, "name_localizations").items():
        valid = is_valid_name(str(name)) if named else 1 <= len(str(name)) <= 32
        if not valid:
            form.at("name_localizations", locale).error(
                "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid"
            )
    for locale, description in object_in(command, "description_localizations").items():
        form.at("description_localizations", locale).length(len(str(description)), 1, 100)


def _check_options(form: Form, parent: JsonObject, *, depth: int) -> None:
    seen: set[str] = set()
    optional_before = False
    for below, option in form.objects(parent, "options", 25):
        _check_name(below, option)
        below.text(option, "description", 100, low=1, required=True)
        _check_localizations(below, option, named=True)
        name = str(option.get("name"))
        if name in seen:
            below.at("name").error(
                "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                "Option name already exists",
            )
        seen.add(name)
        if option.get("required") and optional_before:
            below.error(
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional_before = optional_before or not option.get("required")
        if below.at("type").one_of(option.get("type"), OPTION_TYPES):
            _check_option(below, option, depth)


def _check_option(form: Form, option: JsonObject, depth: int) -> None:
    kind: int = option["type"]
    if kind in (SUBCOMMAND, SUBCOMMAND_GROUP):
        if depth > (kind == SUBCOMMAND):
            form.at("type").error(
                "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command option nested too deep"
            )
        _check_options(form, option, depth=depth + 1)
        return
    choices = form.objects(option, "choices", 25)
    if choices and option.get("autocomplete"):
        form.at("autocomplete").error(
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES", "Choices exclude autocomplete"
        )
    check_choices(choices, kind)
    form.number(option, "min_length", 0, 6000, default=0)
    form.number(option, "max_length", 1, 6000, default=6000)
    form.number(option, "min_value", -LARGEST_INTEGER, LARGEST_INTEGER, default=0)
    form.number(option, "max_value", -LARGEST_INTEGER, LARGEST_INTEGER, default=0)


def check_choices(choices: Sequence[tuple[Form, JsonObject]], kind: int) -> None:
    """Checks the choices of an option of this type, fixed ones or an autocomplete's."""
    for form, choice in choices:
        form.text(choice, "name", 100, low=1, required=True)
        value: Any = choice.get("value")
        if value is None:
            form.at("value").required()
        elif kind == STRING:
            form.text(choice, "value", 100, low=1)
        else:
            form.number(choice, "value", -LARGEST_INTEGER, LARGEST_INTEGER, default=0)


def _size(command: JsonObject) -> int:
    """Counts names, descriptions and values, each in its longest localization."""
    return sum(_own_size(part) for part in _parts(command))


def _parts(command: JsonObject) -> Iterator[JsonObject]:
    yield command
    for key in ("options", "choices"):
        for part in objects_in(command, key):
            yield from _parts(part)


def _own_size(part: JsonObject) -> int:
    size = len(part["value"]) if isinstance(part.get("value"), str) else 0
    for key in ("name", "description"):
        texts = [part.get(key) or "", *object_in(part, f"{key}_localizations").values()]
        size += max(len(str(text)) for text in texts)
    return size
