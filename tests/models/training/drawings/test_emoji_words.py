from pathlib import Path

import pytest

from models.training.drawings.emoji_words import EmojiWords
from tests.models.training.tiny_sources import write_sources


@pytest.fixture
def words(tmp_path: Path) -> EmojiWords:
    return EmojiWords(write_sources(tmp_path, []) / "node_modules")


def test_an_emoji_has_names_and_tags_of_all_sources(words: EmojiWords) -> None:
    fox, coffee = words.of("1f98a"), words.of("2615")

    assert fox is not None
    assert coffee is not None
    assert fox.names == ("fox", "fox face")
    assert fox.tags == ("animal", "face", "nature", "sly")
    assert coffee.names == ("hot beverage", "coffee", "hot cup")


def test_flags_are_left_out(words: EmojiWords) -> None:
    assert words.of("1f3f4") is None
    assert len(list(words)) == 3


def test_an_emoji_is_found_by_any_name_whatever_its_hyphens(words: EmojiWords) -> None:
    assert words.code_of_name("teddy-bear-2") == "1f9f8"
    assert words.code_of_name("hotcup") == "2615"
    assert words.code_of_name("unicorn") is None


def test_variation_selectors_do_not_count() -> None:
    assert EmojiWords.normal_code("2615-FE0F") == "2615"
