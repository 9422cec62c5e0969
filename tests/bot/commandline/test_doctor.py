"""`atelier doctor`: what is wrong, before members find out."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.commandline import doctor
from bot.commandline.doctor import Finding, check_database, check_disk, check_token, check_weights
from bot.settings import Settings, load_settings
from tests.bot.commandline.conftest import Atelier, put_weights, scripted

_TOKEN = "a-very-secret-token"


@pytest.fixture
def _all_weights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # pyright: ignore[reportUnusedFunction]
    put_weights(monkeypatch, tmp_path)


@pytest.fixture(autouse=True)
def _scripted_models(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    monkeypatch.setattr(doctor, "engine_configuration", scripted)


@pytest_asyncio.fixture
async def discord_api() -> AsyncIterator[str]:
    """A Discord that knows one token."""

    async def me(request: web.Request) -> web.Response:
        if request.headers["Authorization"] != f"Bot {_TOKEN}":
            return web.Response(status=401)
        return web.Response(
            text=json.dumps({"username": "atelier-bot"}), content_type="application/json"
        )

    app = web.Application()
    app.router.add_get("/api/users/@me", me)
    async with TestServer(app) as server:
        yield str(server.make_url("/api"))


async def _check_token(settings: Settings) -> Finding:
    return await asyncio.to_thread(check_token, settings)


@pytest.mark.usefixtures("_all_weights")
def test_each_finding_is_a_line_and_one_bad_one_exits_with_1(atelier: Atelier) -> None:
    outcome = atelier("doctor")

    marks = {line.split(":")[0]: line for line in outcome.out.splitlines()}
    assert set(marks) == {
        "✓ Python", "✗ Token", "✓ Database", "✓ Disk", "✓ Weights", "✓ Worker",
    }  # fmt: skip
    assert "DISCORD_TOKEN is not set" in marks["✗ Token"]
    assert "scripted-text/embedded, scripted-image/embedded" in marks["✓ Worker"]
    assert outcome.code == 1


@pytest.mark.usefixtures("_all_weights")
def test_all_well_exits_with_0(atelier: Atelier, monkeypatch: pytest.MonkeyPatch) -> None:
    async def bot_name(_api_base: str, _settings: Settings) -> str:
        return "atelier-bot"

    monkeypatch.setattr(doctor, "_bot_name", bot_name)
    monkeypatch.setenv("DISCORD_TOKEN", _TOKEN)
    outcome = atelier("doctor")

    assert outcome.code == 0
    assert "✗" not in outcome.out
    assert _TOKEN not in outcome.out + outcome.err


async def test_discord_is_asked_for_the_token(discord_api: str) -> None:
    good = await _check_token(load_settings(_env_file=None, token=_TOKEN, api_base=discord_api))
    bad = await _check_token(load_settings(_env_file=None, token="wrong", api_base=discord_api))

    assert good == Finding("Token", is_good=True, words="Discord knows it as atelier-bot")
    assert not bad.is_good
    assert "doesn't accept it" in bad.words
    assert "wrong" not in bad.words


def test_a_discord_that_cannot_be_reached_is_said() -> None:
    settings = load_settings(_env_file=None, token=_TOKEN, api_base="http://127.0.0.1:1/api")
    finding = check_token(settings)

    assert not finding.is_good
    assert "can't be reached" in finding.words
    assert _TOKEN not in finding.words


def test_a_database_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    finding = check_database(load_settings(_env_file=None, data_folder=file / "folder"))

    assert not finding.is_good
    assert "folder" in finding.words


def test_too_little_room_is_said(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_LEAST_FREE_BYTES", 2**60)

    assert not check_disk(settings).is_good


def test_missing_weights_are_said_with_what_to_do(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_weights(monkeypatch, None)
    finding = check_weights(settings)

    assert not finding.is_good
    assert "SmolLM2-135M-Instruct" in finding.words
    assert "atelier models install" in finding.words
