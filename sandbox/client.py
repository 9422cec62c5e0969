"""Acts as a member from Python, over the same HTTP and WebSocket as the page.

async with connect_member(base_url, "Ada") as ada:
    used = await ada.use_command("poem", {"theme": "rain"}, channel="studio")
    answer = await ada.answer_to(used)
    await ada.click(answer, "again")
"""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar, cast

import aiohttp

from sandbox.payloads import JsonObject

LOADING = 1 << 7
DIRECT_MESSAGE = "@bot"

OptionValue: TypeAlias = str | int | float | bool
Predicate: TypeAlias = Callable[[JsonObject], bool]
_Found = TypeVar("_Found")


class RefusedError(Exception):
    """The sandbox refused what the member did; the argument says why."""


class InteractionFailed(Exception):
    """The bot did not answer in time."""


@dataclass(frozen=True)
class Use:
    """An interaction that was sent.

    Attributes:
        sent_at: When, by the event loop's clock.
    """

    id: str
    nonce: str
    channel_id: str
    sent_at: float


@dataclass(frozen=True)
class LiveEvent:
    """Something the sandbox told this member's page.

    Attributes:
        received_at: When, by the event loop's clock.
    """

    content: JsonObject
    received_at: float

    @property
    def type(self) -> str:
        return str(self.content["type"])


@dataclass
class MemberClient:
    """One member at their page.

    Attributes:
        state: What `GET /sandbox/state` said.
        events: Everything heard so far, oldest first.
        messages: Every message heard of, as it stands now, by id.
    """

    base_url: str
    session: aiohttp.ClientSession
    state: JsonObject
    events: list[LiveEvent] = field(default_factory=list[LiveEvent])
    messages: dict[str, JsonObject] = field(default_factory=dict[str, JsonObject])
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)
    _nonces: "itertools.count[int]" = field(default_factory=itertools.count)

    @property
    def id(self) -> str:
        return str(self.state["me"]["id"])

    def channel_id(self, name: str) -> str:
        """Returns the id of a guild's channel; "@bot" is the direct message with the bot."""
        if name == DIRECT_MESSAGE:
            return str(self.state["dms"][0]["id"])
        for guild in self.state["guilds"]:
            for channel in guild["channels"]:
                if channel["name"] == name:
                    return str(channel["id"])
        # Ids are taken as they are: a private channel has no name.
        return name

    async def commands(self) -> list[JsonObject]:
        """Returns the bot's commands."""
        path = f"/sandbox/state?member={self.id}"
        return cast("list[JsonObject]", (await self._request("GET", path))["commands"])

    async def wait_for_bot(self, command: str | None = None, *, timeout: float = 30.0) -> None:
        """Waits until the bot is connected and has registered a command."""
        async with asyncio.timeout(timeout):
            while True:
                state = await self._request("GET", f"/sandbox/state?member={self.id}")
                names = [registered["name"] for registered in state["commands"]]
                if state["bot"]["online"] and (command is None or command in names):
                    return
                await asyncio.sleep(0.05)

    async def say(self, content: str, *, channel: str = "studio") -> JsonObject:
        """Writes a message."""
        body = {
            "member": self.id,
            "channel_id": self.channel_id(channel),
            "content": content,
        }
        return cast("JsonObject", await self._request("POST", "/sandbox/messages", body))

    async def use_command(
        self,
        name: str,
        options: Mapping[str, OptionValue] | None = None,
        *,
        channel: str = "studio",
    ) -> Use:
        """Uses a slash command; "profile set" names a subcommand.

        Raises:
            RefusedError: An option is missing or out of bounds, or there is no such command.
        """
        content = await self._command_content(name, options or {})
        return await self._interact(2, content, self.channel_id(channel))

    async def autocomplete(
        self,
        name: str,
        options: Mapping[str, OptionValue],
        *,
        focused: str,
        channel: str = "studio",
        timeout: float = 5.0,
    ) -> list[JsonObject]:
        """Returns the choices that the bot offers for the focused option."""
        content = await self._command_content(name, options, focused=focused)
        use = await self._interact(4, content, self.channel_id(channel))
        event = await self.event_for(use, "autocomplete", timeout=timeout)
        return cast("list[JsonObject]", event.content["choices"])

    async def click(self, message: JsonObject, custom_id: str) -> Use:
        """Clicks a button of a message."""
        content: JsonObject = {"custom_id": custom_id, "component_type": 2}
        return await self._interact(3, content, message["channel_id"], message["id"])

    async def choose(
        self, message: JsonObject, custom_id: str, values: Sequence[str], *, kind: int = 3
    ) -> Use:
        """Picks from a select menu of a message."""
        content: JsonObject = {
            "custom_id": custom_id,
            "component_type": kind,
            "values": list(values),
        }
        return await self._interact(3, content, message["channel_id"], message["id"])

    async def modal_for(self, use: Use, *, timeout: float = 5.0) -> JsonObject:
        """Returns the modal that an interaction opened."""
        event = await self.event_for(use, "modal", timeout=timeout)
        return cast("JsonObject", event.content["modal"])

    async def submit_modal(self, use: Use, modal: JsonObject, values: Mapping[str, Any]) -> Use:
        """Fills in and submits a modal that `use` opened; lists are picked values."""
        components = [_filled(component, values) for component in modal["components"]]
        content: JsonObject = {"custom_id": modal["custom_id"], "components": components}
        return await self._interact(5, content, use.channel_id)

    async def dismiss(self, message: JsonObject) -> None:
        """Hides an ephemeral message."""
        body = {
            "member": self.id,
            "channel_id": message["channel_id"],
            "message_id": message["id"],
        }
        await self._request("POST", "/sandbox/dismiss", body)

    async def history(self, channel: str = "studio") -> list[JsonObject]:
        """Returns the messages of a channel that this member sees, oldest first."""
        path = f"/sandbox/channels/{self.channel_id(channel)}/messages?member={self.id}"
        return cast("list[JsonObject]", await self._request("GET", path))

    async def open_private_channel(self, other_id: str) -> str:
        """Returns the id of a channel with another member, in which the bot is not."""
        body = {"members": [self.id, other_id]}
        channel = await self._request("POST", "/sandbox/private_channels", body)
        return str(channel["id"])

    async def set_faults(self, **switches: Any) -> None:
        """Sets fault switches, such as `drop_gateway=True`."""
        await self._request("POST", "/sandbox/faults", switches)

    async def download(self, url: str) -> bytes:
        """Returns a file from the CDN."""
        async with self.session.get(url) as response:
            response.raise_for_status()
            return await response.read()

    async def acknowledged(self, use: Use, *, timeout: float = 5.0) -> LiveEvent:
        """Waits for the first answer.

        Raises:
            InteractionFailed: There was none within 3 seconds.
        """
        return await self.event_for(use, "interaction_acknowledged", timeout=timeout)

    async def answer_to(
        self, use: Use, until: Predicate | None = None, *, timeout: float = 10.0
    ) -> JsonObject:
        """Waits for a message that answers an interaction and is no longer loading.

        Args:
            use: The interaction.
            until: What else has to be true of the message.
            timeout: In seconds.

        Raises:
            InteractionFailed: There was no first answer within 3 seconds.
            TimeoutError: No such message came.
        """

        def fits(message: JsonObject) -> bool:
            answers = (message.get("interaction_metadata") or {}).get("id") == use.id
            done = not message["flags"] & LOADING
            return answers and done and (until is None or until(message))

        return await self.wait_for_message(fits, timeout=timeout, use=use)

    async def wait_for_message(
        self, predicate: Predicate, *, timeout: float = 10.0, use: Use | None = None
    ) -> JsonObject:
        """Waits until a message, as it stands, fits; one heard of before counts too."""

        def find() -> JsonObject | None:
            if use:
                self._raise_if_failed(use)
            return next((m for m in self.messages.values() if predicate(m)), None)

        return await self._wait_for(find, timeout)

    async def wait_for_deletion(self, message_id: str, *, timeout: float = 10.0) -> None:
        """Waits until a message is gone."""
        await self.wait_for_event(
            lambda event: event["type"] == "message_delete" and event["id"] == message_id,
            timeout=timeout,
        )

    async def event_for(self, use: Use, kind: str, *, timeout: float = 5.0) -> LiveEvent:
        """Waits for an event about an interaction.

        Raises:
            InteractionFailed: There was no first answer within 3 seconds.
            TimeoutError: The event did not come.
        """

        def find() -> LiveEvent | None:
            if kind != "interaction_failed":
                self._raise_if_failed(use)
            about = (e for e in self.events if e.content.get("nonce") == use.nonce)
            return next((event for event in about if event.type == kind), None)

        return await self._wait_for(find, timeout)

    async def wait_for_event(self, predicate: Predicate, *, timeout: float = 10.0) -> LiveEvent:
        """Waits for an event; one that came before counts too."""
        return await self._wait_for(
            lambda: next((e for e in self.events if predicate(e.content)), None), timeout
        )

    async def listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        """Takes in events until the socket closes."""
        async for received in socket:
            event = LiveEvent(received.json(), asyncio.get_running_loop().time())
            async with self._news:
                self.events.append(event)
                if event.type in ("message_create", "message_update"):
                    message = event.content["message"]
                    self.messages[message["id"]] = message
                elif event.type == "message_delete":
                    self.messages.pop(event.content["id"], None)
                self._news.notify_all()

    async def _wait_for(self, find: Callable[[], _Found | None], timeout: float) -> _Found:
        async with asyncio.timeout(timeout), self._news:
            while (found := find()) is None:
                await self._news.wait()
            return found

    def _raise_if_failed(self, use: Use) -> None:
        for event in self.events:
            if event.type == "interaction_failed" and event.content["id"] == use.id:
                raise InteractionFailed(event.content["message"])

    async def _command_content(
        self, name: str, options: Mapping[str, OptionValue], *, focused: str | None = None
    ) -> JsonObject:
        first, *subcommands = name.split()
        command = next((c for c in await self.commands() if c["name"] == first), None)
        if command is None:
            raise RefusedError(f"There is no command /{first}.")
        definition: JsonObject = command
        for subcommand in subcommands:
            definition = _option(definition, subcommand)
        given = [_given(definition, key, value, focused) for key, value in options.items()]
        for subcommand in reversed(subcommands):
            given = [{"name": subcommand, "type": 1, "options": given}]
        return {"id": command["id"], "name": first, "type": 1, "options": given}

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
        }
        if message_id is not None:
            body["message_id"] = message_id
        sent_at = asyncio.get_running_loop().time()
        answer = await self._request("POST", "/sandbox/interactions", body)
        return Use(str(answer["id"]), nonce, channel_id, sent_at)

    async def _request(self, method: str, path: str, body: JsonObject | None = None) -> Any:
        async with self.session.request(method, self.base_url + path, json=body) as response:
            if response.status == 204:
                return None
            answer: Any = await response.json()
            if response.status >= 400:
                raise RefusedError(answer["message"])
            return answer


@contextlib.asynccontextmanager
async def connect_member(base_url: str, name: str = "Ada") -> AsyncIterator[MemberClient]:
    """Opens the page of a member, by their name or id, as long as the context lasts.

    Raises:
        RefusedError: There is no such member.
    """
    async with aiohttp.ClientSession() as session:
        state = await _state_of(session, base_url, name)
        client = MemberClient(base_url, session, state)
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
    raise RefusedError(f"There is no member {name}.")


def _option(definition: JsonObject, name: str) -> JsonObject:
    for option in cast("list[JsonObject]", definition.get("options") or []):
        if option["name"] == name:
            return option
    raise RefusedError(f"/{definition['name']} has no option {name}.")


def _given(
    definition: JsonObject, name: str, value: OptionValue, focused: str | None
) -> JsonObject:
    option = _option(definition, name)
    given: JsonObject = {"name": name, "type": option["type"], "value": value}
    if name == focused:
        given["focused"] = True
    return given


def _filled(component: JsonObject, values: Mapping[str, Any]) -> JsonObject:
    """Returns a modal's component as it is submitted."""
    filled: JsonObject = {"type": component["type"], "id": component["id"]}
    if "components" in component:
        filled["components"] = [_filled(child, values) for child in component["components"]]
    if "component" in component:
        filled["component"] = _filled(component["component"], values)
    if "custom_id" in component:
        filled["custom_id"] = component["custom_id"]
        value = values.get(component["custom_id"], component.get("value", ""))
        filled["values" if isinstance(value, list) else "value"] = value
    return filled
