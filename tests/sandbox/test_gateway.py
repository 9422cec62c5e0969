"""The gateway's own rules, frame by frame."""

import asyncio
from typing import Any

import aiohttp
import pytest

from sandbox.client import DIRECT_MESSAGE, MemberClient
from sandbox.clock import AdjustableClock
from sandbox.sandbox import Sandbox
from sandbox.server import running_sandbox
from sandbox.settings import SandboxSettings
from tests.sandbox.raw_bot import RawBot, connect_raw_bot, open_socket, send

GUILDS, GUILD_MESSAGES = 1 << 0, 1 << 9


async def close_code(socket: aiohttp.ClientWebSocketResponse) -> int | None:
    while True:
        received = await socket.receive(timeout=20)
        if received.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED):
            return socket.close_code


async def test_guilds_come_right_after_ready(raw_bot: RawBot) -> None:
    ready, guild = raw_bot.events
    assert (ready["t"], guild["t"]) == ("READY", "GUILD_CREATE")
    assert (ready["s"], guild["s"]) == (1, 2)
    assert ready["d"]["guilds"] == [{"id": guild["d"]["id"], "unavailable": True}]
    assert [c["name"] for c in guild["d"]["channels"]] == ["studio", "poetry", "gallery"]
    assert len(guild["d"]["members"]) == guild["d"]["member_count"] == 4


async def test_heartbeats_are_acknowledged(raw_bot: RawBot) -> None:
    await send(raw_bot.socket, 1, 2)
    assert (await raw_bot.receive())["op"] == 11


@pytest.mark.parametrize(
    ("opcode", "content", "code"),
    [
        (2, {"token": "invalid", "intents": 1}, 4004),
        (2, {"token": "", "intents": 1}, 4004),
        (6, {"token": "invalid", "session_id": "x", "seq": 1}, 4004),
        (2, {"token": "token", "intents": 1, "shard": [2, 2]}, 4010),
        (3, {}, 4003),
        (2, None, 4002),
        (99, {}, 4001),
        (1, "x" * 5000, 4002),
    ],
)
async def test_what_is_wrong_closes_the_connection(
    sandbox: Sandbox, opcode: int, content: Any, code: int
) -> None:
    async with open_socket(sandbox) as socket:
        await send(socket, opcode, content)
        assert await close_code(socket) == code


async def test_no_json_closes_the_connection(sandbox: Sandbox) -> None:
    async with open_socket(sandbox) as socket:
        await socket.send_str("{")
        assert await close_code(socket) == 4002


async def test_identifying_twice_closes_the_connection(raw_bot: RawBot) -> None:
    await send(raw_bot.socket, 2, {"token": "token", "intents": 1})
    assert await close_code(raw_bot.socket) == 4005


async def test_resume_replays_exactly_what_was_missed(
    sandbox: Sandbox, raw_bot: RawBot, ada: MemberClient
) -> None:
    session_id = raw_bot.events[0]["d"]["session_id"]
    await ada.say("heard")
    await raw_bot.next_event("MESSAGE_CREATE")
    await ada.set_faults(drop_gateway=True)
    assert await close_code(raw_bot.socket) == 4000
    await ada.say("missed one")
    await ada.say("missed two")
    resume = {"token": "token", "session_id": session_id, "seq": 3}
    async with open_socket(sandbox) as socket:
        await send(socket, 6, resume)
        frames = [await socket.receive_json(timeout=20) for _ in range(3)]
        await ada.say("live")
        frames.append(await socket.receive_json(timeout=20))
    assert [f["s"] for f in frames] == [4, 5, 6, 7]
    assert [f["t"] for f in frames].index("RESUMED") == 2
    contents = [f["d"]["content"] for f in frames if f["t"] == "MESSAGE_CREATE"]
    assert contents == ["missed one", "missed two", "live"]


async def test_a_session_can_be_resumed_only_for_a_while(
    sandbox: Sandbox, raw_bot: RawBot, ada: MemberClient, clock: AdjustableClock
) -> None:
    session_id = raw_bot.events[0]["d"]["session_id"]
    await ada.set_faults(drop_gateway=True)
    clock.advance(sandbox.settings.session_seconds + 1)
    async with open_socket(sandbox) as socket:
        await send(socket, 6, {"token": "token", "session_id": session_id, "seq": 2})
        assert await socket.receive_json(timeout=20) == {"op": 9, "d": False, "s": None, "t": None}


async def test_a_sequence_number_from_the_future_closes_the_connection(
    sandbox: Sandbox, raw_bot: RawBot
) -> None:
    session_id = raw_bot.events[0]["d"]["session_id"]
    async with open_socket(sandbox) as socket:
        await send(socket, 6, {"token": "token", "session_id": session_id, "seq": 99})
        assert await close_code(socket) == 4007


async def test_a_goodbye_ends_the_session(
    sandbox: Sandbox, raw_bot: RawBot, ada: MemberClient
) -> None:
    session_id = raw_bot.events[0]["d"]["session_id"]
    await raw_bot.socket.close(code=1000)
    await ada.wait_for_event(lambda e: e["type"] == "bot" and not e["online"])
    async with open_socket(sandbox) as socket:
        await send(socket, 6, {"token": "token", "session_id": session_id, "seq": 2})
        assert (await socket.receive_json(timeout=20))["op"] == 9


async def test_the_sandbox_can_ask_to_reconnect_and_end_sessions(
    sandbox: Sandbox, raw_bot: RawBot
) -> None:
    sandbox.gateway.ask_to_reconnect()
    assert (await raw_bot.receive())["op"] == 7
    sandbox.gateway.invalidate()
    assert await raw_bot.receive() == {"op": 9, "d": False, "s": None, "t": None}
    assert not sandbox.gateway.online


async def test_content_needs_an_intent_except_in_direct_messages_and_mentions(
    sandbox: Sandbox, ada: MemberClient
) -> None:
    intents = GUILDS | GUILD_MESSAGES | (1 << 12)
    async with connect_raw_bot(sandbox, intents) as bot:
        await ada.say("secret")
        await ada.say(f"hello <@{bot.id}>")
        await ada.say("private", channel=DIRECT_MESSAGE)
        events = [await bot.next_event("MESSAGE_CREATE") for _ in range(3)]
    assert [e["content"] for e in events] == ["", f"hello <@{bot.id}>", "private"]
    assert "guild_id" not in events[2]


async def test_events_go_only_to_sessions_that_asked_for_them(
    sandbox: Sandbox, ada: MemberClient
) -> None:
    async with connect_raw_bot(sandbox, GUILDS) as bot:
        await ada.say("unheard")
        await send(bot.socket, 1, None)
        assert (await bot.receive())["op"] == 11


async def test_each_shard_gets_its_own_guilds(sandbox: Sandbox) -> None:
    guild_id = next(iter(sandbox.world.guilds))
    home = (int(guild_id) >> 22) % 2
    for shard, expected in ((home, 1), (1 - home, 0)):
        async with open_socket(sandbox) as socket:
            await send(socket, 2, {"token": "token", "intents": 1, "shard": [shard, 2]})
            ready = await socket.receive_json(timeout=20)
            assert len(ready["d"]["guilds"]) == expected


async def test_members_are_chunked_on_request(raw_bot: RawBot, ada: MemberClient) -> None:
    guild_id = raw_bot.events[1]["d"]["id"]
    await send(raw_bot.socket, 8, {"guild_id": guild_id, "query": "ad", "limit": 5, "nonce": "n"})
    chunk = await raw_bot.next_event("GUILD_MEMBERS_CHUNK")
    assert chunk["nonce"] == "n"
    assert [m["user"]["id"] for m in chunk["members"]] == [ada.id]


async def test_silence_closes_the_connection() -> None:
    settings = SandboxSettings(heartbeat_seconds=0.1)
    async with (
        running_sandbox(settings=settings) as sandbox,
        open_socket(sandbox) as socket,
        asyncio.timeout(30),
    ):
        assert await close_code(socket) == 4009
