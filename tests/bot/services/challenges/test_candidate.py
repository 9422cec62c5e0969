"""What somebody wants to enter: texts, and pictures that nobody trusts."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.errors import (
    InvalidOption,
)
from bot.services.challenges.bundle import ChallengeServices
from bot.services.challenges.entry import UploadedPicture, UploadedText
from models.base import Kind
from tests.bot.services.challenges.making import (
    encoded,
    open_challenge,
    refusal,
)
from tests.bot.services.challenges.scene import (
    ADA,
)


async def test_a_picture_of_ones_own_is_encoded_anew(bot: ChallengeServices) -> None:
    challenge = await open_challenge(bot)
    file = BytesIO()
    picture = Image.new("RGB", (3000, 1000), "teal")
    exif = Image.Exif()
    exif[0x0112] = 6  # It lies on its side.
    exif[0x010E] = "where I live"
    picture.save(file, "JPEG", exif=exif)
    upload = UploadedPicture("Sea", file.getvalue(), "A teal sea")
    entry = await bot.submissions.submit(challenge.id, ADA, upload)
    shown = await bot.submissions.shown(entry.id)
    assert shown.alt_text == "A teal sea"
    assert shown.picture is not None
    kept = Image.open(BytesIO(shown.picture))
    assert (kept.format, kept.size) == ("WEBP", (533, 1600))
    assert dict(kept.getexif()) == {}
    assert b"where I live" not in shown.picture


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
async def test_formats_that_are_taken(bot: ChallengeServices, kind: str) -> None:
    challenge = await open_challenge(bot)
    upload = UploadedPicture("Sea", encoded("teal", format=kind), "A teal sea")
    await bot.submissions.submit(challenge.id, ADA, upload)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (b"", "can't read that file"),
        (b"GIF89a but no more", "can't read that file"),
        (encoded("teal")[:60], "can't read that file"),
        (encoded("teal", format="BMP"), "Send a picture as PNG, JPEG, WebP or GIF"),
        (encoded("teal", (20, 400)), "smaller than 32 pixels"),
        (encoded("teal", (8000, 7000)), "8000 × 7000 pixels; 50 million is the most"),
        (b"\x89PNG" + bytes(21 * 2**20), "larger than 20 MB"),
    ],
)
async def test_pictures_that_are_not(bot: ChallengeServices, file: bytes, words: str) -> None:
    challenge = await open_challenge(bot)
    upload = UploadedPicture("Sea", file, "A teal sea")
    assert words in await refusal(bot, challenge, upload)


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (UploadedText(Kind.POEM, " ", "It rains."), "The title is empty"),
        (UploadedText(Kind.POEM, "Rain", "\u200b\n"), "The text is empty"),
        (UploadedText(Kind.POEM, "Rain", "x" * 4001), "The text has 4,001 characters"),
        (UploadedPicture("Sea", b"", ""), "The description is empty"),
    ],
)
async def test_words_that_are_missing_or_too_long(
    bot: ChallengeServices, upload: Any, words: str
) -> None:
    challenge = await open_challenge(bot)
    with pytest.raises(InvalidOption, match=words):
        await bot.submissions.submit(challenge.id, ADA, upload)


async def test_a_text_is_no_picture_and_has_no_endless_lines(bot: ChallengeServices) -> None:
    challenge = await open_challenge(bot)
    told = await refusal(bot, challenge, UploadedText(Kind.IMAGE, "Sea", "A sea."))
    assert told == "A text can't be entered as a picture."
    told = await refusal(bot, challenge, UploadedText(Kind.POEM, "Sea", "a\n" * 101))
    assert "more than 100 lines" in told
