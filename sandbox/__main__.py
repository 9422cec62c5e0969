"""Runs the sandbox: `python -m sandbox --host 127.0.0.1 --port 8123`."""

import argparse
import asyncio
import contextlib
import logging

from sandbox.sandbox import Sandbox
from sandbox.server import running_sandbox


def main() -> None:
    """Serves until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A Discord on loopback.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8123, help="0 takes a free one")
    parser.add_argument("--log-level", default="INFO", choices=("DEBUG", "INFO", "WARNING"))
    parser.add_argument(
        "--linger", type=float, metavar="SECONDS", help="end after so long without a bot"
    )
    options = parser.parse_args()
    logging.basicConfig(level=options.log_level, format="%(asctime)s %(message)s")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(options.host, options.port, options.linger))


async def _serve(host: str, port: int, linger: float | None) -> None:
    async with running_sandbox(host, port) as sandbox:
        print(f"Page:    {sandbox.base_url}/", flush=True)
        print(f"API:     {sandbox.api_url}", flush=True)
        print(f"Gateway: {sandbox.gateway_url}", flush=True)
        await (asyncio.Event().wait() if linger is None else _until_deserted(sandbox, linger))


async def _until_deserted(sandbox: Sandbox, linger: float) -> None:
    now = asyncio.get_running_loop().time
    last_seen = now()
    while now() - last_seen < linger:
        await asyncio.sleep(min(1.0, linger))
        if sandbox.gateway.online:
            last_seen = now()


if __name__ == "__main__":
    main()
