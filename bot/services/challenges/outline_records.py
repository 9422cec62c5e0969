"""Outlines as the plain JSON that is stored, and back."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from bot.database.challenge_choices import Making
from bot.services.challenges.outline import Outline
from models.base import Kind

_TUPLES = ("kinds", "required_words", "palette")
_SPANS = ("open_for", "voting_for")


def outline_to_json(outline: Outline) -> dict[str, Any]:
    """Returns an outline by its fields' names, with times in seconds."""
    stored: dict[str, Any] = asdict(outline)
    for name in _TUPLES:
        stored[name] = [str(each) for each in stored[name]]
    for name in _SPANS:
        stored[name] = stored[name].total_seconds()
    return {**stored, "making": str(outline.making)}


def outline_from_json(stored: dict[str, Any]) -> Outline:
    """Returns the outline that `outline_to_json` wrote."""
    values: dict[str, Any] = dict(stored)
    for name in _TUPLES:
        values[name] = tuple(values[name])
    for name in _SPANS:
        values[name] = timedelta(seconds=values[name])
    values["kinds"] = tuple(map(Kind, values["kinds"]))
    values["making"] = Making(values["making"])
    return Outline(**values)
