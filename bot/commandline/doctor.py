"""`atelier doctor`: what is wrong, before members find out."""

import asyncio
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
import typer
from sqlalchemy import make_url

from bot.commandline.models import configured_models
from bot.composition import engine_configuration
from bot.database import migrate
from bot.database.errors import DatabaseError
from bot.database.session import create_folder
from bot.database.sqlite import sqlite_file
from bot.settings import Settings, load_settings
from models.base import Kind
from models.engine.engine import InferenceEngine
from models.errors import GenerationError

_LEAST_FREE_BYTES = 1_000_000_000
_UNAUTHORIZED = 401
_DISCORD_API = "https://discord.com/api/v10"


@dataclass(frozen=True)
class Finding:
    """The outcome of one check."""

    subject: str
    is_good: bool
    words: str


def doctor() -> None:
    """Check settings, token, database, disk and models; exits with 1 if something is wrong."""
    settings = load_settings()
    checks: tuple[Callable[[Settings], Finding], ...] = (
        check_python,
        check_token,
        check_database,
        check_disk,
        check_weights,
        check_worker,
    )
    findings = [check(settings) for check in checks]
    for finding in findings:
        mark = "✓" if finding.is_good else "✗"
        typer.echo(f"{mark} {finding.subject}: {finding.words}")
    if not all(finding.is_good for finding in findings):
        raise typer.Exit(code=1)


def check_python(_settings: Settings) -> Finding:
    """Whether this Python is one the bot is made for."""
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", sys.version_info >= (3, 11), f"{version} (3.11 or newer is needed)")


def check_token(settings: Settings) -> Finding:
    """Whether Discord knows the token."""
    if settings.token is None:
        words = "DISCORD_TOKEN is not set; only `atelier demo` works"
        return Finding("Token", is_good=False, words=words)
    try:
        name = asyncio.run(_bot_name(settings.api_base or _DISCORD_API, settings))
    except (aiohttp.ClientError, TimeoutError) as error:
        return Finding("Token", is_good=False, words=f"Discord can't be reached: {error}")
    if name is None:
        return Finding("Token", is_good=False, words="Discord doesn't accept it; reset and copy it")
    return Finding("Token", is_good=True, words=f"Discord knows it as {name}")


async def _bot_name(api_base: str, settings: Settings) -> str | None:
    token = settings.token.get_secret_value() if settings.token else ""
    timeout = aiohttp.ClientTimeout(total=15)
    async with (
        aiohttp.ClientSession(timeout=timeout) as session,
        session.get(f"{api_base}/users/@me", headers={"Authorization": f"Bot {token}"}) as answer,
    ):
        if answer.status == _UNAUTHORIZED:
            return None
        answer.raise_for_status()
        return (await answer.json())["username"]


def check_database(settings: Settings) -> Finding:
    """Whether the database can be opened; the bot itself brings it to the newest revision."""
    url = settings.resolved_database_url
    try:
        create_folder(make_url(url))
        revision = migrate.current(url)
    except DatabaseError as error:
        return Finding("Database", is_good=False, words=error.message)
    state = f"revision {revision}" if revision else "empty"
    newest = (
        "" if revision == migrate.head() else f", will be at {migrate.head()} once the bot runs"
    )
    return Finding("Database", is_good=True, words=f"{state}{newest}, at {url}")


def check_disk(settings: Settings) -> Finding:
    """Whether there is room for works to come."""
    file = sqlite_file(make_url(settings.resolved_database_url))
    folder = file.parent if file else settings.data_folder
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    words = f"{free / 1e9:.1f} GB free at {folder}"
    return Finding("Disk", free >= _LEAST_FREE_BYTES, words)


def check_weights(settings: Settings) -> Finding:
    """Whether the weights of the configured models are on this machine."""
    models = configured_models(settings)
    missing = [model.model_id for model in models if model.weights.startswith("missing")]
    if missing:
        words = f"missing for {', '.join(missing)}: run `atelier models install`"
        return Finding("Weights", is_good=False, words=words)
    return Finding("Weights", is_good=True, words=", ".join(model.model_id for model in models))


def check_worker(settings: Settings) -> Finding:
    """Whether the worker process starts."""
    try:
        names = asyncio.run(_worker_models(settings))
    except GenerationError as error:
        return Finding("Worker", is_good=False, words=error.message)
    return Finding("Worker", is_good=True, words=f"starts, with {names}")


async def _worker_models(settings: Settings) -> str:
    async with InferenceEngine(engine_configuration(settings)) as engine:
        return ", ".join(dict.fromkeys(engine.model_id(kind) for kind in Kind))
