"""The types of what travels over the wire."""

from collections.abc import Mapping
from typing import Any, TypeAlias, cast

JsonObject: TypeAlias = dict[str, Any]
"""A JSON object as it came in or goes out; its fields are Discord's own."""


def object_in(body: Mapping[str, Any], key: str) -> JsonObject:
    """Returns the object in a field; an empty one if there is none."""
    value = body.get(key)
    return cast("JsonObject", value) if isinstance(value, dict) else {}


def objects_in(body: Mapping[str, Any], key: str) -> list[JsonObject]:
    """Returns the objects in a list; none if there is no list."""
    value = body.get(key)
    items = cast("list[Any]", value) if isinstance(value, list) else []
    return [cast("JsonObject", item) for item in items if isinstance(item, dict)]


def strings_in(body: Mapping[str, Any], key: str) -> list[str]:
    """Returns a list's items as strings; none if there is no list."""
    value = body.get(key)
    return [str(item) for item in cast("list[Any]", value)] if isinstance(value, list) else []
