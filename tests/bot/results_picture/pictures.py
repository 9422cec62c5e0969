"""Pictures to draw and to look at."""

import io

from PIL import Image, ImageChops

from bot.judging.ranking import Standing
from bot.results_picture.chart import Row
from bot.results_picture.podium import Winner


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    assert image.format == "PNG"
    return image.convert("RGBA")


def difference(one: bytes, other: bytes) -> tuple[int, int, int, int] | None:
    """Returns the box outside which two pictures are the same."""
    return ImageChops.difference(opened(one).convert("RGB"), opened(other).convert("RGB")).getbbox()


def image_file(colour: str = "red", size: tuple[int, int] = (128, 128)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


def winner(
    place: int,
    name: str = "Luna",
    title: str = "",
    work: bytes | str = "",
    *,
    is_tied: bool = False,
) -> Winner:
    return Winner(place, is_tied, name, title, work)


def row(place: int, low: int, high: int, name: str = "Luna", *, is_tied: bool = False) -> Row:
    return Row(Standing(f"e{place}", place, is_tied, 0, low, high, 5), name)
