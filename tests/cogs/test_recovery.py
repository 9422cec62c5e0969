"""What members hear of commands that a crash cut off."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from urllib.parse import unquote

import pytest
import simcord.http.client
from simcord.results import ResponseMessage

from bot.client import AtelierBot
from bot.settings import Settings
from tests.conftest import Rows
from tests.scene import Scene, answer_to, embed_of, meanwhile, wait_until

_NOTICE = "I was restarted while I worked on this"
Execute = Callable[[str], None]


@pytest.fixture(autouse=True)
def _paths_as_they_are_sent(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    """SimCord takes paths as discord.py quotes them; aiohttp sends a plain @ for %40."""
    path_of = simcord.http.client._path_of

    def unquoted_path_of(url: str) -> str:
        return unquote(path_of(url))

    monkeypatch.setattr(simcord.http.client, "_path_of", unquoted_path_of)


@pytest.fixture
def execute(settings: Settings) -> Execute:
    def write(sql: str) -> None:
        with closing(sqlite3.connect(settings.data_folder / "atelier.sqlite3")) as connection:
            connection.execute(sql)
            connection.commit()

    return write


async def _interrupt(scene: Scene) -> ResponseMessage:
    """Has the bot vanish while it works; the member keeps the waiting message."""

    async def vanish() -> None:
        for delivery in scene.bot.deliveries:
            delivery.cancel()

    command = scene.ada.slash(scene.channel, "poem", theme="slow snow")
    result = await meanwhile(command, lambda: scene.is_working, vanish)
    await wait_until(lambda: not scene.is_working)
    return answer_to(result)


async def _restart(scene: Scene) -> None:
    await scene.env.restart_bot(AtelierBot(scene.bot.services))


async def test_the_answer_tells_while_its_token_lives(scene: Scene, stored: Rows) -> None:
    waiting = await _interrupt(scene)
    assert stored("SELECT status FROM jobs WHERE status IN ('queued', 'running')")

    await _restart(scene)

    assert _NOTICE in waiting.content
    assert len(scene.channel.history()) == 1
    [job] = stored("SELECT status, error FROM jobs")
    assert job["status"] == "failed"
    assert _NOTICE in job["error"]


async def test_a_channel_message_tells_later(scene: Scene, execute: Execute, stored: Rows) -> None:
    waiting = await _interrupt(scene)
    execute("UPDATE jobs SET created_at = '2025-12-31 23:00:00'")

    await _restart(scene)

    assert _NOTICE not in waiting.content
    told = scene.channel.last_message
    assert told is not None
    assert told.content.startswith(scene.ada.mention)
    assert _NOTICE in told.content
    [request] = scene.requests("POST", f"/channels/{scene.channel.id}/messages")
    assert request["allowed_mentions"]["users"] == [scene.ada.id]
    assert stored("SELECT status FROM jobs") == [{"status": "failed"}]


async def test_a_channel_message_tells_if_the_answer_was_deleted(scene: Scene) -> None:
    waiting = await _interrupt(scene)
    scene.env.backend.delete_message(scene.channel.id, waiting.id)

    await _restart(scene)

    told = scene.channel.last_message
    assert told is not None
    assert told.content.startswith(scene.ada.mention)


async def test_nobody_is_told_twice(scene: Scene, execute: Execute, stored: Rows) -> None:
    await _interrupt(scene)
    execute("UPDATE jobs SET created_at = '2025-12-31 23:00:00'")
    await _restart(scene)
    before = stored("SELECT * FROM jobs")
    await _restart(scene)
    scene.bot.dispatch("ready")
    await scene.env.settle()

    notices = [message for message in scene.channel.history() if _NOTICE in message.content]
    assert len(notices) == 1
    assert stored("SELECT * FROM jobs") == before


async def test_one_who_cannot_be_told_keeps_nobody_from_hearing(
    scene: Scene, execute: Execute, stored: Rows
) -> None:
    await _interrupt(scene)
    await _interrupt(scene)
    execute("UPDATE jobs SET created_at = '2025-12-31 23:00:00'")
    scene.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)

    await _restart(scene)

    notices = [message for message in scene.channel.history() if _NOTICE in message.content]
    assert len(notices) == 1
    assert stored("SELECT status FROM jobs") == 2 * [{"status": "failed"}]


async def test_finished_works_are_left_alone(scene: Scene, stored: Rows) -> None:
    work = await scene.ask("poem", theme="snow")
    await _restart(scene)

    assert not work.content
    assert embed_of(work).title == "snow"
    assert stored("SELECT status FROM jobs") == [{"status": "done"}]


@pytest.mark.parametrize(
    ("command", "options"), [("poem", {"theme": "snow"}), ("imagine", {"prompt": "snow"})]
)
async def test_a_finished_work_that_was_never_shown_is_shown_with_its_buttons(
    scene: Scene, execute: Execute, stored: Rows, command: str, options: dict[str, str]
) -> None:
    message = await scene.ask(command, **options)
    before = embed_of(message).to_dict()
    # As if the bot had died between storing the work and showing it.
    await message.message.edit(content="🎨 100%", embeds=[], attachments=[], view=None)
    execute("UPDATE works SET message_id = NULL")

    await _restart(scene)

    assert embed_of(message).to_dict() == before
    assert len(message.attachments) == (command == "imagine")
    assert len(message.components[0]["components"]) == 4
    [work] = stored("SELECT message_id FROM works")
    assert work["message_id"] == message.id
    assert [job["status"] for job in stored("SELECT status FROM jobs")] == ["done"]


async def test_a_work_that_was_shown_is_left_alone(scene: Scene) -> None:
    await scene.ask("poem", theme="snow")
    edits = len(scene.requests("PATCH", "@original"))

    await _restart(scene)

    assert len(scene.requests("PATCH", "@original")) == edits
