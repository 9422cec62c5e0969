"""A server with somebody who may add emoji and stickers, and what tests of them do."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import discord
from PIL import Image
from simcord.actors import MemberActor
from simcord.builders import RoleHandle
from simcord.results import InteractionResult, ResponseMessage

from tests.scene import Scene, answer_to, buttons_of

PROMPT = "a red fox"
STICKER_FIELDS = {"name": "Red fox", "related": "🦊", "description": ""}


@dataclass(frozen=True)
class ExpressionScene:
    """Mo, who may add emoji and stickers, beside Ada and Bob, who may not."""

    scene: Scene
    mo: MemberActor
    role: RoleHandle

    async def small(
        self, member: MemberActor | None = None, **options: Any
    ) -> tuple[ResponseMessage, ResponseMessage]:
        """Has Ada draw and a member (Mo) press *Emoji*; returns the work and the answer."""
        drawn = await self.scene.ask("imagine", prompt=PROMPT, **{"seed": 7, **options})
        return drawn, await self.press_emoji(drawn, member)

    async def press_emoji(
        self, drawn: ResponseMessage, member: MemberActor | None = None
    ) -> ResponseMessage:
        """Returns what a member (Mo) sees who presses *Emoji*."""
        button = buttons_of(drawn)["emoji"]
        return answer_to(await (member or self.mo).click(drawn, custom_id=button))

    async def ask(self, kind: str, **options: Any) -> InteractionResult:
        """Has Mo press *Add as emoji* or *Add as sticker*, which opens a modal."""
        _, small = await self.small(**options)
        return await self.mo.click(small, custom_id=buttons_of(small)[kind])

    async def submit(self, opened: InteractionResult, **values: Any) -> str:
        """Has Mo submit a modal, and returns what only Mo is told."""
        return told(await self.mo.submit_modal(opened, values))

    async def add(self, kind: str, **values: Any) -> str:
        """Has Mo add a picture, and returns what only Mo is told."""
        return await self.submit(await self.ask(kind), **values)

    def take_away(self, role: RoleHandle) -> None:
        """Takes all permissions from those who have a role."""
        backend = self.scene.env.backend
        backend.edit_role(self.scene.guild.id, role.id, {"permissions": 0})

    @property
    def bots_role(self) -> RoleHandle:
        user = self.scene.bot.user
        assert user is not None
        return self.scene.guild.roles[user.name]


def set_expression_scene(scene: Scene) -> ExpressionScene:
    """Gives a server somebody who may add to it."""
    role = scene.guild.create_role(
        "makers", permissions=discord.Permissions(create_expressions=True)
    )
    mo = scene.guild.add_member(scene.env.create_user("mo"), roles=[role])
    return ExpressionScene(scene, mo, role)


def told(result: InteractionResult) -> str:
    """Returns what only the one who acted is told."""
    message = (result.followups or [answer_to(result)])[-1]
    assert message.ephemeral
    return message.content


def fields_of(opened: InteractionResult) -> dict[str, dict[str, Any]]:
    """Returns the fields of a modal by their ids."""
    assert opened.modal is not None
    fields = [label["component"] for label in opened.modal["components"]]
    return {field["custom_id"]: field for field in fields}


def colour_in(png: bytes) -> Any:
    """Returns the colour in the middle of a picture."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    return picture.getpixel((picture.width // 2, picture.height // 2))
