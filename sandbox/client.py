"""Acts as a member from Python, over the same HTTP and WebSocket as the page.

async with connect_member(base_url, "Ada") as ada:
    use = await ada.use_command("poem", {"theme": "rain"}, channel="studio")
    answer = await ada.answer_to(use)
    await ada.click(answer, "again")
"""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any, cast

import aiohttp

from sandbox.client_events import LiveLog, Use
from sandbox.client_forms import OptionValue, command_use, modal_submission
from sandbox.errors import SandboxRefusal
from sandbox.payloads import JsonObject

DIRECT_MESSAGE = "@bot"


class MemberClient(LiveLog):
    """One member at their page.

    Every method that asks the sandbox for something raises SandboxRefusal where a member on
    the page could not do it either.

    Attributes:
        state: What `GET /sandbox/state` said when the page was opened.
    """

    def __init__(self, base_url: str, session: aiohttp.ClientSession, state: JsonObject) -> None:
        super().__init__()
        self.state = state
        self._base_url = base_url
        self._session = session
        self._nonces = itertools.count()

    @property
    def id(self) -> str:
        return str(self.state["me"]["id"])

    def channel_id(self, name: str) -> str:
        """Returns a channel's id by its name, "@bot" for the direct message with the bot."""
        if name == DIRECT_MESSAGE:
            return str(self.state["dms"][0]["id"])
        channels = (channel for guild in self.state["guilds"] for channel in guild["channels"])
        # What is no name is an id already: a private channel has only that.
        return next((str(c["id"]) for c in channels if c["name"] == name), name)

    async def commands(self) -> list[JsonObject]:
        """Returns the bot's commands."""
        return cast("list[JsonObject]", (await self._current_state())["commands"])

    async def wait_for_bot(self, command: str | None = None, *, within: float = 30.0) -> None:
        """Waits until the bot is connected and has registered a command."""
        async with asyncio.timeout(within):
            heard = len(self.events)
            # Commands and connection are told of separately; the state has both.
            while not _is_ready(await self._current_state(), command):
                await self.wait_for_news(heard)
                heard = len(self.events)

    async def say(self, content: str, *, channel: str = "studio") -> JsonObject:
        """Writes a message."""
        place = self.channel_id(channel)
        body = {"member": self.id, "channel_id": place, "content": content}
        return cast("JsonObject", await self._request("POST", "/sandbox/messages", body))

    async def use_command(
        self,
        name: str,
        options: Mapping[str, OptionValue] | None = None,
        *,
        channel: str = "studio",
    ) -> Use:
        """Uses a slash command; "profile set" names a subcommand."""
        content = command_use(await self.commands(), name, options or {})
        return await self._interact(2, content, self.channel_id(channel))

    async def autocomplete(
        self,
        name: str,
        options: Mapping[str, OptionValue],
        *,
        focused: str,
        channel: str = "studio",
    ) -> list[JsonObject]:
        """Returns the choices that the bot offers for the focused option."""
        content = command_use(await self.commands(), name, options, focused=focused)
        use = await self._interact(4, content, self.channel_id(channel))
        return cast(
            "list[JsonObject]", (await self.event_for(use, "autocomplete")).content["choices"]
        )

    async def click(self, message: JsonObject, custom_id: str) -> Use:
        """Clicks a button of a message."""
        content: JsonObject = {"custom_id": custom_id, "component_type": 2}
        return await self._interact(3, content, message["channel_id"], message["id"])

    async def choose(
        self, message: JsonObject, custom_id: str, values: Sequence[str], *, component_type: int = 3
    ) -> Use:
        """Picks from a select menu of a message."""
        content: JsonObject = {
            "custom_id": custom_id,
            "component_type": component_type,
            "values": list(values),
        }
        return await self._interact(3, content, message["channel_id"], message["id"])

    async def modal_for(self, use: Use) -> JsonObject:
        """Waits for the modal that an interaction opens."""
        return cast("JsonObject", (await self.event_for(use, "modal")).content["modal"])

    async def submit_modal(self, use: Use, modal: JsonObject, values: Mapping[str, Any]) -> Use:
        """Submits a modal that `use` opened; values by custom_id, lists for menus."""
        return await self._interact(5, modal_submission(modal, values), use.channel_id)

    async def dismiss(self, message: JsonObject) -> None:
        """Hides an ephemeral message."""
        place, message_id = message["channel_id"], message["id"]
        body = {"member": self.id, "channel_id": place, "message_id": message_id}
        await self._request("POST", "/sandbox/dismiss", body)

    async def history(self, channel: str = "studio") -> list[JsonObject]:
        """Returns the messages of a channel that this member sees, oldest first."""
        path = f"/sandbox/channels/{self.channel_id(channel)}/messages?member={self.id}"
        return cast("list[JsonObject]", await self._request("GET", path))

    async def open_private_channel(self, other_id: str) -> str:
        """Returns the id of a channel with another member, in which the bot is not."""
        body = {"members": [self.id, other_id]}
        return str((await self._request("POST", "/sandbox/private_channels", body))["id"])

    async def set_faults(self, **switches: Any) -> None:
        """Sets fault switches, such as `drop_gateway=True`."""
        await self._request("POST", "/sandbox/faults", switches)

    async def download(self, url: str) -> bytes:
        """Returns a file from the CDN."""
        async with self._session.get(url) as response:
            response.raise_for_status()
            return await response.read()

    async def _current_state(self) -> JsonObject:
        path = f"/sandbox/state?member={self.id}"
        return cast("JsonObject", await self._request("GET", path))

    async def _interact(
        self, kind: int, content: JsonObject, channel_id: str, message_id: str | None = None
    ) -> Use:
        nonce = f"{self.id}-{next(self._nonces)}"
        body: JsonObject = {
            "member": self.id,
            "channel_id": channel_id,
            "nonce": nonce,
            "type": kind,
            "data": content,
            "message_id": message_id,
        }
        sent_at = asyncio.get_running_loop().time()
        answer = await self._request("POST", "/sandbox/interactions", body)
        return Use(str(answer["id"]), nonce, channel_id, sent_at)

    async def _request(self, method: str, path: str, body: JsonObject | None = None) -> Any:
        async with self._session.request(method, self._base_url + path, json=body) as response:
            if response.status == 204:
                return None
            answer: Any = await response.json()
            if response.status >= 400:
                raise SandboxRefusal(answer["message"])
            return answer


@contextlib.asynccontextmanager
async def connect_member(base_url: str, name: str = "Ada") -> AsyncGenerator[MemberClient]:
    """Opens the page of a member, by their name or id, as long as the context lasts.

    Raises:
        SandboxRefusal: There is no such member.
    """
    async with aiohttp.ClientSession() as session:
        client = MemberClient(base_url, session, await _state_of(session, base_url, name))
        live_url = f"{base_url}/sandbox/live?member={client.id}"
        async with session.ws_connect(live_url, heartbeat=30) as socket:
            listener = asyncio.create_task(client.listen(socket))
            try:
                yield client
            finally:
                listener.cancel()
                await asyncio.gather(listener, return_exceptions=True)


async def _state_of(session: aiohttp.ClientSession, base_url: str, name: str) -> JsonObject:
    async with session.get(f"{base_url}/sandbox/state") as response:
        members: list[JsonObject] = (await response.json())["members"]
    for member in members:
        if name in (member["id"], member["username"], member["global_name"]):
            url = f"{base_url}/sandbox/state?member={member['id']}"
            async with session.get(url) as response:
                return cast("JsonObject", await response.json())
    raise SandboxRefusal(f"There is no member {name}.")


def _is_ready(state: JsonObject, command: str | None) -> bool:
    names = [registered["name"] for registered in state["commands"]]
    return state["bot"]["online"] and (command is None or command in names)
