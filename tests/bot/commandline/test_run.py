"""`atelier run`."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from bot.commandline.run import run_bot
from bot.settings import load_settings
from tests.bot.commandline.conftest import Atelier, scripted
from tests.scene import wait_until


def test_without_a_token_it_says_where_to_get_one_and_exits_with_2(atelier: Atelier) -> None:
    outcome = atelier("run")

    assert outcome.code == 2
    assert "DISCORD_TOKEN is not set" in outcome.err
    assert "atelier demo" in outcome.err
    assert "Traceback" not in outcome.err


async def test_it_stops_at_once_though_discord_is_away(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    monkeypatch.setattr("bot.supervision._FIRST_PAUSE", 60.0)
    monkeypatch.setattr("discord.http.Route.BASE", "http://127.0.0.1:1/api")
    settings = load_settings(_env_file=None, token="secret", data_folder=tmp_path)

    running = asyncio.create_task(run_bot(settings, scripted(settings)))
    await wait_until(lambda: "Discord can't be reached" in caplog.text or running.done())
    os.kill(os.getpid(), signal.SIGTERM)

    await asyncio.wait_for(running, 5)
