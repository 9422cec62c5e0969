"""A server with two members in it, and what tests of commands do over and over."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.env import Env
from simcord.results import InteractionResult, ResponseMessage
from sqlalchemy import text

from bot.client import AtelierBot
from bot.errors import InvalidOption

_T = TypeVar("_T")
_LONGEST_WAIT_SECONDS = 20
_WORK_BUTTONS = frozenset({"like", "dislike", "again", "delete"})
LYRICS_BUTTONS = _WORK_BUTTONS | {"craft"}
POEM_BUTTONS = LYRICS_BUTTONS | {"continue", "answer", "mood", "edit"}


@dataclass(frozen=True)
class Scene:
    """Ada and Bob in one channel."""

    env: Env
    guild: GuildHandle
    channel: ChannelHandle
    ada: MemberActor
    bob: MemberActor

    @property
    def is_working(self) -> bool:
        """Whether a model works on something."""
        return bool(self.bot.services.engine.running)

    @property
    def bot(self) -> AtelierBot:
        assert isinstance(self.env.bot, AtelierBot)
        return self.env.bot

    async def ask(self, command: str, **options: Any) -> ResponseMessage:
        """Has Ada send a command and returns the answer."""
        return answer_to(await self.ada.slash(self.channel, command, **options))

    async def refused(
        self,
        command: str,
        kind: type[Exception] = InvalidOption,
        **options: Any,
    ) -> ResponseMessage:
        """Has Ada send a command that can't be used and returns what only she is told."""
        before = len(self.env.errors)
        message = await self.ask(command, **options)
        assert message.ephemeral
        [error] = self.env.errors[before:]
        assert isinstance(error.__cause__, kind)
        return message

    def requests(self, method: str, ending: str) -> list[Any]:
        """Returns the bodies of the bot's requests to a route."""
        return [
            request.json
            for request in self.env.http_requests
            if request.method == method and request.path.endswith(ending)
        ]


def set_scene(env: Env) -> Scene:
    """Returns a new server with its members."""
    guild = env.create_guild()
    channel = guild.create_text_channel("studio")
    ada, bob = (guild.add_member(env.create_user(name)) for name in ("ada", "bob"))
    return Scene(env, guild, channel, ada, bob)


def answer_to(result: InteractionResult) -> ResponseMessage:
    """Returns the answer to a command, which must be there."""
    assert result.response is not None
    return result.response


def whispered(result: InteractionResult) -> str:
    """Returns what only the one who acted is told, in place of a public answer."""
    [message] = result.followups
    assert message.ephemeral
    return message.content


def embed_of(message: ResponseMessage) -> discord.Embed:
    """Returns the one embed of a message."""
    [embed] = message.embeds
    return embed


def footer_of(message: ResponseMessage) -> str:
    """Returns what stands under a work."""
    return str(embed_of(message).footer.text)


def buttons_of(message: ResponseMessage) -> dict[str, str]:
    """Returns the custom ids of a work's buttons by what they do."""
    ids = [button["custom_id"] for row in message.components for button in row["components"]]
    return {custom_id.split(":")[1]: custom_id for custom_id in ids}


def parts_of(plan: str) -> dict[str, tuple[str, str]]:
    """Returns value and source of each trait in a stored plan."""
    return {part["trait"]: (part["value"], part["source"]) for part in json.loads(plan)["parts"]}


async def meanwhile(
    action: Coroutine[Any, Any, _T],
    is_time: Callable[[], bool],
    intervene: Callable[[], Coroutine[Any, Any, None]],
) -> _T:
    """Runs an action and, once it is time, something else beside it; returns its result."""
    running = asyncio.create_task(action)
    await wait_until(lambda: is_time() or running.done())
    assert not running.done(), "the action was over before it was time"
    await intervene()
    return await running


async def interrupt(scene: Scene, theme: str = "slow snow") -> ResponseMessage:
    """Has the bot vanish while it works for Ada, who keeps the waiting message."""

    async def vanish() -> None:
        for delivery in scene.bot.deliveries:
            delivery.cancel()

    def is_told() -> bool:
        waiting = scene.channel.last_message
        return scene.is_working and waiting is not None and bool(waiting.content)

    command = scene.ada.slash(scene.channel, "poem", theme=theme)
    result = await meanwhile(command, is_told, vanish)
    await wait_until(lambda: not scene.is_working)
    return answer_to(result)


async def wait_until(is_time: Callable[[], bool]) -> None:
    """Waits for what happens in another process."""
    async with asyncio.timeout(_LONGEST_WAIT_SECONDS):
        while not is_time():  # noqa: ASYNC110 - nothing there announces itself
            await asyncio.sleep(0.005)


async def fill_disk(bot: AtelierBot) -> None:
    """Leaves the bot's database no room to grow; what is longer than a page no longer fits."""
    async with bot.services.works._database.unit_of_work() as session:
        # Pages that the migrations left free would be taken first.
        free = (await session.execute(text("PRAGMA freelist_count"))).scalar_one()
        await session.execute(text("CREATE TABLE IF NOT EXISTS ballast (content)"))
        await session.execute(text(f"INSERT INTO ballast VALUES (zeroblob({(free + 1) * 4096}))"))
        pages = (await session.execute(text("PRAGMA page_count"))).scalar_one()
        await session.execute(text(f"PRAGMA max_page_count = {pages}"))


async def free_disk(bot: AtelierBot) -> None:
    """Gives the bot's database its room back."""
    async with bot.services.works._database.unit_of_work() as session:
        await session.execute(text("PRAGMA max_page_count = 1073741823"))
