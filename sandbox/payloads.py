"""The types of what travels over the wire."""

from typing import Any, TypeAlias

JsonObject: TypeAlias = dict[str, Any]
"""A JSON object as it came in or goes out; its fields are Discord's own."""
