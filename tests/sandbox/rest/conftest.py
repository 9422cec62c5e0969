import pytest

from sandbox.payloads import JsonObject
from tests.sandbox.raw_bot import RawBot
from tests.sandbox.rest.make_command import COMMAND


@pytest.fixture
async def command(raw_bot: RawBot) -> JsonObject:
    """The command that the bot has registered."""
    [registered] = await raw_bot.register(COMMAND)
    return registered
