"""`atelier run` that also measures its event loop; its argument is the file to write to."""

import asyncio
import sys
from pathlib import Path

from bot.commandline.run import run_bot
from bot.logs import set_up_logging
from bot.settings import Settings, load_settings
from tests.benchmarks.service.loop_lag import LoopLag


async def run(settings: Settings, measured: Path) -> None:
    """Runs the bot until it is told to end, then writes down how its event loop did."""
    lag = LoopLag()
    watching = asyncio.create_task(lag.watch())
    await run_bot(settings)
    watching.cancel()
    lag.save(measured)


if __name__ == "__main__":
    settings = load_settings(_env_file=None)
    set_up_logging(settings.log_level, settings.token, settings.log_format)
    asyncio.run(run(settings, Path(sys.argv[1])))
