"""The public drawings that the sticker model learns from."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from models.training.stickers.emoji_words import EmojiWords, Words
from models.training.stickers.icon_sets import Drawing, IconSet, emoji_drawings

ICON_SETS = (
    IconSet("noto", "soft"),
    IconSet("noto-v1", "soft"),
    IconSet("twemoji", "flat"),
    IconSet("fluent-emoji-flat", "bold"),
    # The 3D set ships no table of characters; its names are those of the flat set.
    IconSet("fluent-emoji", "glossy", charset="fluent-emoji-flat"),
    IconSet("twemoji", "outlined", is_inked=True),
    IconSet("streamline-emojis", "outlined"),
)
CLIP_ART = "clip art"
_SHARED_TITLES = 4


def drawings(sources: Path) -> Iterator[Drawing]:
    """Yields every drawing found under `sources` (see the package's docstring)."""
    words = EmojiWords(sources / "node_modules")
    for icon_set in ICON_SETS:
        yield from emoji_drawings(sources / "node_modules", icon_set, words)
    yield from _clip_art(sources / "openclipart")


def _clip_art(folder: Path) -> Iterator[Drawing]:
    """Yields what has a title of its own; series are named after their makers."""
    found = list(_titled_clip_art(folder))
    shared = Counter(one.words.names for one in found)
    yield from (one for one in found if shared[one.words.names] <= _SHARED_TITLES)


def _titled_clip_art(folder: Path) -> Iterator[Drawing]:
    title_tag = "{http://purl.org/dc/elements/1.1/}title"
    subject = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
    for path in sorted(folder.rglob("*.svg")):
        try:
            svg = path.read_text(encoding="utf-8")
            root = ET.fromstring(svg)
        except (UnicodeDecodeError, ET.ParseError):
            continue
        title = _title(next((e.text for e in root.iter(title_tag) if e.text), path.stem))
        tags = [e.text.strip().lower() for e in root.iter(subject) if e.text]
        if title:
            yield Drawing("openclipart", CLIP_ART, "", svg, Words((title,), tuple(tags)))


def _title(text: str) -> str:
    """Returns a title in plain words: no numbers, marks or names of files."""
    letters = re.sub(r"[^a-z]+", " ", text.lower().removesuffix(".svg"))
    return " ".join(word for word in letters.split() if len(word) > 1)
