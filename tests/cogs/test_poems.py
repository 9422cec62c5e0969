"""/poem as members see it."""

import json
from dataclasses import replace

import pytest
from simcord.env import Env

from bot.errors import InvalidOption
from models.backend import Backend, Capabilities, ModelConfiguration
from models.engine.engine import EngineConfiguration
from tests.conftest import Rows
from tests.scene import (
    POEM_BUTTONS,
    Scene,
    answer_to,
    buttons_of,
    embed_of,
    footer_of,
    parts_of,
    whispered,
)
from tests.scripted_backends import LANES, ScriptedTextBackend


async def test_a_poem_names_its_theme_and_its_making(scene: Scene, stored: Rows) -> None:
    message = await scene.ask("poem", theme="rain on tin roofs", form="haiku", seed=7)

    embed = embed_of(message)
    assert embed.title == "rain on tin roofs"
    assert "rain on tin roofs" in str(embed.description)
    assert footer_of(message) == "haiku · seed 7 · scripted-text/embedded"
    [work] = stored("SELECT * FROM works")
    assert (work["kind"], work["seed"], work["model_revision"]) == ("poem", 7, "scripted-1")
    assert (work["message_id"], work["author_id"]) == (message.id, scene.ada.id)
    assert work["guild_id"] == scene.guild.id
    assert parts_of(work["plan"])["poem_form"] == ("haiku", "command")


async def test_all_options_reach_the_model(scene: Scene) -> None:
    message = await scene.ask("poem", theme="snow", form="limerick", mood="eerie", language="Dutch")

    text = str(embed_of(message).description)
    assert "a limerick in Dutch" in text
    assert "my mood is eerie" in text


async def test_the_same_seed_makes_the_same_poem(scene: Scene) -> None:
    first = await scene.ask("poem", theme="snow", seed=3)
    second = await scene.ask("poem", theme="snow", seed=3)

    assert embed_of(first).description == embed_of(second).description


async def test_without_a_seed_each_poem_has_its_own(scene: Scene, stored: Rows) -> None:
    await scene.ask("poem", theme="snow")
    await scene.ask("poem", theme="snow")

    first, second = stored("SELECT seed FROM works")
    assert first != second


async def test_a_poem_in_a_direct_message(simcord_env: Env, stored: Rows) -> None:
    ada = simcord_env.create_user("ada")

    message = answer_to(await ada.slash("poem", theme="snow"))

    assert set(buttons_of(message)) == POEM_BUTTONS
    [work] = stored("SELECT guild_id, author_id FROM works")
    assert work == {"guild_id": None, "author_id": ada.id}


async def test_a_word_a_first_line_and_keywords_reach_the_model(scene: Scene, stored: Rows) -> None:
    message = await scene.ask(
        "poem",
        theme="snow",
        form="Acrostic",
        word="Ice",
        first_line=" I wait ",
        keywords="tin roof, fox,, fox",
    )

    text = str(embed_of(message).description)
    assert text.startswith("I wait\nI sing of snow,\na acrostic in English,\nmy lines spell Ice,")
    assert "and I mention tin roof,\nand I mention fox,\nthe number" in text
    [work] = stored("SELECT request, plan FROM works")
    assert json.loads(work["request"])["keywords"] == ["tin roof", "fox"]
    parts = parts_of(work["plan"])
    assert parts["word"] == ("Ice", "command")
    assert parts["given"] == ("I wait", "command")


async def test_a_word_alone_asks_for_an_acrostic(scene: Scene) -> None:
    message = await scene.ask("poem", theme="snow", word="ice")

    assert footer_of(message).startswith("acrostic · ")


@pytest.mark.parametrize(("options", "said"), [
    ({"form": "acrostic"}, "Which word shall the lines spell?"),
    ({"form": "ACROSTIC", "word": "7"}, "from A to Z"),
    ({"form": "acrostic", "word": "i"}, "2 to 14 letters"),
    ({"form": "haiku", "word": "ice"}, "The lines of the form “haiku” spell no word."),
    ({"first_line": "x" * 201}, "a line has 200 at most"),
    ({"first_line": "one\ntwo"}, "more than one line"),
    ({"first_line": "…"}, "no letters"),
    ({"keywords": "a, b, c, d, e, f"}, "Those are 6 keywords; I work in 5 at most."),
    ({"keywords": "x" * 41}, "too long: 40 characters at most"),
    ({"keywords": "ice, 7"}, "“7” has no letters"),
])  # fmt: skip
async def test_what_a_poem_can_not_have_is_told_in_private(
    scene: Scene, stored: Rows, options: dict[str, str], said: str
) -> None:
    message = await scene.refused("poem", InvalidOption, theme="snow", **options)

    assert said in message.content
    assert scene.channel.history() == []
    assert stored("SELECT * FROM jobs") == []


async def test_an_unknown_form_is_told_in_private(scene: Scene, stored: Rows) -> None:
    said = whispered(await scene.ada.slash(scene.channel, "poem", theme="snow", form="sonnet"))

    assert said.startswith("⚠️ I don't know the form “sonnet”. Choose from: haiku, senryu,")
    assert scene.channel.history() == []
    assert stored("SELECT * FROM jobs") == []


class _EnglishOnly(ScriptedTextBackend):
    @property
    def capabilities(self) -> Capabilities:
        known = super().capabilities
        return replace(known, options=known.options - {"language", "given"})


def build_english_text(configuration: ModelConfiguration) -> Backend:
    return _EnglishOnly(configuration.text_model_id)


class TestModelThatWritesEnglishOnly:
    """And takes no first line either."""

    @pytest.fixture
    def engine_settings(self, engine_settings: EngineConfiguration) -> EngineConfiguration:
        text, images = LANES
        english = replace(text, backend=f"{__name__}:build_english_text")
        return replace(engine_settings, lanes=(english, images))

    async def test_a_first_line_in_other_letters_is_told_in_private(self, scene: Scene) -> None:
        message = await scene.refused("poem", theme="snow", first_line="снег падает")

        assert "I need a first line in Latin letters" in message.content

    async def test_what_it_does_not_heed_is_said(self, scene: Scene) -> None:
        message = await scene.ask("poem", theme="snow", form="haiku", first_line="I wait")

        assert "this model can't do: I wait" in footer_of(message)
        assert "I wait" not in str(embed_of(message).description)


async def test_a_model_that_writes_other_languages_takes_other_letters(scene: Scene) -> None:
    message = await scene.ask("poem", theme="snow", first_line="снег падает")

    assert str(embed_of(message).description).startswith("снег падает")


async def test_a_title_is_kept_and_shown_again(scene: Scene, stored: Rows) -> None:
    message = await scene.ask("poem", theme="titled rain", form="haiku", seed=7)

    assert embed_of(message).title == "Of titled rain"
    assert footer_of(message) == "about: titled rain · haiku · seed 7 · scripted-text/embedded"
    [work] = stored("SELECT title, text FROM works")
    assert work["title"] == "Of titled rain"
    assert work["text"].startswith("I sing of titled rain")


async def test_a_shape_is_shown_centred(scene: Scene) -> None:
    message = await scene.ask("poem", theme="```snow```", form="diamond", seed=7)

    assert embed_of(message).description == (
        "```\n   I sing of ˋˋˋsnowˋˋˋ,\n   a diamond in English,\nthe number of my verse is 7.\n```"
    )


@pytest.mark.parametrize(("option", "typed", "offered"), [
    ("form", "hai", ["haiku", "senryu"]),
    ("mood", "mel", ["melancholic"]),
    ("language", "ese", ["Portuguese", "Japanese", "Chinese"]),
])  # fmt: skip
async def test_words_are_offered(scene: Scene, option: str, typed: str, offered: list[str]) -> None:
    choices = await scene.ada.autocomplete(scene.channel, "poem", option, typed, theme="snow")

    assert [choice["value"] for choice in choices] == offered
