"""What challenges ask for, and what is refused."""

import pytest

from bot.database.challenge_choices import Making
from bot.database.session import Database
from bot.services.challenges.bundle import ChallengeServices
from bot.services.challenges.entry import OwnWork, UploadedPicture, UploadedText
from bot.services.forms import FormDraft, FormService
from models.base import Kind
from tests.bot.services.challenges.making import (
    a_poem,
    encoded,
    open_challenge,
    pictures,
    refusal,
)
from tests.bot.services.challenges.scene import (
    ADA,
    GUILD,
)

TEXT = UploadedText(Kind.POEM, "Rain", "It rains.\n\n\nIt pours.  ")


async def test_kinds(bot: ChallengeServices, database: Database) -> None:
    challenge = await open_challenge(bot)
    told = await refusal(bot, challenge, UploadedText(Kind.LYRICS, "Rain", "La la."))
    assert told == "This challenge takes poems and pictures, not lyrics."
    only_poems = await open_challenge(bot, kinds=(Kind.POEM,))
    drawn = await pictures(database, ADA, "red")
    assert "takes poems, not pictures" in await refusal(bot, only_poems, OwnWork(drawn))
    assert await bot.submissions.options(only_poems.id, 101) == []


async def test_by_whom_it_is_made(bot: ChallengeServices, database: Database) -> None:
    poem = OwnWork(await a_poem(database, ADA))
    people = await open_challenge(bot, making=Making.HUMAN)
    assert "for what people made" in await refusal(bot, people, poem)
    assert await bot.submissions.options(people.id, 101) == []
    await bot.submissions.submit(people.id, ADA, TEXT)
    machines = await open_challenge(bot, making=Making.AI)
    assert "for works made with me" in await refusal(bot, machines, TEXT)
    await bot.submissions.submit(machines.id, ADA, poem)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("RAIN on a Tin\nroof", None),
        ("rain on a tin roof's edge", None),
        ("raindrops on a tin roof", "“rain”"),
        ("rain on tin roofs", "“tin roof”"),
        ("sun", "“rain” and “tin roof”"),
    ],
)
async def test_required_words(bot: ChallengeServices, text: str, missing: str | None) -> None:
    challenge = await open_challenge(bot, required_words=("rain", "tin roof"))
    upload = UploadedText(Kind.POEM, "Weather", text)
    if missing is None:
        await bot.submissions.submit(challenge.id, ADA, upload)
    else:
        assert f"has to have {missing} in it" in await refusal(bot, challenge, upload)


async def test_required_words_of_pictures_and_of_scripts_without_spaces(
    bot: ChallengeServices, database: Database
) -> None:
    challenge = await open_challenge(bot, required_words=("雨",), entries_each=3)
    fox = await pictures(database, ADA, "red")
    assert "in its prompt" in await refusal(bot, challenge, OwnWork(fox))
    sea = UploadedPicture("Sea", encoded("teal"), "A teal sea")
    assert "in its title or description" in await refusal(bot, challenge, sea)
    rain = await pictures(database, ADA, "red", prompt="大雨")
    await bot.submissions.submit(challenge.id, ADA, OwnWork(rain))
    await bot.submissions.submit(challenge.id, ADA, UploadedText(Kind.POEM, "雨天", "a"))


async def test_forms(bot: ChallengeServices, database: Database) -> None:
    haiku = await open_challenge(bot, form="haiku", entries_each=4)
    told = await refusal(bot, haiku, OwnWork(await a_poem(database, ADA, form="limerick")))
    assert told == "This challenge asks for the form “haiku”; that poem is in “limerick”."
    told = await refusal(bot, haiku, UploadedText(Kind.POEM, "Rain", "a\nb"))
    assert told == "The form “haiku” has 3 lines; that poem has 2."
    await bot.submissions.submit(haiku.id, ADA, OwnWork(await a_poem(database, ADA, form="haiku")))
    await bot.submissions.submit(haiku.id, ADA, UploadedText(Kind.POEM, "Rain", "a\nb\n\nc"))
    # A form is for poems alone.
    await bot.submissions.submit(haiku.id, ADA, OwnWork(await pictures(database, ADA, "red")))


@pytest.mark.parametrize("form", ["couplets", "free verse", "acrostic"])
async def test_forms_of_any_length(bot: ChallengeServices, form: str) -> None:
    challenge = await open_challenge(bot, form=form)
    await bot.submissions.submit(challenge.id, ADA, UploadedText(Kind.POEM, "R", "a\nb\nc\nd"))


async def test_a_form_of_the_server(bot: ChallengeServices, database: Database) -> None:
    await FormService(database).add(
        GUILD, 1, FormDraft("Drizzle", "Two short lines.", "syllables: 3 3")
    )
    challenge = await open_challenge(bot, form="Drizzle")
    told = await refusal(bot, challenge, UploadedText(Kind.POEM, "Rain", "a"))
    assert "“Drizzle” has 2 lines" in told
    other = await a_poem(database, ADA, form="Drizzle", notation="syllables: 9")
    assert "asks for the form" in await refusal(bot, challenge, OwnWork(other))
    same = await a_poem(database, ADA, form="Drizzle", notation="syllables: 3 3")
    await bot.submissions.submit(challenge.id, ADA, OwnWork(same))


async def test_palettes(bot: ChallengeServices, database: Database) -> None:
    challenge = await open_challenge(bot, palette=("teal", "#ff8800"), entries_each=3)
    drawn = OwnWork(await pictures(database, ADA, "red", "darkcyan"))
    told = await refusal(bot, challenge, drawn)
    assert told == (
        "This challenge is about the colours “teal” and “#ff8800”, "
        "and I see none of them in that picture."
    )
    await bot.submissions.submit(challenge.id, ADA, OwnWork(drawn.work_id, 1))
    orange = UploadedPicture("Sun", encoded("#ff9000", format="JPEG"), "An orange sun")
    await bot.submissions.submit(challenge.id, ADA, orange)
