"""The log of a running bot, as a program reads it."""

import contextlib
import json
import sqlite3
from pathlib import Path

from sandbox.client import MemberClient
from tests.end_to_end.conftest import StartBot


async def test_every_line_about_a_job_carries_its_reference(
    start_bot: StartBot, ada: MemberClient, tmp_path: Path
) -> None:
    bot = await start_bot(ATELIER_LOG_FORMAT="json")
    await ada.wait_for_bot("poem")
    use = await ada.use_command("poem", {"theme": "fail"})
    await ada.answer_to(use, lambda message: "⚠️" in message["content"])
    await bot.wait_for("the theme says fail")

    with contextlib.closing(sqlite3.connect(tmp_path / "atelier.sqlite3")) as database:
        [(job_id,)] = database.execute("SELECT id FROM jobs")
    lines = [json.loads(line) for line in bot.output.splitlines()]
    failures = [line for line in lines if line["level"] == "error"]
    assert failures
    assert {line.get("job") for line in failures} == {job_id}
    assert all("job" not in line for line in lines if line["logger"] == "bot.client")
