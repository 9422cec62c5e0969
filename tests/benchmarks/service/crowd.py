"""Members who use commands, without pages: 200 pages would be measured along with the bot."""

import asyncio
import itertools

from sandbox.client_forms import OptionValue, command_use
from sandbox.interactions import CallbackType, Interaction, InteractionType
from sandbox.sandbox import Sandbox
from sandbox.world import User

CHANNEL = "studio"
_COMMANDS: tuple[tuple[str, dict[str, OptionValue]], ...] = (
    ("poem", {"theme": "rain on tin roofs"}),
    ("imagine", {"prompt": "a red fox"}),
    ("lyrics", {"theme": "the last train home"}),
)


class Crowd:
    """New members of a sandbox, who all use the bot in the same channel."""

    def __init__(self, sandbox: Sandbox, size: int) -> None:
        self._sandbox = sandbox
        world = sandbox.world
        self._members = [
            User(world.snowflakes(), f"member{number}", f"Member {number}")
            for number in range(size)
        ]
        world.members.update({member.id: member for member in self._members})
        channels = (channel for guild in world.guilds.values() for channel in guild.channels)
        self._channel_id = next(channel.id for channel in channels if channel.name == CHANNEL)

    async def ask(self, seconds: float) -> list[float]:
        """Has each member use a command, evenly over that time; 0 is all in the same instant.

        Returns:
            How long each waited until it was acknowledged. Who was not, or was refused, waited for
            as long as Discord allows and some more.
        """
        asked: list[Interaction] = []
        for member, command in zip(self._members, itertools.cycle(_COMMANDS), strict=False):
            asked.append(self._use(member, *command))
            if seconds:
                await asyncio.sleep(seconds / len(self._members))
        longest = self._sandbox.settings.acknowledge_seconds
        await asyncio.sleep(longest)
        return [_seconds_until_accepted(interaction) or 2 * longest for interaction in asked]

    def _use(self, member: User, name: str, options: dict[str, OptionValue]) -> Interaction:
        content = command_use(self._sandbox.commands_for_pages(), name, options)
        return self._sandbox.invocations.invoke(
            member.id, self._channel_id, InteractionType.APPLICATION_COMMAND, content
        )


def _seconds_until_accepted(interaction: Interaction) -> float | None:
    is_accepted = interaction.callback_type is CallbackType.DEFERRED_MESSAGE
    if not is_accepted or interaction.acknowledged_at is None:
        return None
    return interaction.acknowledged_at - interaction.created_at
