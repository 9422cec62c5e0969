"""Checks what a member clicks, picks or types into a modal, as Discord's client does."""

from collections.abc import Iterator

from sandbox.errors import SandboxRefusal
from sandbox.limits.components import BUTTON, STRING_SELECT, TEXT_INPUT
from sandbox.payloads import JsonObject, objects_in, strings_in


def walk(components: list[JsonObject]) -> Iterator[JsonObject]:
    """Yields all components, nested ones included."""
    for component in components:
        yield component
        yield from walk(objects_in(component, "components"))
        for key in ("accessory", "component"):
            if isinstance(component.get(key), dict):
                yield from walk([component[key]])


def check_component_use(components: list[JsonObject], given: JsonObject) -> JsonObject:
    """Checks a click on a button or the values picked in a select menu.

    Returns:
        The component that was used.

    Raises:
        SandboxRefusal: There is no such component, or its values don't fit.
    """
    wanted = given.get("custom_id")
    used = next((c for c in walk(components) if c.get("custom_id") == wanted), None)
    if used is None or wanted is None:
        raise SandboxRefusal("That message has no such button or menu.")
    if used.get("disabled"):
        raise SandboxRefusal("That button or menu is disabled.")
    if used["type"] != BUTTON:
        check_values(used, strings_in(given, "values"))
    return used


def check_values(select: JsonObject, values: list[str]) -> None:
    """Checks what was picked in a select menu.

    Raises:
        SandboxRefusal: Too few, too many or unknown values.
    """
    low = 1 if select.get("min_values") is None else int(select["min_values"])
    high = 1 if select.get("max_values") is None else int(select["max_values"])
    if not low <= len(values) <= high:
        raise SandboxRefusal(f"Pick {low} to {high} of the menu.")
    known = [option["value"] for option in objects_in(select, "options")]
    if select["type"] == STRING_SELECT and not set(values) <= set(known):
        raise SandboxRefusal("The menu has no such choice.")


def check_modal_submission(modal: JsonObject, given: JsonObject) -> None:
    """Checks what was entered into a modal.

    Raises:
        SandboxRefusal: A field is missing, too short, too long or unknown.
    """
    submitted = objects_in(given, "components")
    values = {c["custom_id"]: c for c in walk(submitted) if "custom_id" in c}
    fields = [c for c in walk(modal["components"]) if "custom_id" in c]
    unknown = values.keys() - {field["custom_id"] for field in fields}
    if unknown:
        raise SandboxRefusal(f"The modal has no field {min(unknown)}.")
    for field in fields:
        entered = values.get(field["custom_id"], {})
        if field["type"] == TEXT_INPUT:
            _check_text(field, str(entered.get("value") or ""))
        elif "options" in field and "values" in entered:
            check_values(field, strings_in(entered, "values"))


def _check_text(field: JsonObject, value: str) -> None:
    name = field.get("label") or field["custom_id"]
    if not value:
        if field.get("required", True):
            raise SandboxRefusal(f"{name} is required.")
        return
    low, high = int(field.get("min_length") or 0), int(field.get("max_length") or 4000)
    if not low <= len(value) <= high:
        raise SandboxRefusal(f"{name} must have {low} to {high} characters.")
