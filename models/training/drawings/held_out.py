"""The captions that the evaluation asks for and that no drawing is trained with.

200 emoji were drawn by lot, without geometric shapes, and described as a member might, in words
that are none of their names. They were fixed before the training.
"""

import json
import re
from functools import cache
from pathlib import Path

_PATH = Path(__file__).with_name("held_out.json")


@cache
def held_out_captions() -> dict[str, str]:
    """Returns the caption held out of each of 200 emoji, by hex code."""
    captions: dict[str, str] = json.loads(_PATH.read_text(encoding="utf-8"))
    return captions


def is_held_out(wording: str) -> bool:
    """Returns whether that is a held-out caption, whatever its hyphens, spaces and plurals."""
    return _core(wording) in _held_out_cores()


@cache
def _held_out_cores() -> frozenset[str]:
    return frozenset(_core(caption) for caption in held_out_captions().values())


def _core(wording: str) -> str:
    return re.sub(r"^an? |s\b|[^a-z]", "", wording.lower())
