"""However many ask at the same time, everybody is answered at once."""

import asyncio
from contextlib import AsyncExitStack

from sandbox.client import MemberClient
from sandbox.client_events import Use
from sandbox.sandbox import Sandbox
from tests.end_to_end.answers import button_of, generating, work_for
from tests.end_to_end.bot_process import BotProcess
from tests.end_to_end.crowd import connect_crowd

MEMBERS = 20


async def test_twenty_poems_at_once_are_acknowledged_while_the_model_is_busy(
    bot: BotProcess, sandbox: Sandbox, ada: MemberClient
) -> None:
    endless = await ada.use_command("poem", {"theme": "endless rain"})
    busy = await generating(ada, endless)
    async with AsyncExitStack() as stack:
        crowd = await connect_crowd(stack, sandbox, MEMBERS)

        # Whoever is not acknowledged within Discord's three seconds never gets a work.
        uses = await asyncio.gather(*(acknowledged_use(member) for member in crowd))

        await ada.click(busy, button_of(busy, "cancel"))
        for member, use in zip(crowd, uses, strict=True):
            work = await work_for(member, use, within=60)
            assert member.id in work["embeds"][0]["description"]


async def acknowledged_use(member: MemberClient) -> Use:
    """Has a member ask for a poem, and waits until the bot has said that it heard."""
    use = await member.use_command("poem", {"theme": f"the rain on {member.id}"})
    await member.acknowledged(use)
    return use
