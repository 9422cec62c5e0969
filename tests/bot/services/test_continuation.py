import pytest

from bot.errors import InvalidOption
from bot.services.continuation import check_room, count_earlier_lines, whole_poem
from models.base import (
    Bond,
    ImageResult,
    LyricsRequest,
    PoemRequest,
    Provenance,
    SungLine,
    TextResult,
)

_PROVENANCE = Provenance("some/model", "abc", 7, 1.0)
_NEW = TextResult("c\nd", _PROVENANCE, sung=(SungLine("c", 1, "s"),))


def test_what_continues_a_poem_is_shown_with_it() -> None:
    request = PoemRequest("snow", 7, earlier="a\n\nb", bond=Bond.CONTINUES)

    whole = whole_poem(request, _NEW)

    assert whole == TextResult("a\n\nb\n\nc\nd", _PROVENANCE)
    assert count_earlier_lines(request) == 2


@pytest.mark.parametrize("request_", [
    PoemRequest("snow", 7),
    PoemRequest("snow", 7, earlier="a\nb", bond=Bond.ANSWERS),
    LyricsRequest("snow", 7),
])  # fmt: skip
def test_everything_else_stands_alone(request_: PoemRequest | LyricsRequest) -> None:
    assert whole_poem(request_, _NEW) is _NEW
    assert count_earlier_lines(request_) == 0


def test_pictures_are_left_alone() -> None:
    pictures = ImageResult((), _PROVENANCE)
    assert (
        whole_poem(PoemRequest("snow", 7, earlier="a", bond=Bond.CONTINUES), pictures) is pictures
    )


def test_there_is_room_up_to_forty_lines() -> None:
    check_room("\n".join(["a line"] * 28), 12)
    with pytest.raises(InvalidOption, match="has 28 lines"):
        check_room("\n".join(["a line"] * 28), 13)


def test_there_is_room_up_to_what_discord_shows() -> None:
    check_room("\n".join(["a" * 200] * 10), 10)
    with pytest.raises(InvalidOption, match="longer than I can show"):
        check_room("\n".join(["a" * 300] * 10), 10)
