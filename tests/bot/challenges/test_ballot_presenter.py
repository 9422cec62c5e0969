"""What a voter sees."""

from io import BytesIO

import pytest
from PIL import Image

from bot.challenges.ballot_picture import ballot_png
from bot.challenges.ballot_presenter import present_ballot, present_no_ballot
from bot.services.challenges.entry import ShownEntry
from bot.services.challenges.paper import BallotPaper
from models.base import Kind
from tests.bot.challenges.results_of import CHALLENGE


def _png(width: int, height: int, colour: str = "teal") -> bytes:
    encoded = BytesIO()
    Image.new("RGB", (width, height), colour).save(encoded, "PNG")
    return encoded.getvalue()


def _picture(number: int, alt_text: str = "A fox") -> ShownEntry:
    picture = _png(300, 100 * number)
    return ShownEntry(f"entry{number}", Kind.IMAGE, "Fox", None, picture, alt_text, None)


def _text(number: int, text: str) -> ShownEntry:
    return ShownEntry(f"entry{number}", Kind.POEM, f"Poem {number}", text, None, None, None)


def _paper(*entries: ShownEntry) -> BallotPaper:
    return BallotPaper("ballot00", CHALLENGE.id, entries, answered=2)


def test_pictures_of_any_size_become_one_grid_with_numbers() -> None:
    shown = present_ballot(CHALLENGE, _paper(*map(_picture, (1, 2, 3, 4))))
    [file] = shown.files
    grid = Image.open(BytesIO(file.fp.read())).convert("RGB")

    assert grid.size == (2 * 512 + 8, 2 * (64 + 512) + 8)
    # The number's band, and below it the whole of the picture.
    assert grid.getpixel((4, 60)) == (0x17, 0x18, 0x1C)
    assert grid.getpixel((256, 64 + 256)) == (0, 128, 128)
    assert file.description == "1: A fox. 2: A fox. 3: A fox. 4: A fox."
    assert shown.embeds[0].image.url == "attachment://ballot.png"


def test_long_descriptions_of_pictures_share_the_room() -> None:
    entries = [_picture(number, "fox " * 500) for number in (1, 2, 3, 4)]
    [file] = present_ballot(CHALLENGE, _paper(*entries)).files
    assert len(str(file.description)) <= 1024
    assert " 4: fox" in str(file.description)


def test_texts_stand_one_under_another() -> None:
    shown = present_ballot(CHALLENGE, _paper(_text(1, "one\n*two*"), _text(2, "three")), "Noted.")
    assert [embed.title for embed in shown.embeds[1:]] == ["1 · Poem 1", "2 · Poem 2"]
    assert shown.embeds[1].description == "one\n\\*two\\*"
    assert shown.content == "Noted.\nWhich one is best?"
    assert shown.embeds[0].footer.text == "Ballot 3 · entries come in random order"


@pytest.mark.parametrize("line", ["a line of a song", "*" * 60])
def test_long_texts_fit_and_are_there_as_files_too(line: str) -> None:
    long = "\n".join([line] * 65)
    shown = present_ballot(CHALLENGE, _paper(*(_text(n, long) for n in (1, 2, 3, 4))))
    assert sum(len(embed) for embed in shown.embeds) <= 6000
    for file in shown.files:
        assert file.fp.read().decode() == long
    whole = all((embed.description or "").count("\n") == 64 for embed in shown.embeds[1:])
    assert whole or len(shown.files) == 4


def test_pictures_and_texts_keep_their_numbers() -> None:
    shown = present_ballot(CHALLENGE, _paper(_text(1, "one"), _picture(2), _text(3, "three")))
    assert [embed.title for embed in shown.embeds[1:]] == ["1 · Poem 1", "3 · Poem 3"]
    assert str(shown.files[0].description) == "2: A fox."


def test_nothing_of_a_file_but_its_pixels_is_kept() -> None:
    encoded = BytesIO()
    picture = Image.new("RGB", (10, 10))
    picture.getexif()[0x013B] = "Ada Artist"
    picture.save(encoded, "JPEG", exif=picture.getexif(), comment=b"by Ada Artist")
    assert b"Ada Artist" in encoded.getvalue()
    assert b"Ada Artist" not in ballot_png([(1, encoded.getvalue())])


def test_who_has_seen_all_is_thanked() -> None:
    assert present_no_ballot("Counted.").startswith("Counted.\nYou have seen all")
