from pathlib import Path

from models.training.drawings.emoji_words import EmojiWords
from models.training.drawings.icon_sets import IconSet, emoji_drawings
from models.training.drawings.rendering import render
from tests.models.training.tiny_sources import write_sources


def codes(sources: Path, icon_set: IconSet) -> list[str]:
    words = EmojiWords(sources / "node_modules")
    return [one.code for one in emoji_drawings(sources / "node_modules", icon_set, words)]


def test_icons_are_known_by_their_names(tmp_path: Path) -> None:
    sources = write_sources(tmp_path, ["plain"])
    assert codes(sources, IconSet("plain", "flat")) == ["1f98a", "1f9f8", "2615"]


def test_icons_are_known_by_a_table_of_characters_their_own_or_another_sets(
    tmp_path: Path,
) -> None:
    sources = write_sources(tmp_path, ["one", "other"], has_characters=["one"])
    assert codes(sources, IconSet("one", "flat")).count("2615") == 2
    assert codes(sources, IconSet("other", "flat", charset="one")).count("2615") == 2


def test_ink_goes_around_shapes(tmp_path: Path) -> None:
    sources = write_sources(tmp_path, ["plain"])
    words = EmojiWords(sources / "node_modules")

    def darkest(icon_set: IconSet) -> int:
        fox = next(emoji_drawings(sources / "node_modules", icon_set, words))
        pixels = render(fox.svg, 64)
        assert pixels is not None
        return int(pixels[..., :3].max(axis=-1).min())

    assert darkest(IconSet("plain", "flat")) > 200
    assert darkest(IconSet("plain", "outlined", is_inked=True)) < 80
