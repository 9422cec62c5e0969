"""/history."""

import re
from typing import Any

import pytest
from simcord.results import InteractionResult, ResponseMessage

from bot.client import AtelierBot
from bot.services.history import PAGE_LENGTH
from tests.cogs.conftest import Execute
from tests.conftest import Rows
from tests.scene import Scene, answer_to, buttons_of, embed_of, interrupt


def _ids(message: ResponseMessage) -> set[str]:
    return {part["custom_id"] for row in message.components for part in row["components"]}


def _menu(message: ResponseMessage, action: str) -> dict[str, Any]:
    [menu] = [
        part
        for row in message.components
        for part in row["components"]
        if part["custom_id"].startswith(f"history:{action}:")
    ]
    return menu


async def _choose(
    scene: Scene, message: ResponseMessage, action: str, index: int = 0
) -> InteractionResult:
    menu = _menu(message, action)
    value = menu["options"][index]["value"]
    return await scene.ada.select(message, values=[value], custom_id=menu["custom_id"])


def _lines(message: ResponseMessage) -> list[str]:
    return str(embed_of(message).description).split("\n")


async def test_who_asked_for_nothing_gets_a_hint(scene: Scene) -> None:
    message = await scene.ask("history")

    assert message.ephemeral
    assert "Ask me for something with `/poem`" in _lines(message)[0]
    assert _ids(message) == {"history:page:0"}


async def test_the_newest_comes_first_with_its_message(scene: Scene) -> None:
    poem = await scene.ask("poem", theme="**snow**")
    await scene.ask("imagine", prompt="reject")
    await scene.bob.slash(scene.channel, "poem", theme="secret")
    message = await scene.ask("history")

    image, text = _lines(message)
    assert image.startswith("⚠️ image **reject** · <t:")
    assert "The model can't do that: the theme says reject." in image
    assert text.startswith(r"✅ poem **\*\*snow\*\*** · <t:")
    link = f"https://discord.com/channels/{scene.guild.id}/{scene.channel.id}/{poem.id}"
    assert text.endswith(f"[message]({link})")
    assert [option["label"] for option in _menu(message, "show")["options"]] == ["poem: **snow**"]


@pytest.mark.parametrize(
    ("command", "options"), [("poem", {"theme": "snow"}), ("imagine", {"prompt": "snow"})]
)
async def test_a_work_is_shown_again_with_its_buttons(
    scene: Scene, command: str, options: dict[str, str]
) -> None:
    work = await scene.ask(command, **options)
    again = answer_to(await _choose(scene, await scene.ask("history"), "show"))

    assert again.ephemeral
    assert embed_of(again).to_dict() == embed_of(work).to_dict()
    assert len(again.attachments) == len(work.attachments)
    assert buttons_of(again) == buttons_of(work)


async def test_a_work_that_is_deleted_there_goes_from_the_channel_too(scene: Scene) -> None:
    await scene.ask("poem", theme="snow")
    again = answer_to(await _choose(scene, await scene.ask("history"), "show"))
    await scene.ada.click(again, custom_id=buttons_of(again)["delete"])

    assert scene.channel.history() == []
    assert "Nothing yet." in _lines(await scene.ask("history"))[0]


async def test_a_work_that_was_deleted_meanwhile_says_so(scene: Scene) -> None:
    work = await scene.ask("poem", theme="snow")
    message = await scene.ask("history")
    await scene.ada.click(work, custom_id=buttons_of(work)["delete"])
    said = answer_to(await _choose(scene, message, "show"))

    assert said.content == "⚠️ This work was deleted; there is nothing left to show."


async def test_nobody_is_shown_the_work_of_another(scene: Scene, execute: Execute) -> None:
    await scene.ask("poem", theme="snow")
    message = await scene.ask("history")
    await scene.bob.slash(scene.channel, "history")
    await execute(f"UPDATE jobs SET member_id = {scene.bob.id}")
    said = answer_to(await _choose(scene, message, "show"))

    assert said.content == "⚠️ Only the one who asked for this work finds it here."
    assert not said.embeds


async def test_what_could_not_be_sent_is_kept_there(scene: Scene, execute: Execute) -> None:
    await scene.ask("poem", theme="snow")
    await execute("UPDATE jobs SET delivery = 'undeliverable', delivered_message_id = NULL")
    message = await scene.ask("history")

    [line] = _lines(message)
    assert line.startswith("📦 poem **snow**")
    assert line.endswith("could not be sent; show it below")
    assert embed_of(answer_to(await _choose(scene, message, "show"))).title == "snow"


async def test_what_waits_or_runs_can_be_cancelled(scene: Scene, stored: Rows) -> None:
    waiting = await interrupt(scene)
    message = await scene.ask("history")
    assert "goes on in a moment" in _lines(message)[0]
    result = await _choose(scene, message, "cancel")

    [said] = result.followups
    assert (said.content, said.ephemeral) == ("🚫 Cancelled.", True)
    assert _lines(message)[0].startswith("🚫 poem **slow snow**")
    assert stored("SELECT status FROM jobs") == [{"status": "cancelled"}]
    assert waiting.embeds == []


async def test_pages(scene: Scene) -> None:
    for number in range(PAGE_LENGTH + 1):
        await scene.ask("poem", theme=f"snow {number}")
    message = await scene.ask("history")
    assert len(_lines(message)) == PAGE_LENGTH
    assert f"snow {PAGE_LENGTH}" in _lines(message)[0]
    assert {"history:page:0", "history:page:1"} <= _ids(message)

    # The controls are known after a restart, too.
    await scene.env.restart_bot(AtelierBot(scene.bot.services))
    await scene.ada.click(message, custom_id="history:page:1")
    [line] = _lines(message)
    assert "**snow 0**" in line
    assert embed_of(message).footer.text == "page 2"
    assert _menu(message, "show")["custom_id"] == "history:show:1"

    await scene.ada.click(message, custom_id="history:page:0")
    assert re.search(rf"snow {PAGE_LENGTH}\b", _lines(message)[0])
