"""Stock discord.py against the sandbox, over real HTTP and WebSocket."""

import asyncio
import io

import discord
import pytest

from sandbox.client import DIRECT_MESSAGE, MemberClient
from sandbox.client_events import InteractionFailed
from sandbox.sandbox import Sandbox
from tests.sandbox.rest.pictures import png
from tests.sandbox.tiny_bot import ALT_TEXT, TinyBot


async def finished_work(ada: MemberClient, channel: str = "studio") -> dict[str, object]:
    use = await ada.use_command("work", {"theme": "rain"}, channel=channel)
    return await ada.answer_to(use, lambda m: bool(m["attachments"]))


async def test_a_command_defers_edits_and_follows_up(ada: MemberClient, tiny_bot: TinyBot) -> None:
    use = await ada.use_command("work", {"theme": "rain", "count": 3})
    acknowledged = await ada.acknowledged(use)
    assert acknowledged.received_at - use.sent_at < 1
    loading = await ada.wait_for_event(lambda e: e["type"] == "message_create")
    assert loading.content["message"]["flags"] == 128
    edited = await ada.answer_to(use, lambda m: m["content"] == "working on rain")
    assert edited["id"] == loading.content["message"]["id"]
    assert edited["interaction_metadata"]["name"] == "work"
    assert edited["interaction_metadata"]["user"]["global_name"] == "Ada"
    followed = await ada.answer_to(use, lambda m: bool(m["attachments"]))
    assert followed["content"] == "3 done"
    assert followed["message_reference"]["message_id"] == edited["id"]


async def test_a_file_comes_back_whole_from_the_cdn(ada: MemberClient, tiny_bot: TinyBot) -> None:
    message = await finished_work(ada)
    [attachment] = message["attachments"]  # type: ignore[misc]
    assert attachment["filename"] == "work.txt"
    assert attachment["description"] == ALT_TEXT
    assert attachment["size"] == 4
    assert await ada.download(attachment["url"]) == b"rain"


async def test_a_button_edits_its_message(ada: MemberClient, tiny_bot: TinyBot) -> None:
    message = await finished_work(ada)
    await ada.click(message, "again")
    edited = await ada.wait_for_message(lambda m: m["content"] == "once more")
    assert edited["id"] == message["id"]
    assert edited["attachments"] == message["attachments"]


async def test_a_menu_answers_only_its_member(
    ada: MemberClient, bruno: MemberClient, tiny_bot: TinyBot
) -> None:
    message = await finished_work(ada)
    use = await ada.choose(message, "mood", ["wild"])
    answer = await ada.answer_to(use)
    assert answer["content"] == "mood: wild"
    assert answer["flags"] == 64
    assert answer["id"] in {m["id"] for m in await ada.history()}
    assert answer["id"] not in {m["id"] for m in await bruno.history()}
    await bruno.say("anything")
    await bruno.wait_for_message(lambda m: m["content"] == "anything")
    assert answer["id"] not in bruno.messages


async def test_a_modal_is_opened_and_submitted(ada: MemberClient, tiny_bot: TinyBot) -> None:
    message = await finished_work(ada)
    opened = await ada.click(message, "rename")
    modal = await ada.modal_for(opened)
    assert modal["title"] == "Rename"
    field = modal["components"][0]["components"][0]["custom_id"]
    submitted = await ada.submit_modal(opened, modal, {field: "Drizzle"})
    assert (await ada.answer_to(submitted))["content"] == "named Drizzle"


async def test_autocomplete_offers_choices(ada: MemberClient, tiny_bot: TinyBot) -> None:
    choices = await ada.autocomplete("work", {"theme": "r"}, focused="theme")
    assert choices == [
        {"name": "rain", "value": "rain"},
        {"name": "roses", "value": "roses"},
    ]


async def test_members_are_resolved_and_not_mentioned(
    ada: MemberClient, bruno: MemberClient, tiny_bot: TinyBot
) -> None:
    use = await ada.use_command("show", {"whom": bruno.id})
    answer = await ada.answer_to(use)
    assert answer["content"] == f"<@{bruno.id}> @everyone"
    assert answer["mentions"] == []
    assert not answer["mention_everyone"]


async def test_commands_work_in_the_direct_message(ada: MemberClient, tiny_bot: TinyBot) -> None:
    message = await finished_work(ada, DIRECT_MESSAGE)
    assert message["channel_id"] == ada.channel_id(DIRECT_MESSAGE)


async def test_commands_work_where_only_the_member_installed_the_bot(
    ada: MemberClient, bruno: MemberClient, tiny_bot: TinyBot
) -> None:
    channel_id = await ada.open_private_channel(bruno.id)
    message = await finished_work(ada, channel_id)
    assert await bruno.wait_for_message(lambda m: m["id"] == message["id"])
    channel = tiny_bot.get_partial_messageable(int(channel_id))
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send("not here")
    assert refused.value.code == 50001


async def test_an_interaction_during_a_dropped_connection_arrives_once(
    ada: MemberClient, tiny_bot: TinyBot
) -> None:
    before = await finished_work(ada)
    resumed = asyncio.create_task(tiny_bot.wait_for("resumed", timeout=10))
    await asyncio.sleep(0)
    await ada.set_faults(drop_gateway=True)
    use = await ada.click(before, "again")
    await ada.wait_for_message(lambda m: m["content"] == "once more")
    await resumed
    after = await finished_work(ada)
    assert after["id"] != before["id"]
    assert tiny_bot.heard.count(int(use.id)) == 1
    assert len(tiny_bot.heard) == len(set(tiny_bot.heard)) == 3


async def test_a_429_is_waited_for(ada: MemberClient, tiny_bot: TinyBot) -> None:
    channel = tiny_bot.get_partial_messageable(int(ada.channel_id("poetry")))
    limited = {"method": "POST", "path_regex": "/messages$", "retry_after": 0.2, "times": 1}
    await ada.set_faults(rate_limit_next=[limited])
    started = asyncio.get_running_loop().time()
    await channel.send("patience")
    assert asyncio.get_running_loop().time() - started >= 0.2
    assert [m["content"] for m in await ada.history("poetry")] == ["patience"]


async def test_a_5xx_is_tried_again(ada: MemberClient, tiny_bot: TinyBot) -> None:
    channel = tiny_bot.get_partial_messageable(int(ada.channel_id("poetry")))
    failing = {"method": "POST", "path_regex": "/messages$", "status": 502, "times": 1}
    await ada.set_faults(fail_next=[failing])
    await channel.send("again")
    assert [m["content"] for m in await ada.history("poetry")] == ["again"]


async def test_the_bot_gives_up_on_a_silent_interaction(
    ada: MemberClient, tiny_bot: TinyBot
) -> None:
    await ada.set_faults(delay_seconds=3.2)
    use = await ada.use_command("work", {"theme": "rain"})
    with pytest.raises(InteractionFailed, match="did not respond"):
        await ada.answer_to(use)
    await ada.set_faults(clear=True)
    assert await ada.history() == []


async def test_messages_are_sent_read_edited_and_deleted(
    ada: MemberClient, tiny_bot: TinyBot, sandbox: Sandbox
) -> None:
    member = await tiny_bot.fetch_user(int(ada.id))
    sent = await member.send(
        "look",
        files=[
            discord.File(io.BytesIO(b"one"), "one.txt"),
            discord.File(io.BytesIO(b"2"), "2.txt"),
        ],
    )
    kept = await sent.edit(content="look again", attachments=[sent.attachments[1]])
    assert [a.filename for a in kept.attachments] == ["2.txt"]
    assert await kept.attachments[0].read() == b"2"
    fetched = await sent.channel.fetch_message(sent.id)
    assert fetched.content == "look again"
    await fetched.delete()
    with pytest.raises(discord.NotFound) as missing:
        await sent.channel.fetch_message(sent.id)
    assert missing.value.code == 10008


async def test_emoji_and_stickers_are_added_and_heard_of(tiny_bot: TinyBot) -> None:
    await tiny_bot.wait_until_ready()
    [guild] = tiny_bot.guilds
    heard = asyncio.create_task(tiny_bot.wait_for("guild_stickers_update"))
    emoji = await guild.create_custom_emoji(name="fox", image=png(128, 128), reason="why not")
    file = discord.File(io.BytesIO(png(320, 320)), "fox.png")
    sticker = await guild.create_sticker(name="Fox", emoji="🦊", description="A fox.", file=file)

    assert str(emoji) == f"<:fox:{emoji.id}>"
    assert await emoji.read() == png(128, 128)
    assert (sticker.name, sticker.emoji, sticker.description) == ("Fox", "🦊", "A fox.")
    await asyncio.wait_for(heard, 20)
    assert [each.id for each in guild.emojis] == [emoji.id]
    assert [each.id for each in guild.stickers] == [sticker.id]
    assert [each.id for each in await guild.fetch_emojis()] == [emoji.id]
    assert [each.id for each in await guild.fetch_stickers()] == [sticker.id]


async def test_refused_names_are_told_by_field(tiny_bot: TinyBot) -> None:
    """The bot reads from this text which of its fields was wrong."""
    await tiny_bot.wait_until_ready()
    with pytest.raises(discord.HTTPException) as refused:
        await tiny_bot.guilds[0].create_custom_emoji(name="a fox", image=png(128, 128))

    assert refused.value.code == 50035
    assert "\nIn name: " in refused.value.text


async def test_the_bot_sees_what_it_may_in_the_guild(tiny_bot: TinyBot) -> None:
    await tiny_bot.wait_until_ready()
    [guild] = tiny_bot.guilds

    assert guild.me.guild_permissions.create_expressions
    assert guild.self_role is not None
    assert not guild.default_role.permissions.create_expressions
