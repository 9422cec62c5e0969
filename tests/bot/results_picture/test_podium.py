"""The picture of the podium."""

import io
from collections import Counter

import pytest
from PIL import Image
from PIL.ImageColor import getrgb

from bot.results_picture.card import BACKGROUND, PAPER, PLACE_COLOURS
from bot.results_picture.podium import draw_podium
from tests.bot.results_picture.pictures import difference, image_file, opened, winner

TITLE = "Snow on the old harbour"
COLUMNS = ((40, 360), (380, 700), (720, 1040))
LONG_NAMES = ("W" * 200, "雪" * 200, "word " * 50, "👩‍🚀" * 80, "Z" + "\u0335" * 90)


def colours(png: bytes, box: tuple[int, int, int, int]) -> Counter[object]:
    """Counts the pixels of each colour in a box."""
    region = opened(png).crop(box).convert("RGB")
    return Counter({colour: count for count, colour in region.getcolors(10**7) or []})


def test_it_is_as_wide_as_it_says_and_its_corners_let_the_theme_through() -> None:
    image = opened(draw_podium(TITLE, [winner(1), winner(2), winner(3)]))
    assert image.width == 1080
    assert image.height < image.width
    for corner in ((0, 0), (1079, 0), (0, image.height - 1), (1079, image.height - 1)):
        assert image.getpixel(corner) == (0, 0, 0, 0)


def test_it_is_the_same_each_time() -> None:
    winners = [winner(1, "Luna 🌙", work="The sea"), winner(2, "雪", work=image_file())]
    assert draw_podium(TITLE, winners) == draw_podium(TITLE, winners)


def test_the_first_stands_highest_in_the_middle() -> None:
    png = draw_podium(TITLE, [winner(place, work=image_file("blue")) for place in (1, 2, 3)])
    tops: list[int] = []
    for left, right in COLUMNS:
        image = opened(png).crop((left, 110, right, 700)).convert("RGB")
        rows = [y for y in range(image.height) if image.getpixel((150, y)) == (0, 0, 255)]
        tops.append(rows[0])
    assert tops[1] < tops[0] < tops[2]


def test_those_who_share_a_place_stand_equally_high_and_it_is_told() -> None:
    tied = [winner(1, is_tied=True), winner(1, is_tied=True), winner(3)]
    png = draw_podium(TITLE, tied)
    assert difference(png, draw_podium(TITLE, [winner(1), *tied[1:]]))  # "shared" is written.
    for left, _ in COLUMNS[:2]:
        assert list(colours(png, (left + 3, 500, left + 10, 540))) == [getrgb(PLACE_COLOURS[0])]


@pytest.mark.parametrize("winners", [0, 1, 2])
def test_fewer_than_three_leave_room(winners: int) -> None:
    shown = [winner(place + 1, work=image_file("blue")) for place in range(winners)]
    seen = colours(draw_podium(TITLE, shown), (0, 0, 1080, 800))
    assert seen[0, 0, 255] == winners * 320 * 320
    assert seen[getrgb(BACKGROUND)] > (3 - winners) * 320 * 500


def test_those_beyond_the_third_are_counted() -> None:
    five = [winner(1, is_tied=True) for _ in range(5)]
    assert difference(draw_podium(TITLE, five), draw_podium(TITLE, five[:3])) is not None
    assert difference(draw_podium(TITLE, five), draw_podium(TITLE, five[:4])) is not None


@pytest.mark.parametrize("name", LONG_NAMES)
def test_no_name_title_or_text_leaves_its_column(name: str) -> None:
    short = [winner(place, "x", "x", "x") for place in (1, 2, 3)]
    long = [short[0], winner(2, name, name, name), short[2]]

    changed = difference(draw_podium(TITLE, short), draw_podium(TITLE, long))

    assert changed
    left, top, right, bottom = changed
    assert left >= COLUMNS[0][0]
    assert right <= COLUMNS[0][1]
    assert top > 110
    assert bottom < opened(draw_podium(TITLE, short)).height - 40


@pytest.mark.parametrize("title", ["W" * 300, "雪" * 300])
def test_no_challenge_title_leaves_the_card(title: str) -> None:
    winners = [winner(1, is_tied=True) for _ in range(9)]
    changed = difference(draw_podium("", winners), draw_podium(title, winners))
    assert changed
    assert changed[0] >= 36
    assert changed[2] < 840  # "and 6 more" begins there.


@pytest.mark.parametrize(("size", "share"), [
    ((400, 100), 0.25), ((100, 400), 0.25), ((3000, 2000), 0.66), ((1, 1), 1), ((5000, 1), 0.003),
])  # fmt: skip
def test_images_are_shown_whole(size: tuple[int, int], share: float) -> None:
    png = draw_podium(TITLE, [winner(1, work=image_file("blue", size))])
    seen = colours(png, (380, 132, 700, 452))
    assert seen[0, 0, 255] == pytest.approx(share * 320 * 320, rel=0.05)
    assert seen[getrgb(PAPER)] == pytest.approx((1 - share) * 320 * 320, rel=0.05)


def test_a_photograph_is_turned_as_its_camera_says() -> None:
    photograph = Image.new("RGB", (200, 100), "blue")
    photograph.paste("red", (0, 0, 100, 100))
    exif = Image.Exif()
    exif[0x0112] = 6  # Turned by a quarter to the right.
    buffer = io.BytesIO()
    photograph.save(buffer, "PNG", exif=exif)
    upright = io.BytesIO()
    photograph.transpose(Image.Transpose.ROTATE_270).save(upright, "PNG")

    turned = draw_podium(TITLE, [winner(1, work=buffer.getvalue())])

    assert difference(turned, draw_podium(TITLE, [winner(1, work=upright.getvalue())])) is None


def test_a_file_that_is_no_image_is_an_error() -> None:
    with pytest.raises(OSError, match="cannot identify"):
        draw_podium(TITLE, [winner(1, work=b"no image")])
