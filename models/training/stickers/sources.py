"""The public drawings that the sticker model learns from."""

from collections.abc import Iterator
from pathlib import Path

from models.training.drawings.clip_art import clip_art
from models.training.drawings.emoji_words import EmojiWords
from models.training.drawings.icon_sets import Drawing, IconSet, emoji_drawings

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
# Flags, maps and signs are no stickers.
_EXCLUDED_TAGS = {"flag", "flags", "map", "maps", "sign", "signs", "symbol", "heraldry", "icon"}


def drawings(sources: Path) -> Iterator[Drawing]:
    """Yields every drawing found under `sources` (see the package's docstring)."""
    words = EmojiWords(sources / "node_modules")
    for icon_set in ICON_SETS:
        yield from emoji_drawings(sources / "node_modules", icon_set, words)
    for drawing in clip_art(sources / "openclipart"):
        if not _EXCLUDED_TAGS.intersection(drawing.words.tags):
            yield drawing
