"""What a member sees while they wait, and when something goes wrong."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

import cogs.delivery
import cogs.pace
from bot.errors import Restarting
from models.backend import ModelConfiguration
from models.base import ImageRequest, PoemRequest
from models.engine.engine import EngineConfiguration, Job
from models.errors import BackendFailed, GenerationError, ModelUnavailable
from tests.conftest import Rows
from tests.scene import Scene, answer_to, buttons_of, embed_of, meanwhile, whispered
from tests.scripted_backends import LANES

_FOURTEEN_MINUTES = 14 * 60


def _submit(scene: Scene, theme: str, member_id: int = 1) -> Job:
    """Has somebody else ask for a poem."""
    return scene.bot.services.engine.submit(PoemRequest(theme, seed=1), member_id=member_id)


async def _end_job(scene: Scene, error: GenerationError) -> None:
    """Has the model fail at what it works on."""
    [job] = scene.bot.services.engine.running
    job.fail(error)


def _break(scene: Scene, method: str, path: str, *, status: int, times: int | None = None) -> None:
    """Has Discord fail from now on, in the middle of a command."""
    scene.env.backend.faults.append(
        {"method": method, "path": path, "status": status, "code": 50001, "message": "No",
         "times": times}
    )  # fmt: skip


async def _deliver_late(scene: Scene, path: str) -> None:
    """Has a poem made that takes so long that only the channel is left, which refuses it."""

    async def age() -> None:
        scene.env.backend.advance_clock(_FOURTEEN_MINUTES + 1)
        _break(scene, "POST", path, status=403)

    command = scene.ada.slash(scene.channel, "poem", theme="pause")
    await meanwhile(command, lambda: scene.is_working, age)


class TestFailures:
    """What can go wrong while a work is made."""

    async def test_a_request_that_the_model_refuses(self, scene: Scene, stored: Rows) -> None:
        message = await scene.ask("poem", theme="please reject this")

        assert message.content == "⚠️ The model can't do that: the theme says reject."
        assert not message.embeds
        assert set(buttons_of(message)) == {"retry"}
        [job] = stored("SELECT status, error, delivery FROM jobs")
        assert (job["status"], job["delivery"]) == ("failed", "delivered")
        assert job["error"] in message.content

    async def test_a_model_that_fails_gives_a_reference(self, scene: Scene, stored: Rows) -> None:
        message = await scene.ask("imagine", prompt="fail at foxes")

        assert re.search(r"went wrong in the model \(reference [0-9a-f]{8}\)", message.content)
        assert stored("SELECT status FROM jobs") == [{"status": "failed"}]
        assert (await scene.ask("imagine", prompt="a fox")).attachments

    async def test_a_model_that_dies_is_back_for_the_next(self, scene: Scene, stored: Rows) -> None:
        message = await scene.ask("poem", theme="die of laughter")

        assert "The model broke down over this twice" in message.content
        assert embed_of(await scene.ask("poem", theme="snow")).title == "snow"
        statuses = [row["status"] for row in stored("SELECT status FROM jobs ORDER BY created_at")]
        assert statuses == ["failed", "done"]

    async def test_the_bot_shuts_down_meanwhile(self, scene: Scene, stored: Rows) -> None:
        async def stop() -> None:
            scene.bot.services.orders.close()
            await scene.bot.services.engine.stop(grace_seconds=0)

        command = scene.ada.slash(scene.channel, "poem", theme="slow snow")
        message = answer_to(await meanwhile(command, lambda: scene.is_working, stop))

        assert message.content == "⏸️ I'm being restarted; your place is kept."
        [job] = stored("SELECT status, delivery FROM jobs")
        assert job["status"] in {"queued", "running"}
        assert job["delivery"] == "pending"
        refused = await scene.refused("poem", Restarting, theme="snow")
        assert refused.content == "⚠️ I'm being restarted. Please try again in a minute."

    async def test_an_unexpected_error_is_a_reference_in_answer_and_log(
        self, scene: Scene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def broken(_creation: object) -> None:
            raise ZeroDivisionError("secret detail")

        monkeypatch.setattr(cogs.delivery, "present_work", broken)
        said = await scene.ask("poem", theme="snow")

        found = re.search(r"reference ([0-9a-f]{6})", said.content)
        assert found is not None
        assert "secret detail" not in said.content
        assert f"reference {found[1]}" in caplog.text
        assert "secret detail" in caplog.text


class TestPlace:
    """The place where the answer belongs may be gone."""

    async def test_after_fourteen_minutes_the_channel_is_told(self, scene: Scene) -> None:
        async def age() -> None:
            scene.env.backend.advance_clock(_FOURTEEN_MINUTES + 1)

        command = scene.ada.slash(scene.channel, "imagine", prompt="pause and a fox", count=2)
        await meanwhile(command, lambda: scene.is_working, age)

        message = scene.channel.last_message
        assert message is not None
        assert message.content.startswith(scene.ada.mention)
        assert [file.filename for file in message.attachments] == [
            "grid.png", "image-1.png", "image-2.png",
        ]  # fmt: skip
        assert message.components
        [body] = scene.requests("POST", f"/channels/{scene.channel.id}/messages")
        assert body["allowed_mentions"] == {"parse": [], "users": [scene.ada.id]}

    async def test_after_fourteen_minutes_an_error_is_told_there_too(self, scene: Scene) -> None:
        async def age() -> None:
            scene.env.backend.advance_clock(_FOURTEEN_MINUTES + 1)
            await _end_job(scene, BackendFailed("The model is tired."))

        command = scene.ada.slash(scene.channel, "poem", theme="slow snow")
        await meanwhile(command, lambda: scene.is_working, age)

        message = scene.channel.last_message
        assert message is not None
        assert message.content == f"{scene.ada.mention} ⚠️ The model is tired."

    async def test_a_deleted_answer_comes_as_a_channel_message(
        self, scene: Scene, stored: Rows
    ) -> None:
        async def delete() -> None:
            [waiting] = scene.channel.history()
            scene.env.backend.delete_message(scene.channel.id, waiting.id)

        command = scene.ada.slash(scene.channel, "imagine", prompt="pause and a fox")
        await meanwhile(command, lambda: scene.is_working and bool(scene.channel.history()), delete)

        [message] = scene.channel.history()
        assert message.content.startswith(scene.ada.mention)
        assert len(await message.attachments[0].read()) > 0
        assert stored("SELECT message_id FROM works") == [{"message_id": message.id}]

    async def test_where_the_channel_is_closed_a_direct_message_tells(
        self, scene: Scene, stored: Rows
    ) -> None:
        await _deliver_late(scene, f"/channels/{scene.channel.id}/messages")

        [work] = stored("SELECT id, channel_id, message_id FROM works")
        message = scene.env.backend.get_message(work["channel_id"], work["message_id"])
        assert message.channel_id != scene.channel.id
        assert message.content == "Here is what you asked for:"
        assert stored("SELECT delivery, delivered_message_id FROM jobs") == [
            {"delivery": "delivered", "delivered_message_id": message.id}
        ]

    async def test_what_can_be_sent_nowhere_is_kept(self, scene: Scene, stored: Rows) -> None:
        await _deliver_late(scene, "/channels/*/messages")

        [job] = stored("SELECT status, delivery, work_id FROM jobs")
        assert (job["status"], job["delivery"]) == ("done", "undeliverable")
        assert stored("SELECT id FROM works") == [{"id": job["work_id"]}]
        assert scene.env.errors == []

    async def test_while_discord_is_away_the_answer_waits(self, scene: Scene, stored: Rows) -> None:
        async def break_down() -> None:
            _break(scene, "PATCH", "/webhooks/*", status=503, times=4)

        command = scene.ada.slash(scene.channel, "poem", theme="pause")
        message = answer_to(await meanwhile(command, lambda: scene.is_working, break_down))
        assert stored("SELECT status, delivery FROM jobs") == [
            {"status": "done", "delivery": "pending"}
        ]
        await scene.env.advance_time(60)

        assert embed_of(message).title == "pause"
        assert stored("SELECT delivery FROM jobs") == [{"delivery": "delivered"}]
        assert len(scene.channel.history()) == 1


class TestUserInstallation:
    """Where only the member installed the bot, it is not in the server."""

    @pytest.fixture
    def installation_owners(self) -> Callable[[int | None, int], dict[str, str]]:
        return lambda _guild_id, user_id: {"1": str(user_id)}

    async def test_commands_and_buttons_work(self, scene: Scene, stored: Rows) -> None:
        scene.env.inject_error("*", "/channels/*", status=403, code=50001, times=None)
        scene.env.inject_error("*", "/guilds/*", status=403, code=50001, times=None)
        work = await scene.ask("poem", theme="snow")
        another = answer_to(await scene.ada.click(work, custom_id=buttons_of(work)["again"]))

        assert embed_of(another).title == "snow"
        assert stored("SELECT guild_id, message_id FROM works ORDER BY created_at") == [
            {"guild_id": None, "message_id": work.id},
            {"guild_id": None, "message_id": another.id},
        ]
        # There, an interaction has five follow-ups; edits of its answer don't count.
        token_posts = [r for r in scene.env.http_requests if "/webhooks/" in r.path]
        assert all(request.method == "PATCH" for request in token_posts)


class TestFullQueue:
    """Overload is an immediate, polite answer."""

    @pytest.fixture
    def engine_settings(self) -> EngineConfiguration:
        return EngineConfiguration(lanes=LANES, max_queued=2, max_queued_per_member=1)

    async def test_too_many_wait(self, scene: Scene, stored: Rows) -> None:
        jobs = [_submit(scene, "slow", member_id) for member_id in (1, 2, 3)]
        said = whispered(await scene.ada.slash(scene.channel, "poem", theme="snow"))

        assert "The line is full: 2 are waiting." in said
        assert re.search(r"try again in about \d+ seconds", said)
        assert stored("SELECT status, delivery FROM jobs") == [
            {"status": "failed", "delivery": "delivered"}
        ]
        assert scene.channel.history() == []
        for job in jobs:
            job.cancel()

    async def test_one_member_waits_for_too_many(self, scene: Scene) -> None:
        jobs = [_submit(scene, "slow"), _submit(scene, "slow", scene.ada.id)]
        said = whispered(await scene.ada.slash(scene.channel, "poem", theme="snow"))

        assert "You have 1 waiting already" in said
        for job in jobs:
            job.cancel()


class TestNoModels:
    """The models can't be started: that is told, and everything else goes on."""

    @pytest.fixture
    def engine_settings(self) -> EngineConfiguration:
        lanes = tuple(replace(lane, backend="tests.no_such_module:build") for lane in LANES)
        return EngineConfiguration(lanes=lanes, restart_seconds=0.01)

    async def test_the_member_is_told_why(self, scene: Scene) -> None:
        message = await scene.refused("poem", ModelUnavailable, theme="snow")

        assert "The models could not be started" in message.content
        assert (await scene.ask("profile set", mood="eerie")).content == "Noted."


class TestProgress:
    """A waiting member sees where their command stands."""

    @pytest.fixture
    def engine_settings(self) -> EngineConfiguration:
        models = ModelConfiguration(image_model_id="slow")
        return EngineConfiguration(models, lanes=LANES)

    async def test_the_answer_is_deferred_before_anything_else(self, scene: Scene) -> None:
        await scene.ask("poem", theme="snow")

        first = next(r for r in scene.env.http_requests if "/callback" in r.path)
        assert first.json == {"type": 5}
        between = scene.env.http_requests[: scene.env.http_requests.index(first)]
        assert not any("/webhooks/" in request.path for request in between)

    async def test_place_and_percentage_are_shown(
        self, scene: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cogs.pace, "EDIT_SECONDS", 0)
        monkeypatch.setattr(cogs.pace, "EDITS_PER_SECOND", float("inf"))
        request = ImageRequest("pause", seed=1)
        submit = scene.bot.services.engine.submit
        others = [submit(request, member_id=member_id) for member_id in (1, 2)]
        await scene.ask("imagine", prompt="pause")

        shown = [body["content"] for body in scene.requests("PATCH", "@original")]
        assert re.fullmatch("⏳ You are number 2 in line(, .+)?\\.", shown[0])
        lines = [line.split()[0] for line in shown[:-1]]
        assert list(dict.fromkeys(lines)) == ["⏳", "🎨"]
        assert any(line.startswith("⏳ You are next in line") for line in shown[:-1])
        assert shown[-1] is None
        percentages = [int(found) for found in re.findall(r"(\d+)%", "".join(shown[:-1]))]
        assert len(percentages) > 3
        assert percentages == sorted(percentages)
        assert all(job.done for job in others)

    async def test_the_first_to_ask_sees_the_model_being_loaded(
        self, scene: Scene, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(cogs.pace, "EDIT_SECONDS", 0)
        monkeypatch.setattr(cogs.pace, "EDITS_PER_SECOND", float("inf"))
        await scene.ask("imagine", prompt="pause")

        shown = [str(body["content"]) for body in scene.requests("PATCH", "@original")]
        assert any(line.startswith("📦 Loading the model") for line in shown)

    async def test_the_message_that_waits_has_a_cancel_button_until_the_work_is_there(
        self, scene: Scene
    ) -> None:
        work = await scene.ask("poem", theme="pause")

        first, *_ = scene.requests("PATCH", "@original")
        [row] = first["components"]
        assert [button["label"] for button in row["components"]] == ["Cancel"]
        assert "cancel" not in buttons_of(work)
