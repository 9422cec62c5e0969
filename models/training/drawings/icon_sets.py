"""Reads vector drawings from the icon sets of npm's `@iconify-json`."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.training.drawings.emoji_words import EmojiWords, Words

# Line width in user units for a drawing 36 units wide, as a sticker's ink looks right.
_INK = "#33272a"
_INK_WIDTH = 1.0


@dataclass(frozen=True)
class IconSet:
    """A package of icons, and how its drawings are taken.

    Attributes:
        package: Name under `@iconify-json`.
        style: What its drawings teach.
        is_inked: Whether every shape gets an outline drawn.
        charset: Package whose table of characters names the icons, where this one has none.
    """

    package: str
    style: str
    is_inked: bool = False
    charset: str | None = None


@dataclass(frozen=True)
class Drawing:
    """One vector drawing with the words that describe it.

    Attributes:
        package: Where it comes from.
        code: The emoji's hex code, or "" for what is no emoji.
    """

    package: str
    style: str
    code: str
    svg: str
    words: Words


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def emoji_drawings(node_modules: Path, icon_set: IconSet, words: EmojiWords) -> Iterator[Drawing]:
    """Yields the set's drawings of emoji that `words` knows."""
    folder = node_modules / "@iconify-json"
    icons = _read_json(folder / icon_set.package / "icons.json")
    codes = _codes(folder, icon_set, words)
    for name, icon in icons["icons"].items():
        code = codes.get(name) or words.code_of_name(name)
        found = words.of(code) if code else None
        if code and found:
            svg = _svg(icon, icons, is_inked=icon_set.is_inked)
            yield Drawing(icon_set.package, icon_set.style, code, svg, found)


def _codes(folder: Path, icon_set: IconSet, words: EmojiWords) -> dict[str, str]:
    path = folder / (icon_set.charset or icon_set.package) / "chars.json"
    table: dict[str, str] = _read_json(path) if path.exists() else {}
    return {name: words.normal_code(code) for code, name in table.items()}


def _svg(icon: dict[str, Any], icons: dict[str, Any], *, is_inked: bool) -> str:
    width, height = (icon.get(side, icons.get(side, 16)) for side in ("width", "height"))
    body: str = icon["body"]
    view = f"0 0 {width} {height}"
    if is_inked:
        ink = _INK_WIDTH * width / 36
        body = re.sub(r'stroke(-width)?="[^"]*"', "", body)
        body = f'<g stroke="{_INK}" stroke-width="{ink}" stroke-linejoin="round">{body}</g>'
        view = f"{-ink} {-ink} {width + 2 * ink} {height + 2 * ink}"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="{view}">{body}</svg>'
    )
