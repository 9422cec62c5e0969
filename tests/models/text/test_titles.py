from typing import cast

import pytest

from models.text.line_writer import LineWriter
from models.text.lines import Wishes
from models.text.prompts import Message
from models.text.titles import title_case, write_title
from models.text.writing import Writing
from tests.models.text.test_composer import ScriptedWriter, finished


class ScriptedTitles(ScriptedWriter):
    """Also reads a prompt."""

    def begin(
        self, chats: list[list[Message]], max_new_tokens: int, *, is_kept: bool
    ) -> Writing[None]:
        assert not is_kept
        self.chats = chats
        yield []


def titled(*candidates: str, known: bool = True) -> str | None:
    writer = ScriptedTitles(list(candidates))
    asked = [{"role": "user", "content": "Write a haiku."}]
    writing = write_title(
        cast(LineWriter, writer), asked, "Rain on the roof\nSnow", Wishes(), None, lambda _: known
    )
    title = finished(writing)
    assert [message["content"] for message in writer.chats[0]][:2] == [
        "Write a haiku.", "Rain on the roof\nSnow",
    ]  # fmt: skip
    return title


def test_the_likeliest_is_the_title() -> None:
    assert titled("under a tin sky,", "Snow and light") == "Under a Tin Sky"


@pytest.mark.parametrize(
    "words", ["", "Of the", "Rain on the roof", "A title for it", "Two. Sentences", "Here is one"]
)
def test_what_is_no_title_is_left_out(words: str) -> None:
    assert titled(words) is None


def test_words_that_nobody_knows_are_left_out() -> None:
    assert titled("Echofoli", known=False) is None


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("the end of the line", "The End of the Line"),
        ("‘o’ and a", "‘o’ and A"),
        ("night's over", "Night's Over"),
    ],
)
def test_little_words_are_small_inside_a_title(words: str, title: str) -> None:
    assert title_case(words) == title
