"""A folder of sources as npm would leave it, with four emoji in made-up sets."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

EMOJI = (
    ("1F98A", "🦊", "fox", ["animal", "face"], 0, 0),
    ("1F9F8", "🧸", "teddy bear", ["plush", "toy"], 1, 1),
    ("2615", "☕", "hot beverage", ["drink", "hot", "tea"], 1, 1),
    ("1F3F4", "🏴", "black flag", ["waving"], 2, 2),
)
_SHAPES = (
    '<circle cx="18" cy="18" r="14" fill="#e2541b"/>',
    '<rect x="6" y="6" width="24" height="24" fill="#8a5a2b"/>',
    '<path d="M4 30L18 4L32 30Z" fill="#2b6fe0"/>',
    '<rect x="4" y="12" width="28" height="12" fill="#222"/>',
)


def write_sources(folder: Path, sets: Sequence[str], has_characters: Sequence[str] = ()) -> Path:
    """Writes the words of four emoji and icons of them; returns the folder.

    Args:
        folder: Where `node_modules` goes.
        sets: Names of icon sets, whose icons are named after the emoji.
        has_characters: Those of them that come with a table of characters.
    """
    words = folder / "node_modules" / "emojibase-data"
    groups = {"0": "animals", "1": "things", "2": "flags"}
    _write(words / "meta" / "groups.json", {"groups": groups, "subgroups": groups})
    _write(words / "en" / "data.json", [_entry(*one) for one in EMOJI])
    for platform in ("github", "iamcal", "joypixels", "emojibase"):
        _write(words / "en" / "shortcodes" / f"{platform}.json", {"2615": ["coffee", "hot_cup"]})
    keywords = {"🦊": ["fox_face", "nature", "sly"]}
    _write(folder / "node_modules" / "emojilib" / "dist" / "emoji-en-US.json", keywords)
    for name in sets:
        icons = folder / "node_modules" / "@iconify-json" / name
        _write(icons / "icons.json", _icons())
        if name in has_characters:
            _write(icons / "chars.json", {code.lower(): f"icon-{code}" for code, *_ in EMOJI})
    return folder


def _entry(
    code: str, emoji: str, label: str, tags: list[str], group: int, subgroup: int
) -> dict[str, Any]:
    return {
        "hexcode": code, "emoji": emoji, "label": label, "tags": tags,
        "group": group, "subgroup": subgroup,
    }  # fmt: skip


def _icons() -> dict[str, Any]:
    icons: dict[str, dict[str, str]] = {}
    for (code, _, label, *_), shape in zip(EMOJI, _SHAPES, strict=True):
        icons[f"icon-{code}"] = {"body": shape}
        icons[label.replace(" ", "-")] = {"body": shape}
    return {"icons": icons, "width": 36, "height": 36}


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
