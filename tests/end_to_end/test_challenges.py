"""A challenge whose bot is killed at each of its deadlines in turn."""

import asyncio
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from sandbox.client import MemberClient, connect_member
from sandbox.sandbox import Sandbox
from tests.end_to_end.answers import work_for
from tests.end_to_end.bot_process import LONGEST_WAIT_SECONDS, BotProcess
from tests.end_to_end.challenge_times import forget_message, make_due, state_of
from tests.end_to_end.conftest import StartBot

_TEXTS = {
    "title": "Harbours",
    "brief": "What the water keeps.",
    "opens": "in 1 hour",
    "closes": "in 1 day",
    "voting_closes": "in 2 days",
}
_SAID = {
    "announce": "is coming",
    "open": "is open!",
    "close": "takes no more entries",
    "publish": "The results of",
}


async def test_a_bot_that_is_killed_at_each_deadline_does_each_step_once(
    start_bot: StartBot, ada: MemberClient, bruno: MemberClient, tmp_path: Path
) -> None:
    bot = await start_bot()
    await ada.wait_for_bot("challenge")
    await _post_challenge(ada)

    bot = await _killed_at("announce", bot, start_bot, ada, tmp_path)
    bot = await _killed_at("open", bot, start_bot, ada, tmp_path)
    for member in (ada, bruno):
        await _enter(member)
    bot = await _killed_at("close", bot, start_bot, ada, tmp_path)
    await _vote(ada)
    await _killed_at("publish", bot, start_bot, ada, tmp_path)

    said = [message["content"] for message in await ada.history()]
    for kind, words in _SAID.items():
        assert len([text for text in said if words in text]) == 1, kind
    [results] = [m for m in await ada.history() if _SAID["publish"] in m["content"]]
    assert "podium.png" in results["embeds"][0]["image"]["url"]
    assert [file["filename"] for file in results["attachments"]] == ["ranking.png"]


async def test_clicks_at_the_same_time_count_and_post_once(
    sandbox: Sandbox, start_bot: StartBot, ada: MemberClient, bruno: MemberClient, tmp_path: Path
) -> None:
    await start_bot()
    await ada.wait_for_bot("challenge")
    await _post_challenge(ada, opens="now")
    await ada.wait_for_message(lambda message: _SAID["open"] in message["content"])
    async with connect_member(sandbox.base_url, "Chiyo") as chiyo:
        for member in (ada, bruno):
            await _enter(member)
        make_due("close", tmp_path)
        await ada.wait_for_message(lambda message: _SAID["close"] in message["content"])
        use = await chiyo.use_command("challenge vote")
        ballot = await chiyo.answer_to(use, lambda message: bool(message["components"]))
        buttons = [_id_on(ballot, "best:1"), _id_on(ballot, "best:2")]
        uses = await asyncio.gather(*(chiyo.click(ballot, each) for each in buttons * 3))
        assert len(uses) == 6
        await chiyo.wait_for_message(
            lambda message: message["id"] == ballot["id"] and "Thank you" in message["content"]
        )
    async with asyncio.timeout(LONGEST_WAIT_SECONDS):
        while not _count("ballot_entries WHERE pick IS NOT NULL", tmp_path):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    assert _count("challenges", tmp_path) == 1
    assert _count("ballots", tmp_path) == 1
    assert _count("ballot_entries WHERE pick = 'best'", tmp_path) == 1


async def _killed_at(
    kind: str, bot: BotProcess, start_bot: StartBot, ada: MemberClient, folder: Path
) -> BotProcess:
    """Lets a step come due, kills the bot when it is said, and starts it again."""
    make_due(kind, folder)
    await ada.wait_for_message(lambda message: _SAID[kind] in message["content"])
    bot.send(signal.SIGKILL)
    await bot.exit_code()
    forget_message(kind, folder)
    again = await start_bot()
    await ada.wait_for_bot("challenge")
    async with asyncio.timeout(LONGEST_WAIT_SECONDS):
        while state_of(kind, folder) != "done":  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(0.1)
    return again


async def _post_challenge(ada: MemberClient, **changes: str) -> None:
    use = await ada.use_command("challenge create")
    submitted = await ada.submit_modal(use, await ada.modal_for(use), {**_TEXTS, **changes})
    preview = await ada.answer_to(submitted, lambda message: bool(message["components"]))
    post = _id_on(preview, "draft:post")
    await asyncio.gather(*(ada.click(preview, post) for _ in range(3)))


async def _enter(member: MemberClient) -> None:
    await work_for(member, await member.use_command("poem", {"theme": "harbours"}))
    panel = await member.answer_to(
        await member.use_command("challenge submit"), lambda message: bool(message["components"])
    )
    menu = _part(panel, lambda part: part["custom_id"].startswith("enter:work"))
    await member.choose(panel, menu["custom_id"], [menu["options"][0]["value"]])
    await member.wait_for_message(
        lambda message: message["id"] == panel["id"] and "Entered" in message["content"]
    )


async def _vote(member: MemberClient) -> None:
    use = await member.use_command("challenge vote")
    said = await member.answer_to(use, lambda message: bool(message["content"]))
    # There are two entries, and one is their own.
    assert said["content"].endswith("Thank you for voting!")


def _count(rows: str, folder: Path) -> int:
    with closing(sqlite3.connect(folder / "atelier.sqlite3")) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {rows}").fetchone()[0])


def _id_on(message: dict[str, Any], beginning: str) -> str:
    part = _part(message, lambda each: each["custom_id"].startswith(beginning))
    return str(part["custom_id"])


def _part(message: dict[str, Any], is_wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    return next(
        part for row in message["components"] for part in row["components"] if is_wanted(part)
    )
