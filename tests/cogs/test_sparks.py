"""/spark."""

import json
from typing import Any

import pytest
from simcord.results import ResponseMessage

from bot.client import AtelierBot
from bot.plain_text import plain
from bot.style.profile import StyleProfile
from bot.style.sparks import SparkKind, make_spark
from tests.conftest import Rows
from tests.scene import Scene, answer_to, embed_of, footer_of

_KINDS = {
    "brief": "A brief", "words": "Three words", "palette": "A palette", "line": "A first line",
    "question": "A question",
}  # fmt: skip


def _button(message: ResponseMessage, beginning: str) -> str:
    ids: list[str] = [b["custom_id"] for row in message.components for b in row["components"]]
    return next(custom_id for custom_id in ids if custom_id.startswith(beginning))


async def _press(scene: Scene, message: ResponseMessage, beginning: str) -> ResponseMessage:
    pressed = await scene.ada.click(message, custom_id=_button(message, beginning))
    return answer_to(pressed)


@pytest.mark.parametrize("kind", _KINDS)
async def test_a_spark_of_every_kind_comes_from_its_seed(scene: Scene, kind: str) -> None:
    message = await scene.ask("spark", kind=kind, seed=7)

    assert embed_of(message).title == _KINDS[kind]
    spark = make_spark(SparkKind(kind), StyleProfile(), 7, against=False)
    assert embed_of(message).description == plain(spark.text)
    assert footer_of(message) == "seed 7"
    assert not message.ephemeral


async def test_without_options_any_kind_comes(scene: Scene) -> None:
    assert embed_of(await scene.ask("spark")).title in _KINDS.values()


async def test_it_keeps_the_members_style_or_turns_it_round(scene: Scene) -> None:
    await scene.ask("profile set", mood="melancholic")
    mine = await scene.ask("spark", kind="brief", seed=7)
    against = await scene.ask("spark", kind="brief", seed=7, style="against mine")

    assert "Mood\\: melancholic." in str(embed_of(mine).description)
    assert footer_of(mine) == "your style: melancholic · seed 7"
    assert "Mood\\: joyful." in str(embed_of(against).description)
    assert footer_of(against) == "against your style: joyful · seed 7"


async def test_who_has_no_style_is_told_how_to_get_one(scene: Scene) -> None:
    message = await scene.ask("spark", kind="brief", style="against mine", seed=1)
    assert footer_of(message).startswith("I don't know your style yet")


async def test_a_palette_is_shown_with_codes_and_described(scene: Scene) -> None:
    message = await scene.ask("spark", kind="palette", seed=7)

    [picture] = message.attachments
    colours = make_spark(SparkKind.PALETTE, StyleProfile(), 7, against=False).colours
    for colour in colours:
        assert colour.code in str(embed_of(message).fields[0].value)
        assert f"{colour.name} ({colour.code})" in str(picture.description)


@pytest.mark.parametrize(("kind", "expected"), [
    ("brief", "theme"), ("words", "keywords"), ("line", "given"), ("question", "theme"),
])  # fmt: skip
async def test_a_poem_is_written_from_it_after_a_restart_too(
    scene: Scene, stored: Rows, kind: str, expected: str
) -> None:
    message = await scene.ask("spark", kind=kind, seed=7)
    await scene.env.restart_bot(AtelierBot(scene.bot.services))
    poem = await _press(scene, message, "spark:poem")

    text = make_spark(SparkKind(kind), StyleProfile(), 7, against=False).text
    [work] = stored("SELECT request FROM works")
    request: dict[str, Any] = json.loads(work["request"])
    assert request[expected] in ([text], text, text.split(", "))
    assert embed_of(poem).description


async def test_a_picture_is_drawn_from_it(scene: Scene, stored: Rows) -> None:
    await _press(scene, await scene.ask("spark", kind="palette", seed=7), "spark:image")

    [work] = stored("SELECT request FROM works")
    assert json.loads(work["request"])["prompt"].startswith("colours of ")


async def test_another_one_is_in_the_style_of_who_presses(scene: Scene) -> None:
    await scene.bob.slash(scene.channel, "profile set", mood="eerie")
    message = await scene.ask("spark", kind="brief", seed=7)
    pressed = await scene.bob.click(message, custom_id=_button(message, "spark:another"))

    assert "Mood\\: eerie." in str(embed_of(answer_to(pressed)).description)


async def test_words_of_a_style_that_trick_are_only_words(scene: Scene, stored: Rows) -> None:
    await scene.ask("profile set", loves="**@everyone** [a](https://b.example)")
    for seed in range(8):
        message = await scene.ask("spark", kind="brief", seed=seed)
        assert "@everyone" not in str(embed_of(message).description).replace("\\@", "")
        if "everyone" in str(embed_of(message).description):
            await _press(scene, message, "spark:poem")
            [work] = stored("SELECT request FROM works")
            assert "**@everyone** [a](https://b.example)" in json.loads(work["request"])["theme"]
            return
    pytest.fail("no seed took up what the member loves")


async def test_while_the_bot_stops_a_poem_is_refused_in_private(scene: Scene) -> None:
    message = await scene.ask("spark", kind="brief", seed=7)
    scene.bot.services.orders.close()
    assert "I'm being restarted" in (await _press(scene, message, "spark:poem")).content
