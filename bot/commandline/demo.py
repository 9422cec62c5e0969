"""`atelier demo`: the bot in a Discord on your own machine."""

import asyncio
import json
import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from typing import Annotated

import typer
from platformdirs import user_data_path
from pydantic import SecretStr

from bot.commandline.run import run_bot
from bot.errors import DiscordUnavailable
from bot.logs import set_up_logging
from bot.settings import Settings, load_settings

_HOST = "127.0.0.1"
_START_SECONDS = 20
# After a crash there is that long to start the demo again and find everything in place.
_LINGER_SECONDS = 600


def demo(
    port: Annotated[int, typer.Option(help="Where the page is served.")] = 8123,
    *,
    fresh: Annotated[bool, typer.Option("--fresh", help="Start with an empty database.")] = False,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
) -> None:
    """Run the bot with real models in a Discord on your own machine; needs no token."""
    # Demos on two ports must not share a database: each would tell the other's members of a crash.
    folder = user_data_path("atelier") / "demo" / str(port)
    base = f"http://{_HOST}:{port}"
    settings = load_settings(
        token=SecretStr(secrets.token_urlsafe()),
        data_folder=folder,
        database_url=f"sqlite+aiosqlite:///{folder / 'atelier.sqlite3'}",
        api_base=f"{base}/api/v10",
        gateway_base=f"ws://{_HOST}:{port}/gateway",
        cdn_base=f"{base}/cdn",
    )
    set_up_logging(settings.log_level, settings.token, settings.log_format)
    sandbox = None if _is_left_behind(base) else _start_sandbox(port)
    if fresh:
        for file in folder.glob("atelier.sqlite3*"):
            file.unlink()
    try:
        if sandbox:
            _wait_for(base, sandbox)
        print(f"\n  The page:      {base}\n  The database:  {folder}\n  Stop with Ctrl+C.\n")
        if browser:
            webbrowser.open(base)
        _run(settings)
    finally:
        if sandbox:
            sandbox.terminate()
            sandbox.wait()


def _is_left_behind(base: str) -> bool:
    """Whether the sandbox of a demo that crashed still runs, with all messages in it.

    Raises:
        DiscordUnavailable: The demo in it is alive.
    """
    try:
        with urllib.request.urlopen(f"{base}/sandbox/state", timeout=1) as answer:  # noqa: S310
            is_online: bool = json.load(answer)["bot"]["online"]
    except (urllib.error.URLError, OSError, ValueError, KeyError, TypeError):
        return False
    if is_online:
        raise DiscordUnavailable(
            f"A demo runs on {base} already. For a second one, choose another port with --port."
        )
    return True


def _start_sandbox(port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "sandbox", "--host", _HOST, "--port", str(port)]
    return subprocess.Popen(  # noqa: S603 - our own module
        [*command, "--log-level", "WARNING", "--linger", str(_LINGER_SECONDS)],
        stdout=subprocess.DEVNULL,
        # Ctrl+C must not end it before the bot has said goodbye in it.
        start_new_session=True,
    )


def _wait_for(base: str, sandbox: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and sandbox.poll() is None:
        try:
            urllib.request.urlopen(f"{base}/sandbox/state", timeout=1).close()  # noqa: S310 - our own page
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise DiscordUnavailable(
        f"The sandbox did not start on {base}. If the port is taken, choose another with --port."
    )


def _run(settings: Settings) -> None:
    try:
        asyncio.run(run_bot(settings))
    except KeyboardInterrupt:
        print("Stopped.")
