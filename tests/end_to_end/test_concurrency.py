"""However many ask at the same time, everybody is answered at once."""

import asyncio
from contextlib import AsyncExitStack

from sandbox.client import MemberClient
from sandbox.sandbox import Sandbox
from tests.end_to_end.answers import work_for
from tests.end_to_end.bot_process import BotProcess
from tests.end_to_end.crowd import connect_crowd

MEMBERS = 20
ACKNOWLEDGE_SECONDS = 1.0


async def test_twenty_poems_at_once_are_all_acknowledged_within_a_second(
    bot: BotProcess, sandbox: Sandbox
) -> None:
    async with AsyncExitStack() as stack:
        crowd = await connect_crowd(stack, sandbox, MEMBERS)

        waited = await asyncio.gather(*(seconds_until_acknowledged(member) for member in crowd))

        assert max(waited) < ACKNOWLEDGE_SECONDS


async def seconds_until_acknowledged(member: MemberClient) -> float:
    """Has a member ask for a poem, and waits for that, too."""
    use = await member.use_command("poem", {"theme": f"the rain on {member.id}"})
    acknowledged = await member.acknowledged(use)
    work = await work_for(member, use, within=20)
    assert member.id in work["embeds"][0]["description"]
    return acknowledged.received_at - use.sent_at
