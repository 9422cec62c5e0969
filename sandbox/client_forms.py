"""Writes what a member enters: options of commands and fields of modals."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from sandbox.errors import SandboxRefusal
from sandbox.payloads import JsonObject, objects_in

OptionValue: TypeAlias = str | int | float | bool


def command_use(
    commands: Sequence[JsonObject],
    name: str,
    options: Mapping[str, OptionValue],
    *,
    focused: str | None = None,
) -> JsonObject:
    """Returns the `data` of a slash command.

    Args:
        commands: What the bot has registered.
        name: The command, with its subcommand: "profile set".
        options: Values by option name.
        focused: The option that is being typed, for autocomplete.

    Raises:
        SandboxRefusal: There is no such command, subcommand or option.
    """
    first, *subcommands = name.split()
    command = next((c for c in commands if c["name"] == first), None)
    if command is None:
        raise SandboxRefusal(f"There is no command /{first}.")
    definition, path = command, list[JsonObject]()
    for subcommand in subcommands:
        definition = _option(definition, subcommand)
        path.append(definition)
    given = [_given(definition, key, value, focused) for key, value in options.items()]
    for level in reversed(path):
        given = [{"name": level["name"], "type": level["type"], "options": given}]
    return {"id": command["id"], "name": first, "type": 1, "options": given}


def modal_submission(modal: JsonObject, values: Mapping[str, Any]) -> JsonObject:
    """Returns the `data` of a modal; fields that `values` leaves out keep what they had."""
    components = [_filled(component, values) for component in modal["components"]]
    return {"custom_id": modal["custom_id"], "components": components}


def _option(definition: JsonObject, name: str) -> JsonObject:
    for option in objects_in(definition, "options"):
        if option["name"] == name:
            return option
    raise SandboxRefusal(f"/{definition['name']} has no option {name}.")


def _given(
    definition: JsonObject, name: str, value: OptionValue, focused: str | None
) -> JsonObject:
    given: JsonObject = {
        "name": name,
        "type": _option(definition, name)["type"],
        "value": value,
    }
    return {**given, "focused": True} if name == focused else given


def _filled(component: JsonObject, values: Mapping[str, Any]) -> JsonObject:
    filled: JsonObject = {"type": component["type"], "id": component["id"]}
    if "components" in component:
        filled["components"] = [_filled(child, values) for child in component["components"]]
    if "component" in component:
        filled["component"] = _filled(component["component"], values)
    if "custom_id" in component:
        value = values.get(component["custom_id"], component.get("value", ""))
        filled["custom_id"] = component["custom_id"]
        filled["values" if isinstance(value, list) else "value"] = value
    return filled
