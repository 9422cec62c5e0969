"""A server with challenges in it, and what tests of them do over and over."""

from dataclasses import dataclass
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.results import InteractionResult, ResponseMessage

from bot.client import AtelierBot
from bot.errors import UserFacingError
from tests.scene import Scene, answer_to

TEXTS = {
    "title": "Harbours at night",
    "brief": "What the water keeps.",
    "opens": "now",
    "closes": "in 2 days",
    "voting_closes": "in 4 days",
}
DAY = 86_400.0
TICK = 3600.0
"""How often the bot looks for what is due; days would take minutes otherwise."""


def ids_on(message: ResponseMessage | discord.Message) -> list[str]:
    """Returns the ids of all buttons and menus of a message, in order."""
    rows: list[Any] = list(message.components)
    return [_id_of(part) for row in rows for part in _parts_of(row)]


def _parts_of(row: Any) -> list[Any]:
    return row["components"] if isinstance(row, dict) else row.children


def _id_of(part: Any) -> str:
    return part["custom_id"] if isinstance(part, dict) else part.custom_id


def id_on(message: ResponseMessage | discord.Message, beginning: str) -> str:
    """Returns the id of the first button or menu that begins so."""
    found = [custom_id for custom_id in ids_on(message) if custom_id.startswith(beginning)]
    assert found, f"nothing on the message begins with {beginning}: {ids_on(message)}"
    return found[0]


def options_of(message: ResponseMessage, menu: str) -> list[str]:
    """Returns the values that a menu offers."""
    parts = [part for row in message.components for part in row["components"]]
    [found] = [part for part in parts if part["custom_id"] == menu]
    return [option["value"] for option in found["options"]]


@dataclass(frozen=True)
class ChallengeScene:
    """Mo, who runs the server, beside Ada and Bob."""

    scene: Scene
    mo: MemberActor

    async def draft(self, **changes: str) -> ResponseMessage:
        """Has Mo write a challenge down, and returns the preview."""
        opened = await self.mo.slash(self.scene.channel, "challenge create")
        return answer_to(await self.mo.submit_modal(opened, {**TEXTS, **changes}))

    async def begin(self, **changes: str) -> str:
        """Has Mo post a challenge, and returns its id."""
        organising, guild_id = self.scene.bot.services.challenges.organising, self.scene.guild.id
        before = {challenge.id for challenge in await organising.current(guild_id)}
        await self.press(self.mo, await self.draft(**changes), "draft:post")
        [begun] = {challenge.id for challenge in await organising.current(guild_id)} - before
        return begun

    async def press(self, member: MemberActor, message: Any, beginning: str) -> InteractionResult:
        """Has a member press the first button whose id begins so."""
        return await member.click(message, custom_id=id_on(message, beginning))

    async def wait(self, seconds: float) -> None:
        """Lets time pass, and the bot's clock tick once more, which it does every hour here."""
        await self.scene.env.advance_time(seconds + TICK)

    async def restart(self) -> None:
        """Has the bot go and come back."""
        await self.scene.env.restart_bot(AtelierBot(self.scene.bot.services))

    async def open_to_all(self) -> None:
        """Has Mo let everybody vote, however new they are."""
        channel = self.scene.channel
        await self.mo.slash(channel, "challenge settings", account_days=0, membership_days=0)

    async def write(self, member: MemberActor, theme: str = "snow") -> ResponseMessage:
        """Has a member make a poem."""
        return answer_to(await member.slash(self.scene.channel, "poem", theme=theme))

    async def enter(self, member: MemberActor) -> ResponseMessage:
        """Has a member enter their latest work, and returns what they see then."""
        panel = answer_to(await member.slash(self.scene.channel, "challenge submit"))
        menu = id_on(panel, "enter:work")
        chosen = options_of(panel, menu)[0]
        return answer_to(await member.select(panel, [chosen], custom_id=menu))

    def told(self, result: InteractionResult) -> str:
        """Returns what the one who acted is told alone, whom an expected error may have stopped."""
        message = (result.followups or [answer_to(result)])[-1]
        assert message.ephemeral
        for error in self.scene.env.errors:
            assert isinstance(error.__cause__ or error, UserFacingError)
        return message.content

    def said(self) -> list[str]:
        """Returns what the bot said in the channel, oldest first."""
        messages = self.scene.channel.history()
        return [each.content for each in messages if each.type is discord.MessageType.default]


def set_challenge_scene(scene: Scene) -> ChallengeScene:
    """Gives a server somebody who runs it."""
    allowed = discord.Permissions(manage_guild=True)
    role = scene.guild.create_role("hosts", permissions=allowed)
    return ChallengeScene(scene, scene.guild.add_member(scene.env.create_user("mo"), roles=[role]))
