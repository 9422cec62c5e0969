"""Sparks as messages."""

from io import BytesIO

from PIL import Image

from bot.sparks_presenter import present_spark, text_in
from bot.style.profile import StyleProfile
from bot.style.sparks import Spark, SparkKind, make_spark


def test_the_words_are_read_back() -> None:
    spark = Spark(SparkKind.BRIEF, "A **fox** @everyone: [x](https://y)", 7, against=False)
    shown = present_spark(spark).embed
    assert "@everyone" not in str(shown.description).replace("\\@", "")
    assert text_in(shown) == spark.text


def test_a_palette_is_a_picture_of_its_colours_in_order() -> None:
    spark = make_spark(SparkKind.PALETTE, StyleProfile(), 7, against=False)
    [file] = present_spark(spark).files
    picture = Image.open(BytesIO(file.fp.read()))
    for place, colour in enumerate(spark.colours):
        pixel = picture.getpixel((place * 120 + 60, 80))
        assert pixel == tuple(bytes.fromhex(colour.code[1:]))
