"""What people wrote stays what they wrote."""

import pytest

from bot.plain_text import from_plain, one_line, plain, plain_line

_TRICKS = (
    "@everyone", "<@123456789012345678>", "<@&1>", "<#1>", "</poem:1>", "<t:1:R>", "<:smile:1>",
    "**bold**", "__under__", "~~gone~~", "||spoiler||", "`code`", "```\nblock\n```", "# title",
    "> quote", "- point", "1. point", "[bank](https://evil.example)", "https://evil.example",
    "back\\slash", ":smile:",
)  # fmt: skip


@pytest.mark.parametrize("text", _TRICKS)
def test_a_trick_is_only_its_own_text(text: str) -> None:
    shown = plain(text)
    assert shown != text
    assert from_plain(shown) == text


@pytest.mark.parametrize("mark", ["@everyone", "<@1", "https://", "](", "**", "||", "```"])
def test_no_mark_is_left_whole(mark: str) -> None:
    assert mark not in plain(" ".join(_TRICKS)).replace("\\" + mark[0], "")


def test_plain_words_stay_as_they_are() -> None:
    text = "It's 3.5 o'clock - tea, for two (or three) & more!"
    assert plain(text) == text


def test_a_line_is_one_line_without_invisible_characters() -> None:
    assert plain_line(" a\n\n# b\u202e\u200b ") == r"a \# b"
    assert one_line(" a\n*b*\u2066 ") == "a *b*"
