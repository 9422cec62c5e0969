"""Reads the Open Clip Art Library as Debian's `openclipart-svg` ships it."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from models.training.drawings.emoji_words import Words
from models.training.drawings.icon_sets import Drawing

STYLE = "clip art"
_SHARED_TITLES = 4
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SUBJECT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"


def clip_art(folder: Path) -> Iterator[Drawing]:
    """Yields what lies under the folder and has a title of its own.

    Series share a title, which tells their maker and not what they show.
    """
    found = list(_titled(folder))
    shared = Counter(one.words.names for one in found)
    yield from (one for one in found if shared[one.words.names] <= _SHARED_TITLES)


def _titled(folder: Path) -> Iterator[Drawing]:
    for path in sorted(folder.rglob("*.svg")):
        try:
            svg = path.read_text(encoding="utf-8")
            root = ET.fromstring(svg)
        except (UnicodeDecodeError, ET.ParseError):
            continue
        title = _plain(next((e.text for e in root.iter(_TITLE) if e.text), path.stem))
        tags = [e.text.strip().lower() for e in root.iter(_SUBJECT) if e.text]
        if title:
            yield Drawing("openclipart", STYLE, "", svg, Words((title,), tuple(tags)))


def _plain(title: str) -> str:
    """Returns a title without numbers, marks and the ending of a file."""
    letters = re.sub(r"[^a-z]+", " ", title.lower().removesuffix(".svg"))
    return " ".join(word for word in letters.split() if len(word) > 1)
