"""What a member is told when Discord refuses an emoji or a sticker, or makes them wait."""

import asyncio
from typing import Any

import pytest

from cogs import expression_adding
from tests.expression_scene import STICKER_FIELDS, ExpressionScene, set_expression_scene
from tests.scene import Scene, answer_to

_VALUES = {"emoji": {"name": "fox"}, "sticker": STICKER_FIELDS}
_FORM = "Invalid Form Body\n"


@pytest.fixture
def stage(scene: Scene) -> ExpressionScene:
    return set_expression_scene(scene)


async def _refused(
    stage: ExpressionScene, kind: str, status: int, code: int, message: str = ""
) -> str:
    stage.scene.env.inject_error(
        "POST", f"/guilds/*/{kind}*s", status=status, code=code, message=message
    )
    return await stage.add(kind, **_VALUES[kind])


@pytest.mark.parametrize(("kind", "status", "code", "message", "told"), [
    ("emoji", 400, 30008, "", "All places for emoji in this server are taken."),
    ("sticker", 400, 30039, "", "All places for stickers in this server are taken."),
    ("emoji", 403, 50013, "", "I need the permission *Create Expressions*"),
    ("sticker", 403, 50013, "", "I need the permission *Create Expressions*"),
    ("emoji", 404, 10004, "", "I'm no longer in this server"),
    ("sticker", 403, 50001, "", "I'm no longer in this server"),
    ("emoji", 400, 50035, f"{_FORM}In name: No.", "Discord does not take this name."),
    ("emoji", 400, 50035, f"{_FORM}In image: No.", "does not take this picture as a file"),
    ("sticker", 400, 50035, f"{_FORM}In file: No.", "does not take this picture as a file"),
    ("sticker", 400, 50035, f"{_FORM}In tags: No.", "does not take this related emoji"),
    ("sticker", 400, 50035, f"{_FORM}In description: No.", "does not take this description"),
    ("sticker", 400, 50035, _FORM, "Discord does not take it like this."),
    ("emoji", 400, 50045, "", "does not take this picture as a file"),
    ("sticker", 400, 50046, "", "does not take this picture as a file"),
    ("emoji", 400, 50138, "", "does not take this picture as a file"),
    ("emoji", 429, 0, "", "takes no more new emoji or stickers from this server just now"),
])  # fmt: skip
async def test_what_discord_refuses_is_told_in_plain_words(
    stage: ExpressionScene, kind: str, status: int, code: int, message: str, told: str
) -> None:
    said = await _refused(stage, kind, status, code, message)

    assert told in said
    assert str(code) not in said


async def test_what_nobody_foresaw_is_noted_under_a_reference(stage: ExpressionScene) -> None:
    assert "noted under reference" in await _refused(stage, "emoji", 400, 12345)


class _Listener:
    """An interaction whose answer is listened to."""

    def __init__(self) -> None:
        self.id = 1
        self.said: list[str] = []
        self.heard = asyncio.Event()

    async def edit_original_response(self, *, content: str) -> None:
        self.said.append(content)
        self.heard.set()


async def test_whom_discord_makes_wait_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """discord.py keeps quiet while it waits for a rate limit, which can be for an hour."""
    monkeypatch.setattr(expression_adding, "PATIENCE_SECONDS", 0.001)
    listener: Any = _Listener()

    async def late() -> str:
        await listener.heard.wait()
        return "added"

    assert await expression_adding.add(listener, late()) == "added"
    [said] = listener.said
    assert "this one has to wait" in said


async def test_where_discord_is_quick_nothing_is_said_meanwhile() -> None:
    listener: Any = _Listener()

    async def at_once() -> str:
        return "added"

    assert await expression_adding.add(listener, at_once()) == "added"
    assert not listener.said


async def test_that_it_could_not_be_told_is_no_failure(
    stage: ExpressionScene, caplog: pytest.LogCaptureFixture
) -> None:
    opened = await stage.ask("emoji")
    stage.scene.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=401, code=50027)
    result = await stage.mo.submit_modal(opened, {"name": "fox"})

    assert not answer_to(result).content
    assert not result.followups
    assert "takes no answer" in caplog.text
    assert stage.scene.env.backend.get_guild(stage.scene.guild.id).emojis
