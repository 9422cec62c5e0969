"""Checks the options that a member gives to a command, as Discord's client does."""

from collections.abc import Mapping
from typing import Any

from sandbox.errors import SandboxRefusal
from sandbox.limits.commands import (
    INTEGER,
    LARGEST_INTEGER,
    NUMBER,
    STRING,
    SUBCOMMAND,
    SUBCOMMAND_GROUP,
)
from sandbox.payloads import JsonObject, objects_in

BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, ATTACHMENT = 5, 6, 7, 8, 9, 11
LONGEST_STRING = 6000


def check_invocation(command: JsonObject, given: JsonObject, *, partial: bool = False) -> str:
    """Checks what a member typed against the command's definition.

    Args:
        command: The registered command, or a subcommand while descending.
        given: What the member gave, with `options`.
        partial: Whether they are still typing, as for autocomplete.

    Returns:
        The command's name with its subcommands.

    Raises:
        SandboxRefusal: An option is missing, unknown or out of bounds.
    """
    defined = {str(option["name"]): option for option in objects_in(command, "options")}
    options = objects_in(given, "options")
    nested = [o for o in defined.values() if o["type"] in (SUBCOMMAND, SUBCOMMAND_GROUP)]
    if nested:
        if len(options) != 1 or options[0].get("name") not in defined:
            raise SandboxRefusal(f"/{command['name']} needs one of its subcommands.")
        chosen = defined[options[0]["name"]]
        return f"{command['name']} {check_invocation(chosen, options[0], partial=partial)}"
    values = {str(option.get("name")): option for option in options}
    for name in values:
        if name not in defined:
            raise SandboxRefusal(f"/{command['name']} has no option {name}.")
    for name, option in defined.items():
        if name in values:
            if not partial:
                check_option(option, values[name].get("value"))
        elif option.get("required") and not partial:
            raise SandboxRefusal(f"The option {name} is required.")
    return str(command["name"])


def check_option(option: JsonObject, value: object) -> None:
    """Checks one value.

    Raises:
        SandboxRefusal: It is of the wrong type or out of bounds.
    """
    name, kind = option["name"], option["type"]
    if not _fits_type(kind, value):
        raise SandboxRefusal(f"The option {name} has a value of the wrong type.")
    if kind == ATTACHMENT:
        raise SandboxRefusal(f"The sandbox can't take files as an option, as {name} wants.")
    choices = objects_in(option, "choices")
    if choices and value not in [choice["value"] for choice in choices]:
        raise SandboxRefusal(f"{value} is not among the choices of {name}.")
    if isinstance(value, str) and kind == STRING:
        low = max(1, int(option.get("min_length") or 0)) if option.get("required") else 0
        low = max(low, int(option.get("min_length") or 0))
        high = int(option.get("max_length") or LONGEST_STRING)
        if not low <= len(value) <= high:
            raise SandboxRefusal(f"{name} must have {low} to {high} characters.")
    elif isinstance(value, int | float):
        _check_range(option, value)


def _check_range(option: Mapping[str, Any], value: float) -> None:
    low = option.get("min_value")
    high = option.get("max_value")
    low = -LARGEST_INTEGER if low is None else low
    high = LARGEST_INTEGER if high is None else high
    if not low <= value <= high:
        raise SandboxRefusal(f"{option['name']} must be between {low} and {high}.")


def _fits_type(kind: int, value: object) -> bool:
    if kind == BOOLEAN:
        return isinstance(value, bool)
    if kind == INTEGER:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == NUMBER:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)
