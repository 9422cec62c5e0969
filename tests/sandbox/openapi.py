"""Checks the sandbox's answers against Discord's own description of its API."""

import functools
import json
import os
import re
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

VARIABLE = "DISCORD_OPENAPI"


def is_available() -> bool:
    return Path(os.environ.get(VARIABLE, "missing")).is_file()


@functools.cache
def _description() -> dict[str, Any]:
    return json.loads(Path(os.environ[VARIABLE]).read_text())


@functools.cache
def _validator(method: str, template: str, status: int) -> Draft202012Validator | None:
    responses = _description()["paths"][template].get(method.lower(), {}).get("responses", {})
    content = responses.get(str(status), {}).get("content", {})
    if "application/json" not in content:
        return None
    schema = content["application/json"]["schema"]
    return Draft202012Validator({**schema, "components": _description()["components"]})


def _template(path: str) -> str | None:
    """Returns the described path that fits; one with fewer placeholders goes first."""
    templates = sorted(_description()["paths"], key=lambda template: template.count("{"))
    for template in templates:
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
            return template
    return None


def complaints(method: str, path: str, status: int, body: Any) -> list[str]:
    """Returns what does not fit; nothing if the description is not at hand."""
    template = _template(path.partition("?")[0]) if is_available() else None
    validator = _validator(method, template, status) if template else None
    if validator is None:
        return []
    return [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(body)]
