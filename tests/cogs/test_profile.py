"""/profile, and what it does to the next works."""

import json

import pytest

from bot.errors import InvalidOption
from bot.services.requester import Requester
from bot.style.commands import PoemCommand
from tests.conftest import Rows
from tests.scene import Scene, answer_to, buttons_of, embed_of, footer_of, parts_of
from tests.scripted_backends import STYLES


async def _latest_plan(stored: Rows) -> dict[str, tuple[str, str]]:
    return parts_of(stored("SELECT plan FROM works ORDER BY created_at DESC")[0]["plan"])


async def test_a_new_member_has_no_style(scene: Scene) -> None:
    message = await scene.ask("profile show")

    assert message.ephemeral
    assert "I know nothing of it yet" in str(embed_of(message).description)


async def test_what_is_set_is_shown(scene: Scene) -> None:
    said = await scene.ask(
        "profile set",
        mood="melancholic",
        loves="the sea, lighthouses,, the  sea",
        avoids="spiders",
        palette="teal, gold",
        form="haiku",
        genre="folk",
        image_style=STYLES[0],
        language="Dutch",
    )
    shown = await scene.ask("profile show")

    assert said.ephemeral
    assert {field.name: field.value for field in embed_of(shown).fields} == {
        "Mood": "melancholic",
        "Loves": "the sea, lighthouses",
        "Avoids": "spiders",
        "Palette": "teal, gold",
        "Poem form": "haiku",
        "Lyric genre": "folk",
        "Image style": STYLES[0],
        "Language": "Dutch",
    }


async def test_setting_one_trait_keeps_the_others(scene: Scene) -> None:
    await scene.ask("profile set", mood="melancholic", palette="teal")
    message = await scene.ask("profile set", mood="joyful")

    fields = {field.name: field.value for field in embed_of(message).fields}
    assert fields == {"Mood": "joyful", "Palette": "teal"}


async def test_one_trait_or_all_can_be_forgotten(scene: Scene) -> None:
    await scene.ask("profile set", mood="melancholic", palette="teal")
    without_palette = await scene.ask("profile reset", trait="palette")
    empty = await scene.ask("profile reset")

    assert "palette is forgotten" in without_palette.content
    assert [field.name for field in embed_of(without_palette).fields] == ["Mood"]
    assert "Your style is forgotten" in empty.content
    assert not embed_of(empty).fields


async def test_a_profile_shapes_the_next_poem(scene: Scene, stored: Rows) -> None:
    await scene.ask("profile set", mood="melancholic", form="haiku", loves="tea", language="Dutch")
    message = await scene.ask("poem", theme="snow")

    text = str(embed_of(message).description)
    assert "a haiku in Dutch" in text
    assert "my mood is melancholic" in text
    assert "I love tea" in text
    assert "your style: haiku, Dutch, melancholic, tea" in footer_of(message)
    assert await _latest_plan(stored) == {
        "poem_form": ("haiku", "profile"),
        "language": ("Dutch", "profile"),
        "mood": ("melancholic", "profile"),
        "loves": ("tea", "profile"),
    }


async def test_a_form_is_noted_as_it_is_written(scene: Scene, stored: Rows) -> None:
    await scene.ask("profile set", form="  free VERSE")

    assert stored("SELECT poem_form FROM style_profiles") == [{"poem_form": "free verse"}]


async def test_a_favourite_that_needs_a_word_waits_for_one(scene: Scene) -> None:
    await scene.ask("profile set", form="acrostic")

    assert footer_of(await scene.ask("poem", theme="snow")).startswith("free verse · ")
    with_word = await scene.ask("poem", theme="snow", word="ice")
    assert footer_of(with_word).startswith("acrostic · ")


async def test_a_profile_shapes_the_next_lyrics(scene: Scene, stored: Rows) -> None:
    await scene.ask("profile set", mood="melancholic", genre="folk")
    message = await scene.ask("lyrics", theme="snow")

    text = str(embed_of(message).description)
    assert "in a mood of melancholic" in text
    assert "to the sound of folk" in text
    assert "your style: folk, melancholic" in footer_of(message)
    assert (await _latest_plan(stored))["genre"] == ("folk", "profile")


async def test_a_profile_shapes_the_next_image(scene: Scene, stored: Rows) -> None:
    await scene.ask("profile set", mood="melancholic", palette="teal", image_style=STYLES[1])
    message = await scene.ask("imagine", prompt="a fox")

    assert f"{STYLES[1]}, teal" in str(message.attachments[0].description)
    assert f"your style: {STYLES[1]}, teal, melancholic" in footer_of(message)
    plan = await _latest_plan(stored)
    assert plan["palette"] == ("teal", "profile")
    assert plan["image_style"] == (STYLES[1], "profile")


async def test_the_command_wins_over_the_profile(scene: Scene, stored: Rows) -> None:
    await scene.ask("profile set", mood="melancholic", form="haiku", image_style=STYLES[0])
    poem = await scene.ask("poem", theme="snow", mood="joyful", form="limerick")
    plan = await _latest_plan(stored)
    image = await scene.ask("imagine", prompt="a fox", style=STYLES[2])

    assert "my mood is joyful" in str(embed_of(poem).description)
    assert "your style" not in footer_of(poem)
    assert plan["mood"] == ("joyful", "command")
    assert plan["poem_form"] == ("limerick", "command")
    assert (await _latest_plan(stored))["image_style"] == (STYLES[2], "command")
    assert STYLES[0] not in footer_of(image)


async def test_a_colour_in_the_prompt_wins_over_the_palette(scene: Scene, stored: Rows) -> None:
    await scene.ask("profile set", palette="teal")
    await scene.ask("imagine", prompt="a Red fox")

    assert "palette" not in await _latest_plan(stored)


async def test_what_is_avoided_is_kept_out_unless_the_theme_names_it(
    scene: Scene, stored: Rows
) -> None:
    await scene.ask("profile set", avoids="spiders, mud")
    message = await scene.ask("poem", theme="Spiders in the attic")

    assert "I keep silent of mud" in str(embed_of(message).description)
    [work] = stored("SELECT plan FROM works")
    assert json.loads(work["plan"])["request"]["avoids"] == ["mud"]


async def test_a_profile_belongs_to_one_member(scene: Scene) -> None:
    await scene.ask("profile set", mood="melancholic")
    message = answer_to(await scene.bob.slash(scene.channel, "poem", theme="snow"))

    assert "your style" not in footer_of(message)


async def test_two_likes_teach_what_the_profile_leaves_open(scene: Scene, stored: Rows) -> None:
    for theme in ("snow", "rain"):
        liked = await scene.ask("poem", theme=theme, mood="dreamy")
        await scene.ada.click(liked, custom_id=buttons_of(liked)["like"])
    learned = await scene.ask("poem", theme="fog")
    plan = await _latest_plan(stored)
    await scene.ask("profile set", mood="joyful")
    told = await scene.ask("poem", theme="fog")

    assert "your style: dreamy" in footer_of(learned)
    assert plan["mood"] == ("dreamy", "learned")
    assert "your style: joyful" in footer_of(told)


async def test_one_like_teaches_nothing_yet(scene: Scene) -> None:
    liked = await scene.ask("poem", theme="snow", mood="dreamy")
    await scene.ada.click(liked, custom_id=buttons_of(liked)["like"])
    message = await scene.ask("poem", theme="fog")

    assert "your style" not in footer_of(message)


async def test_a_default_that_is_liked_is_no_style_of_ones_own(scene: Scene) -> None:
    for theme in ("snow", "rain"):
        liked = await scene.ask("poem", theme=theme)
        await scene.ada.click(liked, custom_id=buttons_of(liked)["like"])
    message = await scene.ask("poem", theme="fog")

    assert "your style" not in footer_of(message)


@pytest.mark.parametrize(("options", "said"), [
    ({}, "Choose at least one option"),
    ({"loves": "x" * 61}, "too long for loves"),
    ({"palette": ",".join(f"c{number}" for number in range(11))}, "a lot for palette"),
    ({"form": "sonnet"}, "I don't know the form “sonnet”. Choose from: haiku,"),
    ({"image_style": "cubist"}, f"Choose from: {', '.join(STYLES)}"),
])  # fmt: skip
async def test_what_cannot_be_kept_is_refused(
    scene: Scene, options: dict[str, str], said: str
) -> None:
    message = await scene.ask("profile set", **options)

    assert message.ephemeral
    assert said in message.content
    [error] = scene.env.errors
    assert isinstance(error.__cause__, InvalidOption)
    assert not embed_of(await scene.ask("profile show")).fields


@pytest.mark.parametrize(("option", "typed", "first"), [
    ("mood", "pla", "playful"),
    ("form", "vill", "villanelle"),
    ("palette", "teal, go", "teal, gold"),
    ("genre", "pun", "punk"),
    ("image_style", "glo", "glossy"),
    ("language", "tur", "Turkish"),
])  # fmt: skip
async def test_words_are_offered(scene: Scene, option: str, typed: str, first: str) -> None:
    choices = await scene.ada.autocomplete(scene.channel, "profile set", option, typed)

    assert choices[0]["value"] == first


async def test_who_wants_no_streaming_says_so_once(scene: Scene, stored: Rows) -> None:
    assert (await scene.ask("profile streaming", watch=False)).content == (
        "Noted. I'll only show how far I am."
    )
    assert stored("SELECT streaming FROM members") == [{"streaming": 0}]
    who = Requester(scene.ada.id)
    order = await scene.bot.services.orders.accept(PoemCommand("snow"), who)
    assert not order.streaming
    [unfinished] = await scene.bot.services.orders.unfinished()
    assert not unfinished.streaming

    said = (await scene.ask("profile streaming", watch=True)).content
    assert said == "Noted. I'll show you drafts and previews."
    assert (await scene.bot.services.orders.accept(PoemCommand("snow"), who)).streaming
