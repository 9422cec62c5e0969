"""The buttons for what waits, runs or has failed."""

import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult, ResponseMessage

from tests.cogs.conftest import Execute
from tests.conftest import Rows
from tests.scene import Scene, answer_to, buttons_of, embed_of, interrupt, whispered


async def _press(member: MemberActor, message: ResponseMessage, button: str) -> InteractionResult:
    return await member.click(message, custom_id=buttons_of(message)[button])


def _moderator(scene: Scene, name: str = "mo") -> MemberActor:
    permissions = discord.Permissions(manage_messages=True)
    role = scene.guild.create_role("moderators", permissions=permissions)
    return scene.guild.add_member(scene.env.create_user(name), roles=[role])


class TestCancel:
    """A command that waits or runs; here, one that a crash has left open."""

    async def test_ones_own(self, scene: Scene, stored: Rows) -> None:
        waiting = await interrupt(scene)
        await _press(scene.ada, waiting, "cancel")

        assert waiting.content == "🚫 Cancelled."
        assert not waiting.components
        assert stored("SELECT status FROM jobs") == [{"status": "cancelled"}]

    async def test_a_moderator_is_named(self, scene: Scene, stored: Rows) -> None:
        waiting = await interrupt(scene)
        moderator = _moderator(scene)
        await _press(moderator, waiting, "cancel")

        assert waiting.content == f"🚫 Cancelled by {moderator.mention}, a moderator."
        [body] = [b for b in scene.requests("PATCH", "@original") if "🚫" in str(b["content"])]
        assert body["allowed_mentions"] == {"parse": []}
        assert stored("SELECT status, error FROM jobs") == [
            {"status": "cancelled", "error": f"Cancelled by {moderator.mention}, a moderator."}
        ]

    async def test_others_are_refused_in_private(self, scene: Scene, stored: Rows) -> None:
        waiting = await interrupt(scene)
        before = waiting.content
        said = whispered(await _press(scene.bob, waiting, "cancel"))

        assert said == "⚠️ Only the one who asked for this, or a moderator, can cancel it."
        assert waiting.content == before
        assert "cancelled" not in str(stored("SELECT status FROM jobs"))

    @pytest.mark.parametrize("status", ["done", "failed", "cancelled"])
    async def test_what_is_over_stays_as_it_is(
        self, scene: Scene, execute: Execute, status: str
    ) -> None:
        waiting = await interrupt(scene)
        await execute(f"UPDATE jobs SET status = '{status}'")
        said = whispered(await _press(scene.ada, waiting, "cancel"))

        assert said == "⚠️ This is over already; there is nothing left to cancel."

    async def test_an_unknown_job(self, scene: Scene, execute: Execute) -> None:
        waiting = await interrupt(scene)
        await execute("DELETE FROM jobs")
        said = whispered(await _press(scene.ada, waiting, "cancel"))

        assert said == "⚠️ I don't remember that command any more."


class TestRetry:
    """A command that failed."""

    async def test_it_is_made_again_for_whoever_wants_it(
        self, scene: Scene, execute: Execute, stored: Rows
    ) -> None:
        failed = await scene.ask("poem", theme="reject", form="haiku")
        await execute("UPDATE jobs SET request = replace(request, 'reject', 'snow')")
        again = answer_to(await _press(scene.bob, failed, "retry"))

        assert embed_of(again).title == "snow"
        assert "a haiku" in str(embed_of(again).description)
        assert stored("SELECT member_id, status FROM jobs ORDER BY created_at") == [
            {"member_id": scene.ada.id, "status": "failed"},
            {"member_id": scene.bob.id, "status": "done"},
        ]

    async def test_what_is_forgotten_says_so(self, scene: Scene, execute: Execute) -> None:
        failed = await scene.ask("poem", theme="reject")
        await execute("DELETE FROM jobs")
        said = whispered(await _press(scene.ada, failed, "retry"))

        assert said == "⚠️ I don't remember that command any more. Please send it again."
