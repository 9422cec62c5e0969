"""What the page gets, as page-api promises it."""

import aiohttp
import pytest

from sandbox.client import DIRECT_MESSAGE, MemberClient, connect_member
from sandbox.errors import SandboxRefusal
from sandbox.sandbox import Sandbox
from tests.sandbox.raw_bot import RawBot

COMMAND = {
    "name": "make",
    "description": "Makes something",
    "options": [{"name": "what", "description": "What", "type": 3, "required": True}],
}


async def test_the_state_lists_everybody_and_everything(
    sandbox: Sandbox, ada: MemberClient, bruno: MemberClient
) -> None:
    state = ada.state
    assert [member["global_name"] for member in state["members"]] == ["Ada", "Bruno", "Chiyo"]
    assert set(state["me"]) == {"id", "username", "global_name", "color"}
    [guild] = state["guilds"]
    assert guild["name"] == "Atelier Sandbox"
    assert [channel["name"] for channel in guild["channels"]] == ["studio", "poetry", "gallery"]
    assert state["dms"][0]["name"] == state["bot"]["username"] == "Atelier"
    assert state["bot"]["online"] is False
    assert state["commands"] == []
    assert bruno.state["dms"][0]["id"] != state["dms"][0]["id"]


async def test_the_page_hears_when_the_bot_comes_and_goes(
    sandbox: Sandbox, ada: MemberClient, raw_bot: RawBot
) -> None:
    await ada.wait_for_event(lambda e: e["type"] == "bot" and e["online"])
    await raw_bot.socket.close()
    await ada.wait_for_event(lambda e: e["type"] == "bot" and not e["online"])


async def test_messages_reach_every_page_but_direct_ones(
    ada: MemberClient, bruno: MemberClient
) -> None:
    await ada.say("between us", channel=DIRECT_MESSAGE)
    said = await ada.say("to all")
    heard = await bruno.wait_for_message(lambda m: m["id"] == said["id"])
    assert heard["author"]["global_name"] == "Ada"
    assert [m["content"] for m in bruno.messages.values()] == ["to all"]
    with pytest.raises(SandboxRefusal, match="no channel"):
        await bruno.history(ada.channel_id(DIRECT_MESSAGE))


@pytest.mark.parametrize(
    ("name", "options", "complaint"),
    [
        ("make", {}, "what is required"),
        ("make", {"what": ""}, "characters"),
        ("break", {}, "no command"),
        ("make", {"how": "x"}, "no option"),
    ],
)
async def test_refusals_come_in_words(
    ada: MemberClient, raw_bot: RawBot, name: str, options: dict[str, str], complaint: str
) -> None:
    await raw_bot.register(COMMAND)
    with pytest.raises(SandboxRefusal, match=complaint):
        await ada.use_command(name, options)


@pytest.mark.parametrize(
    ("extra", "channel", "complaint"),
    [
        ({"contexts": [0]}, DIRECT_MESSAGE, "can't be used here"),
        ({"default_member_permissions": "0"}, "studio", "may not use"),
        ({"default_member_permissions": str(1 << 5)}, "studio", "may not use"),
    ],
)
async def test_commands_keep_to_their_place_and_permissions(
    ada: MemberClient,
    bruno: MemberClient,
    raw_bot: RawBot,
    extra: dict[str, object],
    channel: str,
    complaint: str,
) -> None:
    await raw_bot.register({**COMMAND, **extra})
    with pytest.raises(SandboxRefusal, match=complaint):
        await bruno.use_command("make", {"what": "x"}, channel=channel)
    await ada.use_command("make", {"what": "x"})
    assert (await raw_bot.next_interaction())["member"]["user"]["id"] == ada.id


async def test_a_command_for_guilds_alone_is_not_in_private_channels(
    ada: MemberClient, bruno: MemberClient, raw_bot: RawBot
) -> None:
    await raw_bot.register(COMMAND)
    channel_id = await ada.open_private_channel(bruno.id)
    with pytest.raises(SandboxRefusal, match="installed by a user"):
        await ada.use_command("make", {"what": "x"}, channel=channel_id)


async def test_a_message_over_the_limit_is_refused(ada: MemberClient) -> None:
    with pytest.raises(SandboxRefusal, match="Invalid Form Body"):
        await ada.say("x" * 2001)


async def test_nobody_else_is_let_in(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxRefusal, match="no member"):
        async with connect_member(sandbox.base_url, "Dora"):
            pass


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/sandbox/messages", {"member": "1"}),
        ("/sandbox/interactions", {"type": 2}),
        ("/sandbox/interactions", {"type": 7, "data": {}}),
        ("/sandbox/dismiss", {}),
        ("/sandbox/private_channels", {"members": ["1"]}),
        ("/sandbox/private_channels", {}),
        ("/sandbox/faults", {"delay_seconds": "soon"}),
        ("/sandbox/faults", {"fail_next": [{"path_regex": "("}]}),
    ],
)
async def test_broken_requests_get_400_and_a_message(
    sandbox: Sandbox, path: str, body: dict[str, object]
) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(sandbox.base_url + path, json=body) as response,
    ):
        assert response.status == 400
        assert (await response.json())["message"]
