"""A picture that becomes an emoji and a sticker of the server, over real HTTP."""

from sandbox.client import MemberClient
from sandbox.sandbox import Sandbox
from tests.end_to_end.answers import button_of, is_private, work_for
from tests.end_to_end.bot_process import BotProcess

_STICKER = {"name": "Red fox", "related": "🦊", "description": "A fox, red all over."}


async def test_a_picture_becomes_an_emoji_and_a_sticker(
    bot: BotProcess, ada: MemberClient, bruno: MemberClient, sandbox: Sandbox
) -> None:
    """Ada owns the server; Bruno is a member like any other."""
    drawn = await work_for(bruno, await bruno.use_command("imagine", {"prompt": "a red fox"}))
    pressed = await bruno.click(drawn, button_of(drawn, "emoji"))
    saved = await bruno.answer_to(pressed, lambda message: bool(message["attachments"]))
    assert is_private(saved)
    assert not saved["components"]

    pressed = await ada.click(drawn, button_of(drawn, "emoji"))
    small = await ada.answer_to(pressed, lambda message: bool(message["components"]))
    asked = await ada.click(small, button_of(small, "emoji"))
    modal = await ada.modal_for(asked)
    added = await ada.submit_modal(asked, modal, {})
    told = await ada.answer_to(added, lambda message: "is now" in message["content"])
    [emoji] = sandbox.world.expressions.emojis.values()
    assert f"<:red_fox:{emoji.id}>" in told["content"]
    assert emoji.image == await ada.download(small["attachments"][0]["url"])

    asked = await ada.click(small, button_of(small, "sticker"))
    added = await ada.submit_modal(asked, await ada.modal_for(asked), _STICKER)
    told = await ada.answer_to(added, lambda message: "is now" in message["content"])
    assert is_private(told)
    [sticker] = sandbox.world.expressions.stickers.values()
    assert (sticker.name, sticker.tags, sticker.description) == tuple(_STICKER.values())


async def test_full_places_are_told_of(
    bot: BotProcess, ada: MemberClient, sandbox: Sandbox
) -> None:
    drawn = await work_for(ada, await ada.use_command("imagine", {"prompt": "a red fox"}))
    pressed = await ada.click(drawn, button_of(drawn, "emoji"))
    small = await ada.answer_to(pressed, lambda message: bool(message["components"]))
    said = ""
    for _ in range(6):
        asked = await ada.click(small, button_of(small, "sticker"))
        added = await ada.submit_modal(asked, await ada.modal_for(asked), _STICKER)
        said = (await ada.answer_to(added, lambda message: bool(message["content"])))["content"]

    assert "All places for stickers in this server are taken." in said
    assert len(sandbox.world.expressions.stickers) == 5
