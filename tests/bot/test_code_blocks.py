"""Text in a font whose characters are all equally wide."""

import pytest

from bot.code_blocks import centred, code_block, from_code_block


@pytest.mark.parametrize("text", ["rain", "", "  a\n b  ", "```\n@everyone", "`one` ``two``"])
def test_a_block_gives_back_what_was_put_into_it(text: str) -> None:
    assert from_code_block(code_block(text)) == text


def test_backticks_can_not_end_a_block() -> None:
    shown = code_block("```\n**bold**")

    assert shown.startswith("```\n")
    assert shown.endswith("\n```")
    assert "`" not in shown[3:-3]


def test_lines_are_set_about_an_axis() -> None:
    assert centred("rain\n  on the tin  \n\nroof") == "   rain\non the tin\n     \n   roof"
