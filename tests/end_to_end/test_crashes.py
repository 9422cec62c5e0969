"""Processes end in the middle of things: told to, killed, or only the worker."""

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sandbox.client import MemberClient
from tests.end_to_end.answers import (
    answers_in,
    button_of,
    footer_of,
    generating,
    is_private,
    is_work,
    progress_for,
    text_of,
    work_for,
)
from tests.end_to_end.bot_process import BotProcess, is_running, wait_until_gone
from tests.end_to_end.conftest import StartBot


async def test_sigterm_lets_a_job_end_and_keeps_the_place_of_who_still_waits(
    bot: BotProcess, start_bot: StartBot, ada: MemberClient, bruno: MemberClient
) -> None:
    worker = await bot.worker_id()
    running = await ada.use_command("poem", {"theme": "slow rain"})
    await generating(ada, running)
    waiting = await bruno.use_command("poem", {"theme": "sun"})
    await progress_for(bruno, waiting)

    bot.send(signal.SIGTERM)

    told = await bruno.answer_to(waiting, lambda message: "restarted" in message["content"])
    assert told["content"] == "⏸️ I'm being restarted; your place is kept."
    refused = await bruno.answer_to(await bruno.use_command("poem", {"theme": "wind"}))
    assert refused["content"] == "⚠️ I'm being restarted. Please try again in a minute."
    assert is_private(refused)
    assert await bot.exit_code() == 0
    assert not is_running(worker)
    assert "slow rain" in text_of(await work_for(ada, running))
    assert "Traceback" not in bot.output

    await start_bot()

    assert "sun" in text_of(await work_for(bruno, waiting))
    [answer] = [m for m in await answers_in(bruno, waiting) if not is_private(m)]
    assert answer["id"] == told["id"]
    assert len(await answers_in(ada, running)) == 1


async def test_at_the_second_signal_it_leaves_at_once(
    bot: BotProcess, start_bot: StartBot, ada: MemberClient
) -> None:
    worker = await bot.worker_id()
    use = await ada.use_command("poem", {"theme": "slow rain"})
    await generating(ada, use)

    bot.send(signal.SIGTERM)
    await bot.wait_for("once more, and I leave at once")
    bot.send(signal.SIGTERM)
    # Had it waited for the poem, it would have ended in peace.
    assert await bot.exit_code() == 128 + signal.SIGTERM
    await wait_until_gone(worker)

    await start_bot()
    assert "slow rain" in text_of(await work_for(ada, use))
    assert len(await answers_in(ada, use)) == 1


async def test_a_killed_bot_leaves_no_worker_behind(bot: BotProcess, ada: MemberClient) -> None:
    worker = await bot.worker_id(lane="images")
    await generating(ada, await ada.use_command("imagine", {"prompt": "a slow fox"}))
    assert is_running(worker)

    bot.send(signal.SIGKILL)

    await bot.exit_code()
    await wait_until_gone(worker)


async def test_who_waited_gets_their_work_after_a_crash(
    bot: BotProcess, start_bot: StartBot, ada: MemberClient, bruno: MemberClient
) -> None:
    cut_off = await ada.use_command("poem", {"theme": "slow rain"})
    waiting = await generating(ada, cut_off)
    queued = await bruno.use_command("lyrics", {"theme": "sun"})
    await progress_for(bruno, queued)

    bot.send(signal.SIGKILL)
    await bot.exit_code()
    await start_bot()

    work = await work_for(ada, cut_off)
    assert "slow rain" in text_of(work)
    assert work["id"] == waiting["id"]
    assert "sun" in text_of(await work_for(bruno, queued))
    for member, use in ((ada, cut_off), (bruno, queued)):
        assert len(await answers_in(member, use)) == 1


async def test_a_crash_when_the_token_is_dead_leaves_it_to_the_channel_once(
    bot: BotProcess,
    start_bot: StartBot,
    ada: MemberClient,
    tmp_path: Path,
) -> None:
    use = await ada.use_command("poem", {"theme": "slow rain"})
    await generating(ada, use)
    bot.send(signal.SIGKILL)
    await bot.exit_code()
    forget_token(tmp_path)
    again = await start_bot()

    work = await ada.wait_for_message(lambda m: f"<@{ada.id}>" in m["content"])
    assert "slow rain" in text_of(work)
    again.send(signal.SIGKILL)
    await again.exit_code()
    forget_delivery(tmp_path)
    third = await start_bot()
    await third.wait_for("going on with 0 jobs, 1 answers")
    await ada.wait_for_bot("poem")

    said = await ada.history("studio")
    assert [m["id"] for m in said if m["embeds"]] == [work["id"]]


async def test_profile_works_and_buttons_outlive_a_crash(
    bot: BotProcess, start_bot: StartBot, ada: MemberClient
) -> None:
    noted = await ada.use_command("profile set", {"mood": "melancholic"})
    await ada.answer_to(noted, is_work)
    work = await work_for(ada, await ada.use_command("poem", {"theme": "rain"}))
    bot.send(signal.SIGKILL)
    await bot.exit_code()

    await start_bot()
    await ada.wait_for_bot("poem")

    new = await work_for(ada, await ada.use_command("poem", {"theme": "sun"}))
    assert "your style: melancholic" in footer_of(new)
    liked = await ada.answer_to(await ada.click(work, button_of(work, "like")))
    assert "noted for your style. So far 👍 1 and 👎 0" in liked["content"]
    another = await work_for(ada, await ada.click(work, button_of(work, "again")))
    assert "rain" in text_of(another)
    assert text_of(another) != text_of(work)
    await ada.click(work, button_of(work, "delete"))
    await ada.wait_for_deletion(work["id"])


async def test_a_job_whose_worker_was_killed_is_made_by_the_next(
    bot: BotProcess, ada: MemberClient
) -> None:
    use = await ada.use_command("poem", {"theme": "slow rain"})
    await generating(ada, use)

    os.kill(await bot.worker_id(), signal.SIGKILL)

    assert "slow rain" in text_of(await work_for(ada, use))
    assert len(await answers_in(ada, use)) == 1
    assert is_running(await bot.worker_id(nth=2))


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
async def test_an_idle_bot_ends_at_once(bot: BotProcess, kind: signal.Signals) -> None:
    worker = await bot.worker_id()
    bot.send(kind)
    assert await bot.exit_code() == 0
    assert not is_running(worker)


def forget_token(folder: Path) -> None:
    """Makes all interactions as old as Discord lets them get."""
    change(folder, "UPDATE jobs SET token_expires_at = '2026-01-01 00:00:00'")


def forget_delivery(folder: Path) -> None:
    """As if the bot had died between sending an answer and noting it."""
    change(folder, "UPDATE jobs SET delivery = 'pending', delivered_message_id = NULL")


def change(folder: Path, sql: str) -> None:
    with closing(sqlite3.connect(folder / "atelier.sqlite3")) as connection, connection:
        connection.execute(sql)
