"""Text that fits."""

import pytest
from PIL import Image, ImageDraw

from bot.results_picture.lettering import Style, cleaned, cut, width, wrap, write

STYLE = Style(40, "white")


@pytest.mark.parametrize(("name", "shown"), [
    ("  Luna \n of  the\tlake ", "Luna of the lake"),
    ("𝕱𝖆𝖓𝖈𝖞 ｗｉｄｅ", "Fancy ｗｉｄｅ"),
    ("safe\u202etxt.exe", "safetxt.exe"),
    ("a\u200b\u2060b\x00c", "abc"),
    ("👩‍🚀 Ada", "👩‍🚀 Ada"),
    ("\u200d", ""),
    ("Z\u0335\u0321\u0322\u031b\u0358oe", "Z\u0335\u0321oe"),
    ("<@123> **bold** [x](y)", "<@123> **bold** [x](y)"),
])  # fmt: skip
def test_names_are_cleaned(name: str, shown: str) -> None:
    assert cleaned(name) == shown


@pytest.mark.parametrize("text", ["Maximiliano the Great", "雪" * 40, "👩‍🚀" * 20, "W" * 500])
@pytest.mark.parametrize("most", [120, 333])
def test_what_is_cut_fits_and_says_so(text: str, most: int) -> None:
    shown = cut(text, STYLE, most)
    assert shown.endswith("…")
    assert text.startswith(shown[:-1])
    assert most - 60 < width(shown, STYLE) <= most
    assert not shown[:-1].endswith("\u200d")


def test_what_fits_is_left_alone() -> None:
    assert cut("Luna", STYLE, 500) == "Luna"
    assert cut("", STYLE, 0) == ""


def test_lines_break_between_words() -> None:
    text = "The snow keeps what she does not say"
    lines = wrap(text, STYLE, 300, 9)
    assert len(lines) > 1
    assert " ".join(lines) == text
    assert all(width(line, STYLE) <= 300 for line in lines)


def test_words_longer_than_a_line_and_scripts_without_spaces_break_anywhere() -> None:
    for text in ("Maximiliano_the_Great_of_Old", "雪の朝に赤い狐が", "x 雪の朝に赤い狐が"):
        lines = wrap(text, STYLE, 200, 9)
        assert len(lines) > 1
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(width(line, STYLE) <= 200 for line in lines)


def test_the_last_line_is_cut_if_there_is_more() -> None:
    lines = wrap("The snow keeps what she does not say", STYLE, 300, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert width(lines[1], STYLE) <= 300
    assert wrap("The snow", STYLE, 300, 2) == ["The snow"]
    assert wrap("", STYLE, 300, 2) == []


@pytest.mark.parametrize("anchor", ["l", "m", "r"])
def test_text_is_drawn_where_its_anchor_says(anchor: str) -> None:
    image = Image.new("RGB", (300, 100))
    style = Style(40, "white")
    room = width("Luna 雪", style)
    write(ImageDraw.Draw(image), (150, 60), "Luna 雪", style, anchor)
    box = image.getbbox()
    assert box
    expected = 150 - {"l": 0, "m": room / 2, "r": room}[anchor]
    assert box[0] == pytest.approx(expected, abs=6)
    assert box[2] == pytest.approx(expected + room, abs=6)
    assert box[3] < 75


def test_what_no_font_has_is_an_ellipsis_and_no_box() -> None:
    def drawn(text: str) -> bytes:
        image = Image.new("RGB", (300, 100))
        write(ImageDraw.Draw(image), (10, 60), text, STYLE)
        return image.tobytes()

    assert drawn("ᚠᚢᚦ runes") == drawn("… runes")
