"""Processes end in the middle of things: told to, killed, or only the worker."""

import asyncio
import os
import signal

import pytest

from sandbox.client import MemberClient
from tests.end_to_end.answers import (
    answers_in,
    button_of,
    footer_of,
    generating,
    is_work,
    progress_for,
    text_of,
    work_for,
)
from tests.end_to_end.bot_process import BotProcess, is_running, wait_until_gone
from tests.end_to_end.conftest import StartBot


async def test_sigterm_lets_a_job_end_and_tells_who_still_waits(
    bot: BotProcess, ada: MemberClient, bruno: MemberClient
) -> None:
    worker = await bot.worker_id()
    running = await ada.use_command("poem", {"theme": "slow rain"})
    await generating(ada, running)
    waiting = await bruno.use_command("poem", {"theme": "sun"})
    await progress_for(bruno, waiting)

    bot.send(signal.SIGTERM)

    assert await bot.exit_code() == 0
    assert not is_running(worker)
    assert "slow rain" in text_of(await work_for(ada, running))
    [told] = await answers_in(bruno, waiting)
    assert "shutting down" in told["content"]
    assert "Traceback" not in bot.output


async def test_a_killed_bot_leaves_no_worker_behind(bot: BotProcess, ada: MemberClient) -> None:
    worker = await bot.worker_id()
    await generating(ada, await ada.use_command("imagine", {"prompt": "a slow fox"}))
    assert is_running(worker)

    bot.send(signal.SIGKILL)

    await bot.exit_code()
    await wait_until_gone(worker)


async def test_who_waited_is_told_after_a_crash(
    bot: BotProcess, start_bot: StartBot, ada: MemberClient, bruno: MemberClient
) -> None:
    cut_off = await ada.use_command("poem", {"theme": "slow rain"})
    await generating(ada, cut_off)
    queued = await bruno.use_command("lyrics", {"theme": "sun"})
    await progress_for(bruno, queued)

    bot.send(signal.SIGKILL)
    await bot.exit_code()
    await start_bot()

    for member, use in ((ada, cut_off), (bruno, queued)):
        await member.answer_to(use, lambda message: "I was restarted" in message["content"])
        assert len(await answers_in(member, use)) == 1


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
    async with asyncio.timeout(5):
        bot.send(kind)
        assert await bot.exit_code() == 0
    assert not is_running(worker)
