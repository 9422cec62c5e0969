"""What a member's page has heard, and waiting for more."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import aiohttp

from sandbox.payloads import JsonObject, object_in

LOADING = 1 << 7
LONGEST_WAIT_SECONDS = 30.0

Predicate: TypeAlias = Callable[[JsonObject], bool]
_Found = TypeVar("_Found")


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


class LiveLog:
    """Everything one member heard.

    Attributes:
        events: All of it, oldest first.
        messages: Every message heard of, as it stands now, by id.
    """

    def __init__(self) -> None:
        self.events: list[LiveEvent] = []
        self.messages: dict[str, JsonObject] = {}
        self._news = asyncio.Condition()

    async def listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        """Takes in events until the socket closes."""
        async for received in socket:
            event = LiveEvent(received.json(), asyncio.get_running_loop().time())
            async with self._news:
                self._take_in(event)
                self._news.notify_all()

    async def acknowledged(self, use: Use, *, within: float = LONGEST_WAIT_SECONDS) -> LiveEvent:
        """Waits for the first answer.

        Raises:
            InteractionFailed: There was none within 3 seconds.
            TimeoutError: Neither came.
        """
        return await self.event_for(use, "interaction_acknowledged", within=within)

    async def answer_to(
        self, use: Use, until: Predicate | None = None, *, within: float = LONGEST_WAIT_SECONDS
    ) -> JsonObject:
        """Waits for a message that answers an interaction and is no longer loading.

        Args:
            use: The interaction.
            until: What else has to be true of the message.
            within: Seconds to wait.

        Raises:
            InteractionFailed: There was no first answer within 3 seconds.
            TimeoutError: No such message came.
        """

        def find() -> JsonObject | None:
            self._raise_if_failed(use)
            return next((m for m in self.messages.values() if fits(m)), None)

        def fits(message: JsonObject) -> bool:
            answers = object_in(message, "interaction_metadata").get("id") == use.id
            return answers and not message["flags"] & LOADING and (not until or until(message))

        return await self._wait_for(find, within)

    async def wait_for_message(
        self, predicate: Predicate, *, within: float = LONGEST_WAIT_SECONDS
    ) -> JsonObject:
        """Waits until a message, as it stands, fits; one heard of before counts too."""
        return await self._wait_for(
            lambda: next((m for m in self.messages.values() if predicate(m)), None), within
        )

    async def wait_for_deletion(
        self, message_id: str, *, within: float = LONGEST_WAIT_SECONDS
    ) -> None:
        """Waits until a message is gone."""
        await self.wait_for_event(
            lambda event: event["type"] == "message_delete" and event["id"] == message_id,
            within=within,
        )

    async def event_for(
        self, use: Use, kind: str, *, within: float = LONGEST_WAIT_SECONDS
    ) -> LiveEvent:
        """Waits for an event about an interaction.

        Raises:
            InteractionFailed: There was no first answer within 3 seconds.
            TimeoutError: The event did not come.
        """

        def find() -> LiveEvent | None:
            self._raise_if_failed(use)
            about = (e for e in self.events if e.content.get("nonce") == use.nonce)
            return next((event for event in about if event.type == kind), None)

        return await self._wait_for(find, within)

    async def wait_for_event(
        self, predicate: Predicate, *, within: float = LONGEST_WAIT_SECONDS
    ) -> LiveEvent:
        """Waits for an event; one that came before counts too."""
        return await self._wait_for(
            lambda: next((e for e in self.events if predicate(e.content)), None), within
        )

    async def wait_for_news(self, heard: int) -> None:
        """Waits until there are more events than that."""
        async with self._news:
            await self._news.wait_for(lambda: len(self.events) > heard)

    def _take_in(self, event: LiveEvent) -> None:
        self.events.append(event)
        if event.type in ("message_create", "message_update"):
            message = event.content["message"]
            self.messages[message["id"]] = message
        elif event.type == "message_delete":
            self.messages.pop(event.content["id"], None)

    async def _wait_for(self, find: Callable[[], _Found | None], seconds: float) -> _Found:
        async with asyncio.timeout(seconds), self._news:
            while (found := find()) is None:
                await self._news.wait()
            return found

    def _raise_if_failed(self, use: Use) -> None:
        for event in self.events:
            if event.type == "interaction_failed" and event.content["id"] == use.id:
                raise InteractionFailed(event.content["message"])
