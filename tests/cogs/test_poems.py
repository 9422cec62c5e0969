"""/poem as members see it."""

import pytest
from simcord.env import Env

from tests.conftest import Rows
from tests.scene import POEM_BUTTONS, Scene, answer_to, buttons_of, embed_of, footer_of, parts_of


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


@pytest.mark.parametrize(("option", "typed", "offered"), [
    ("mood", "mel", ["melancholic"]),
    ("language", "ese", ["Portuguese", "Japanese", "Chinese"]),
])  # fmt: skip
async def test_words_are_offered(scene: Scene, option: str, typed: str, offered: list[str]) -> None:
    choices = await scene.ada.autocomplete(scene.channel, "poem", option, typed, theme="snow")

    assert [choice["value"] for choice in choices] == offered
