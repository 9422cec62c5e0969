"""Reads the public drawings that the sticker model learns from."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

# The order is the index of the style in the denoiser's one-hot input: append, never reorder.
STYLE_OF_PACKAGE = {
    "noto": "soft",
    "twemoji": "flat",
    "fluent-emoji-flat": "bold",
    "fluent-emoji": "glossy",
}
CLIPART_STYLE = "clipart"

_EXCLUDED_GROUPS = {"component", "flags"}
_EXCLUDED_SUBGROUPS = {
    "transport-sign", "warning", "arrow", "religion", "zodiac", "av-symbol", "gender", "math",
    "punctuation", "currency", "other-symbol", "keycap", "alphanum", "family", "person-symbol",
}  # fmt: skip
_EXCLUDED_LABEL = re.compile(r"o’clock|-thirty|:|\b(man|men|woman|women)\b")


@dataclass(frozen=True)
class Drawing:
    """One vector drawing with the words that describe it."""

    style: str
    svg: str
    label: str
    tags: tuple[str, ...]


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _emoji_words(node_modules: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Maps a lower-case hex code to its label and tags, without the emoji that are left out."""
    folder = node_modules / "emojibase-data"
    names = _read_json(folder / "meta" / "groups.json")
    words: dict[str, tuple[str, tuple[str, ...]]] = {}
    for emoji in _read_json(folder / "en" / "data.json"):
        if "group" not in emoji:
            continue
        group = names["groups"][str(emoji["group"])]
        subgroup = names["subgroups"][str(emoji["subgroup"])]
        if group in _EXCLUDED_GROUPS or subgroup in _EXCLUDED_SUBGROUPS:
            continue
        if _EXCLUDED_LABEL.search(emoji["label"]):
            continue
        code = emoji["hexcode"].lower().replace("-fe0f", "")
        words[code] = (emoji["label"], tuple(emoji.get("tags", ())))
    return words


def _emoji(node_modules: Path) -> Iterator[Drawing]:
    words = _emoji_words(node_modules)
    icons = node_modules / "@iconify-json"
    for package, style in STYLE_OF_PACKAGE.items():
        icon_set = _read_json(icons / package / "icons.json")
        # The 3D set ships no table of characters; its names are those of the flat set.
        chars_package = "fluent-emoji-flat" if package == "fluent-emoji" else package
        chars: dict[str, str] = _read_json(icons / chars_package / "chars.json")
        for code, name in chars.items():
            found = words.get(code.replace("-fe0f", ""))
            icon = icon_set["icons"].get(name)
            if found is None or icon is None:
                continue
            width, height = (icon.get(k, icon_set[k]) for k in ("width", "height"))
            svg = (
                f'<svg xmlns="http://www.w3.org/2000/svg" '
                f'xmlns:xlink="http://www.w3.org/1999/xlink" '
                f'viewBox="0 0 {width} {height}">{icon["body"]}</svg>'
            )
            yield Drawing(style, svg, *found)


def _clipart(folder: Path) -> Iterator[Drawing]:
    title_tag = "{http://purl.org/dc/elements/1.1/}title"
    subject = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
    for path in sorted(folder.rglob("*.svg")):
        try:
            svg = path.read_text(encoding="utf-8")
            root = ET.fromstring(svg)
        except (UnicodeDecodeError, ET.ParseError):
            continue
        title = next((e.text for e in root.iter(title_tag) if e.text), path.stem)
        tags = tuple(e.text.strip() for e in root.iter(subject) if e.text)
        yield Drawing(CLIPART_STYLE, svg, title.strip(), tags)


def drawings(sources: Path) -> Iterator[Drawing]:
    """Yields every drawing found under `sources` (see the package's docstring)."""
    yield from _emoji(sources / "node_modules")
    yield from _clipart(sources / "openclipart")
