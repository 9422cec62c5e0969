"""What members at the page measure: until they are acknowledged, until they have their work."""

import asyncio
import itertools
from collections.abc import Mapping
from contextlib import AsyncExitStack

from sandbox.client import MemberClient
from sandbox.client_events import Use
from sandbox.client_forms import OptionValue
from sandbox.sandbox import Sandbox
from tests.end_to_end.crowd import connect_crowd

CROWD = 20
_LONGEST_WAIT_SECONDS = 600.0
_COMMANDS: tuple[tuple[str, dict[str, OptionValue]], ...] = (
    ("poem", {"theme": "rain on tin roofs"}),
    ("imagine", {"prompt": "a red fox"}),
    ("lyrics", {"theme": "the last train home"}),
)


async def seconds_until_acknowledged(sandbox: Sandbox) -> list[float]:
    """Has a crowd of new members each use a command, all at the same time."""
    async with AsyncExitStack() as stack:
        crowd = await connect_crowd(stack, sandbox, CROWD)
        commands = itertools.cycle(_COMMANDS)
        return await asyncio.gather(
            *(
                _until_acknowledged(member, *command)
                for member, command in zip(crowd, commands, strict=False)
            )
        )


async def seconds_until_delivered(
    member: MemberClient, command: str, options: Mapping[str, OptionValue]
) -> float:
    """Has a member use a command and waits for the work."""
    use = await member.use_command(command, options)
    await member.answer_to(
        use,
        lambda message: bool(message["embeds"] or message["attachments"]),
        within=_LONGEST_WAIT_SECONDS,
    )
    return asyncio.get_running_loop().time() - use.sent_at


async def _until_acknowledged(
    member: MemberClient, command: str, options: Mapping[str, OptionValue]
) -> float:
    use: Use = await member.use_command(command, options)
    return (await member.acknowledged(use)).received_at - use.sent_at
