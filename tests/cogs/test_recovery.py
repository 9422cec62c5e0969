"""After a crash, everything goes on where it was."""

import pytest

from bot.client import AtelierBot
from tests.cogs.conftest import Execute
from tests.conftest import Rows
from tests.scene import POEM_BUTTONS, Scene, buttons_of, embed_of, interrupt

_EXPIRED = "UPDATE jobs SET token_expires_at = '2025-12-31 23:00:00'"


async def _restart(scene: Scene) -> None:
    await scene.env.restart_bot(AtelierBot(scene.bot.services))


class TestUnfinished:
    """Jobs that waited or ran."""

    async def test_a_job_goes_on_in_its_message(self, scene: Scene, stored: Rows) -> None:
        waiting = await interrupt(scene)
        [before] = stored("SELECT * FROM jobs")
        assert before["status"] in {"queued", "running"}
        assert before["message_id"] == waiting.id

        await _restart(scene)

        assert [message.id for message in scene.channel.history()] == [waiting.id]
        assert embed_of(waiting).title == "slow snow"
        assert set(buttons_of(waiting)) == POEM_BUTTONS
        [job] = stored("SELECT * FROM jobs")
        assert (job["id"], job["status"], job["delivery"]) == (before["id"], "done", "delivered")
        [work] = stored("SELECT * FROM works")
        assert (work["id"], work["message_id"]) == (job["work_id"], waiting.id)
        assert f'"seed": {work["seed"]}' in before["plan"]

    async def test_when_the_token_is_dead_the_channel_gets_it(
        self, scene: Scene, execute: Execute, stored: Rows
    ) -> None:
        waiting = await interrupt(scene)
        await execute(_EXPIRED)

        await _restart(scene)

        [told] = scene.channel.history()
        assert told.id != waiting.id
        assert told.content.startswith(scene.ada.mention)
        assert told.embeds[0].title == "slow snow"
        [request] = scene.requests("POST", f"/channels/{scene.channel.id}/messages")
        assert request["allowed_mentions"]["users"] == [scene.ada.id]
        assert request["enforce_nonce"]
        assert stored("SELECT id, delivered_message_id FROM jobs") == [
            {"id": request["nonce"], "delivered_message_id": told.id}
        ]

    async def test_all_go_on_in_the_order_of_arrival(
        self, scene: Scene, execute: Execute, stored: Rows
    ) -> None:
        for number in range(3):
            await interrupt(scene, f"slow snow {number}")
        await execute("UPDATE jobs SET plan = replace(plan, 'slow ', ''), status = 'queued'")

        await _restart(scene)

        works = stored("SELECT request FROM works ORDER BY created_at")
        assert [str(number) in work["request"] for number, work in enumerate(works)] == 3 * [True]
        assert len(scene.channel.history()) == 3

    async def test_what_the_model_refuses_by_now_is_told(
        self, scene: Scene, execute: Execute, stored: Rows
    ) -> None:
        waiting = await interrupt(scene)
        await execute("UPDATE jobs SET plan = replace(plan, 'slow', 'reject')")

        await _restart(scene)

        assert waiting.content == "⚠️ The model can't do that: the theme says reject."
        assert set(buttons_of(waiting)) == {"retry"}
        assert stored("SELECT status, delivery FROM jobs") == [
            {"status": "failed", "delivery": "delivered"}
        ]

    async def test_what_cannot_be_read_any_more_is_told(
        self, scene: Scene, execute: Execute, stored: Rows
    ) -> None:
        waiting = await interrupt(scene)
        await execute("UPDATE jobs SET plan = '{}'")

        await _restart(scene)

        assert "Please send it again." in waiting.content
        assert stored("SELECT status FROM jobs") == [{"status": "failed"}]


class TestUndelivered:
    """Jobs that had ended, whose answer may not have arrived."""

    @pytest.mark.parametrize(
        ("command", "options"), [("poem", {"theme": "snow"}), ("imagine", {"prompt": "snow"})]
    )
    async def test_a_finished_work_that_was_never_shown_is_shown_with_its_buttons(
        self,
        scene: Scene,
        execute: Execute,
        stored: Rows,
        command: str,
        options: dict[str, str],
    ) -> None:
        message = await scene.ask(command, **options)
        before, buttons = embed_of(message).to_dict(), buttons_of(message)
        # As if the bot had died between storing the work and showing it.
        await message.message.edit(content="🎨 100%", embeds=[], attachments=[], view=None)
        await execute("UPDATE works SET message_id = NULL")
        await execute("UPDATE jobs SET delivery = 'pending'")

        await _restart(scene)

        assert embed_of(message).to_dict() == before
        assert len(message.attachments) == (command == "imagine")
        assert buttons_of(message) == buttons
        [work] = stored("SELECT message_id FROM works")
        assert work["message_id"] == message.id
        assert [job["delivery"] for job in stored("SELECT delivery FROM jobs")] == ["delivered"]

    async def test_a_work_that_was_shown_is_left_alone(self, scene: Scene, stored: Rows) -> None:
        await scene.ask("poem", theme="snow")
        edits = len(scene.requests("PATCH", "@original"))
        before = stored("SELECT * FROM jobs")

        await _restart(scene)

        assert len(scene.requests("PATCH", "@original")) == edits
        assert stored("SELECT * FROM jobs") == before

    async def test_a_channel_message_that_was_sent_but_not_noted_is_found(
        self, scene: Scene, execute: Execute, stored: Rows
    ) -> None:
        await interrupt(scene)
        await execute(_EXPIRED)
        await _restart(scene)
        before = len(scene.channel.history())
        # As if the bot had died between sending the message and noting it.
        await execute("UPDATE jobs SET delivery = 'pending', delivered_message_id = NULL")

        await _restart(scene)

        assert len(scene.channel.history()) == before
        sent = scene.channel.last_message
        assert sent is not None
        assert stored("SELECT delivery, delivered_message_id FROM jobs") == [
            {"delivery": "delivered", "delivered_message_id": sent.id}
        ]

    async def test_an_answer_that_was_changed_but_not_noted_is_found(
        self, scene: Scene, execute: Execute, stored: Rows
    ) -> None:
        work = await scene.ask("poem", theme="snow")
        await execute(_EXPIRED)
        await execute("UPDATE jobs SET delivery = 'pending', delivered_message_id = NULL")

        await _restart(scene)

        assert [message.id for message in scene.channel.history()] == [work.id]
        assert stored("SELECT delivered_message_id FROM jobs") == [
            {"delivered_message_id": work.id}
        ]

    async def test_an_attempt_that_never_arrived_is_repeated(
        self, scene: Scene, execute: Execute
    ) -> None:
        await interrupt(scene)
        await execute(_EXPIRED)
        await _restart(scene)
        sent = scene.channel.last_message
        assert sent is not None
        scene.env.backend.delete_message(scene.channel.id, sent.id)
        await execute("UPDATE jobs SET delivery = 'pending', delivered_message_id = NULL")

        await _restart(scene)

        again = scene.channel.last_message
        assert again is not None
        assert again.id != sent.id
        assert again.embeds[0].title == "slow snow"

    async def test_where_nobody_may_look_it_is_sent_again(
        self, scene: Scene, execute: Execute, stored: Rows
    ) -> None:
        work = await scene.ask("poem", theme="snow")
        await execute(_EXPIRED)
        await execute("UPDATE jobs SET delivery = 'pending'")
        scene.env.inject_error("GET", "/channels/*", status=403, code=50001, times=None)

        await _restart(scene)

        [again] = scene.channel.history()
        assert again.id != work.id
        assert stored("SELECT delivery FROM jobs") == [{"delivery": "delivered"}]

    async def test_a_failure_is_told_once(
        self, scene: Scene, execute: Execute, stored: Rows
    ) -> None:
        await scene.ask("poem", theme="reject")
        await execute(_EXPIRED)
        await execute("UPDATE jobs SET delivery = 'pending'")
        await _restart(scene)

        assert len(scene.channel.history()) == 1
        assert stored("SELECT delivery FROM jobs") == [{"delivery": "delivered"}]

    async def test_a_failure_that_was_not_told_is_told_late(
        self, scene: Scene, execute: Execute, stored: Rows
    ) -> None:
        waiting = await interrupt(scene)
        await execute("UPDATE jobs SET status = 'failed', error = 'The model is tired.'")

        await _restart(scene)

        assert waiting.content == "⚠️ The model is tired."
        assert stored("SELECT delivery FROM jobs") == [{"delivery": "delivered"}]

    @pytest.mark.parametrize("expired", [False, True])
    async def test_a_cancellation_is_shown_only_where_the_member_waits(
        self, scene: Scene, execute: Execute, stored: Rows, expired: bool
    ) -> None:
        waiting = await interrupt(scene)
        await execute("UPDATE jobs SET status = 'cancelled', error = 'Cancelled.'")
        if expired:
            await execute(_EXPIRED)

        await _restart(scene)

        assert (waiting.content == "🚫 Cancelled.") is not expired
        assert len(scene.channel.history()) == 1
        assert stored("SELECT delivery FROM jobs") == [
            {"delivery": "undeliverable" if expired else "delivered"}
        ]

    async def test_a_work_that_was_deleted_is_not_shown(
        self, scene: Scene, execute: Execute, stored: Rows
    ) -> None:
        await scene.ask("poem", theme="snow")
        await execute("UPDATE jobs SET delivery = 'pending'")
        await execute("UPDATE works SET deleted_at = '2026-01-01 00:00:00'")
        edits = len(scene.requests("PATCH", "@original"))

        await _restart(scene)

        assert len(scene.requests("PATCH", "@original")) == edits
        assert stored("SELECT delivery FROM jobs") == [{"delivery": "undeliverable"}]

    async def test_one_who_cannot_be_told_keeps_nobody_from_hearing(
        self, scene: Scene, execute: Execute, stored: Rows
    ) -> None:
        await interrupt(scene, "pause")
        await interrupt(scene, "pause")
        await execute(_EXPIRED)
        scene.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, times=2)

        await _restart(scene)

        assert sorted(row["delivery"] for row in stored("SELECT delivery FROM jobs")) == [
            "delivered",
            "undeliverable",
        ]


async def test_nothing_is_done_twice(scene: Scene, execute: Execute, stored: Rows) -> None:
    await interrupt(scene)
    await execute(_EXPIRED)
    await _restart(scene)
    before = stored("SELECT * FROM jobs")
    await _restart(scene)
    scene.bot.dispatch("ready")
    await scene.env.settle()

    assert stored("SELECT * FROM jobs") == before
    assert len(stored("SELECT * FROM works")) == 1
    assert len(scene.channel.history()) == 1
