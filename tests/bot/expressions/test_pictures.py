from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageDraw

from bot.expressions.pictures import EMOJI, STICKER, ExpressionFormat, expression_png

_MARGIN_PIXELS = 8
_Colour = tuple[int, ...]


def _png(picture: Image.Image) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def _disc(
    mode: str, ground: _Colour, box: tuple[int, int, int, int], size: tuple[int, int] = (512, 512)
) -> bytes:
    picture = Image.new(mode, size, ground)
    ImageDraw.Draw(picture).ellipse(box, fill=(200, 30, 40))
    return _png(picture)


def _noise(mode: str, side: int) -> bytes:
    values = np.random.default_rng(7).integers(0, 256, (side, side, len(mode)), np.uint8)
    return _png(Image.fromarray(values, mode))


def _made(png: bytes, wanted: ExpressionFormat = EMOJI) -> Image.Image:
    made = expression_png(png, wanted)
    assert len(made) <= wanted.most_bytes
    picture = Image.open(BytesIO(made))
    assert picture.format == "PNG"
    assert picture.size == (wanted.side, wanted.side)
    return picture


def _box(picture: Image.Image) -> tuple[int, int, int, int]:
    """Returns the box of what is red."""
    pixels = np.asarray(picture.convert("RGBA")).astype(int)
    is_red = (pixels[..., 3] > 128) & (pixels[..., 0] > pixels[..., 1] + 80)
    rows, columns = np.flatnonzero(is_red.any(axis=1)), np.flatnonzero(is_red.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]), int(rows[-1])


@pytest.mark.parametrize(("wanted", "kilobytes"), [(EMOJI, 256), (STICKER, 512)])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_noise_keeps_discords_bounds(wanted: ExpressionFormat, kilobytes: int, mode: str) -> None:
    assert wanted.most_bytes < kilobytes * 1024

    assert _made(_noise(mode, 512), wanted).mode == mode


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
@pytest.mark.parametrize("wanted", [ExpressionFormat(128, 20_000), ExpressionFormat(320, 110_000)])
def test_what_would_be_too_large_gets_fewer_colours(wanted: ExpressionFormat, mode: str) -> None:
    picture = _made(_noise(mode, 320), wanted)

    assert len(set(picture.convert("RGBA").get_flattened_data())) <= 256


def test_a_small_drawing_fills_the_emoji_but_for_a_margin() -> None:
    picture = _made(_disc("RGB", (255, 255, 255), (300, 40, 400, 140)))

    left, top, right, bottom = _box(picture)
    assert 0 < left <= _MARGIN_PIXELS
    assert 0 < top <= _MARGIN_PIXELS
    assert EMOJI.side - _MARGIN_PIXELS <= right < EMOJI.side - 1
    assert EMOJI.side - _MARGIN_PIXELS <= bottom < EMOJI.side - 1
    assert picture.mode == "RGB"
    assert picture.getpixel((0, 0)) == (255, 255, 255)


def test_a_long_drawing_is_in_the_middle_and_keeps_its_shape() -> None:
    left, top, right, bottom = _box(_made(_disc("RGB", (255, 255, 255), (200, 100, 400, 150))))

    assert (right - left) / (bottom - top) == pytest.approx(4, rel=0.1)
    assert (top + bottom) / 2 == pytest.approx(EMOJI.side / 2, abs=_MARGIN_PIXELS)


def test_a_transparent_ground_is_trimmed_and_stays_transparent() -> None:
    picture = _made(_disc("RGBA", (0, 255, 0, 0), (300, 40, 400, 140)), STICKER)

    assert picture.mode == "RGBA"
    assert picture.getpixel((0, 0))[3] == 0  # pyright: ignore[reportIndexIssue, reportOptionalSubscript] - of four
    assert _box(picture)[0] < STICKER.side // 10
    # Nothing of the colour that nobody saw comes through at the rim.
    shown = np.asarray(picture).astype(int)
    shown = shown[shown[..., 3] > 64]
    assert (shown[:, 1] < 100).all()


def test_a_ground_with_faint_specks_is_trimmed_too() -> None:
    picture = Image.open(BytesIO(_disc("RGB", (254, 255, 253), (200, 200, 300, 300))))
    for place in ((0, 0), (511, 100), (511, 511), (30, 480)):
        picture.putpixel(place, (200, 205, 255))

    assert _box(_made(_png(picture)))[0] <= _MARGIN_PIXELS


@pytest.mark.parametrize("mode", ["RGB", "L", "P"])
def test_a_picture_that_fills_its_frame_is_only_scaled(mode: str) -> None:
    ramp = np.add.outer(np.arange(0, 256, 2), np.arange(128) // 2).clip(0, 255).astype(np.uint8)
    picture = Image.fromarray(ramp).resize((512, 512)).convert(mode)

    made = np.asarray(_made(_png(picture)).convert("L")).astype(int)

    assert np.abs(made - ramp).max() < 12


def test_a_drawing_that_touches_the_edge_keeps_touching_it() -> None:
    left, top, _, bottom = _box(_made(_disc("RGB", (255, 255, 255), (-60, 200, 60, 320))))

    assert left == 0
    assert bottom - top > EMOJI.side * 0.8


def test_a_picture_of_one_colour_stays_one() -> None:
    assert _made(_png(Image.new("RGB", (64, 64), "teal"))).getcolors() == [
        (EMOJI.side**2, (0, 128, 128))
    ]


def test_what_is_not_square_keeps_its_shape_on_nothing() -> None:
    picture = _made(_png(Image.open(BytesIO(_noise("RGB", 256))).crop((0, 0, 256, 128))))

    alpha = np.asarray(picture.getchannel("A"))
    assert (alpha[:28] < 8).all()
    assert (alpha[36:92] == 255).all()
    assert (alpha[100:] < 8).all()


def test_a_single_pixel_can_be_an_emoji() -> None:
    assert _made(_png(Image.new("RGB", (1, 1), "teal"))).getpixel((5, 5)) == (0, 128, 128)
