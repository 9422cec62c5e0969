"""`atelier run` with scripted models, for tests: `python -m tests.end_to_end.run_bot`."""

import asyncio
from dataclasses import replace

from bot.commandline.run import run_bot
from bot.composition import engine_configuration
from bot.logs import set_up_logging
from bot.settings import load_settings
from tests.scripted_backends import LANES

if __name__ == "__main__":
    settings = load_settings(_env_file=None)
    set_up_logging(settings.log_level, settings.token, settings.log_format)
    engine_settings = replace(engine_configuration(settings), lanes=LANES)
    asyncio.run(run_bot(settings, engine_settings))
