"""Commands and plans as the plain JSON that is stored, and back."""

from dataclasses import asdict, fields
from typing import Any

from bot.style.commands import CreationCommand, ImageCommand, LyricsCommand, PoemCommand, kind_of
from bot.style.plan import Plan, PlanPart, Source
from models.base import KIND_OF_REQUEST, Bond, Kind

_COMMAND_OF_KIND: dict[Kind, type[CreationCommand]] = {
    Kind.POEM: PoemCommand,
    Kind.LYRICS: LyricsCommand,
    Kind.IMAGE: ImageCommand,
}

_REQUEST_OF_KIND = {kind: request for request, kind in KIND_OF_REQUEST.items()}


def command_to_json(command: CreationCommand) -> dict[str, object]:
    """Returns the command's options by name, and its kind."""
    return {"kind": str(kind_of(command)), **_plain(asdict(command))}


def command_from_json(stored: dict[str, Any]) -> CreationCommand:
    """Returns the command that `command_to_json` wrote; options it doesn't know are left out."""
    command = _COMMAND_OF_KIND[Kind(stored["kind"])]
    known = {field.name for field in fields(command)}
    options = {name: _revived(name, value) for name, value in stored.items() if name in known}
    return command(**options)


def plan_to_json(plan: Plan) -> dict[str, object]:
    """Returns the effective request and every decision behind it."""
    return {
        "kind": str(KIND_OF_REQUEST[type(plan.request)]),
        "request": _plain(asdict(plan.request)),
        "parts": [_plain(asdict(part)) for part in plan.parts],
    }


def plan_from_json(stored: dict[str, Any]) -> Plan:
    """Returns the plan that `plan_to_json` wrote."""
    request = _REQUEST_OF_KIND[Kind(stored["kind"])]
    values = {name: _revived(name, value) for name, value in stored["request"].items()}
    parts = (PlanPart(p["trait"], p["value"], Source(p["source"])) for p in stored["parts"])
    return Plan(request(**values), tuple(parts))


def traits_from_json(plan: dict[str, Any]) -> dict[str, str]:
    """Returns the traits of a stored plan that somebody chose and the model heeded, by name."""
    return {
        part["trait"]: part["value"]
        for part in plan.get("parts", ())
        if part["source"] not in (Source.DEFAULT, Source.UNSUPPORTED)
    }


def _plain(values: dict[str, Any]) -> dict[str, object]:
    def plain(value: Any) -> object:
        if isinstance(value, tuple):
            return list(value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        return str(value) if isinstance(value, str) else value

    return {name: plain(value) for name, value in values.items()}


def _revived(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return Bond(value) if name == "bond" and value is not None else value
