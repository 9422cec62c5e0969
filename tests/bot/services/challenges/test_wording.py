"""Members' words as they are stored."""

import pytest

from bot.errors import InvalidOption
from bot.services.challenges.wording import bounded, lines, one_line


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Rain \n on\troofs ", "Rain on roofs"),
        ("\u202ekcirt\u202c", "kcirt"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("e\u0301", "é"),
        ("nul\x00 \x1b[31m", "nul [31m"),
        ("👩\u200d🎨 می\u200cخواهم", "👩\u200d🎨 می\u200cخواهم"),
        ("@everyone **bold** [a](b)", "@everyone **bold** [a](b)"),
    ],
)
def test_a_line_says_what_can_be_seen(written: str, kept: str) -> None:
    assert one_line(written) == kept


def test_a_text_keeps_its_lines_and_stanzas() -> None:
    assert lines("\n\n  One, \r\ntwo\r\n\r\n\r\n\r\n three\n ") == "One,\ntwo\n\n three"


@pytest.mark.parametrize("empty", ["", "…", "💧"])
def test_words_without_letters_are_none(empty: str) -> None:
    with pytest.raises(InvalidOption, match="The title is empty"):
        bounded(empty, "The title", 10)


def test_long_words_are_told() -> None:
    assert bounded("x" * 10, "The title", 10) == "x" * 10
    with pytest.raises(InvalidOption, match="The title has 11 characters; 10 is the most"):
        bounded("x" * 11, "The title", 10)
