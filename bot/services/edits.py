"""Which lines of a poem members have written by hand; kept among what made it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

_KEY = "edits"


@dataclass(frozen=True)
class Edit:
    """A line that a member wrote.

    Attributes:
        line: Its number, from 1.
        by: The name of the member then.
    """

    line: int
    by: str


def edits_in(parameters: Mapping[str, Any]) -> list[Edit]:
    """Returns the edits that the parameters of a provenance tell of, in the order of lines."""
    stored: list[dict[str, Any]] = parameters.get(_KEY, [])
    return sorted((Edit(each["line"], each["by"]) for each in stored), key=lambda one: one.line)


def with_edit(parameters: Mapping[str, Any], edit: Edit) -> dict[str, Any]:
    """Returns the parameters with an edit more; it takes the place of an earlier one there."""
    others = [each for each in edits_in(parameters) if each.line != edit.line]
    return {**parameters, _KEY: [asdict(each) for each in (*others, edit)]}
