"""Request bodies against Discord's own OpenAPI description, where DISCORD_OPENAPI names it."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import jsonschema
import jsonschema.validators
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

_VARIABLE = "DISCORD_OPENAPI"


def _type(
    validator: Any, types: Any, instance: Any, schema: dict[str, Any]
) -> Iterator[jsonschema.ValidationError]:
    """Lets ids be numbers too: Discord takes both, and discord.py sends both."""
    is_number = isinstance(instance, int) and not isinstance(instance, bool)
    if schema.get("format") == "snowflake" and is_number:
        return
    yield from _type_as_usual(validator, types, instance, schema)


_type_as_usual: Any = jsonschema.Draft202012Validator.VALIDATORS["type"]
_Validator: Any = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"type": _type})


class RequestBodies:
    """Knows what Discord accepts in the body of each route."""

    def __init__(self, description: dict[str, Any]) -> None:
        resource = Resource.from_contents(description, default_specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource("discord", resource)
        self._routes = [
            (re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path) + "$"), path)
            for path in description["paths"]
        ]
        # A literal path such as .../@original must win over one with a parameter there.
        self._routes.sort(key=lambda route: route[1].count("{"))
        self._paths: dict[str, Any] = description["paths"]

    @classmethod
    def from_environment(cls) -> Self | None:
        """Returns None where there is no description to check against."""
        path = Path(os.environ.get(_VARIABLE, ""))
        return cls(json.loads(path.read_text("utf-8"))) if path.is_file() else None

    def check(self, method: str, path: str, body: Any) -> None:
        """Raises jsonschema.ValidationError if Discord would not accept the body."""
        pointer = self._pointer(method.lower(), path)
        if pointer is None or body is None:
            return
        validator = _Validator({"$ref": f"discord#{pointer}"}, registry=self._registry)
        validator.validate(json.loads(json.dumps(body)))

    def _pointer(self, method: str, path: str) -> str | None:
        """Returns the JSON pointer of the body's schema; None if the route takes no body."""
        for pattern, template in self._routes:
            operation = self._paths[template].get(method)
            if operation is not None and pattern.fullmatch(path):
                if "application/json" not in operation.get("requestBody", {}).get("content", {}):
                    return None
                escaped = template.replace("~", "~0").replace("/", "~1")
                return f"/paths/{escaped}/{method}/requestBody/content/application~1json/schema"
        raise AssertionError(f"Discord has no route {method.upper()} {path}")
