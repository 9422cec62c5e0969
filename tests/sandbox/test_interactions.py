from sandbox.clock import AdjustableClock
from sandbox.interactions import InteractionType
from sandbox.sandbox import Sandbox
from tests.sandbox.raw_bot import RawBot
from tests.sandbox.rest.make_command import COMMAND, DEFERRED


async def test_when_the_first_answer_came_is_noted(
    sandbox: Sandbox, raw_bot: RawBot, clock: AdjustableClock
) -> None:
    [command] = await raw_bot.register(COMMAND)
    member = next(iter(sandbox.world.members))
    channel = next(iter(sandbox.world.guilds.values())).channels[0]
    content = {"id": command["id"], "name": command["name"], "type": 1, "options": []}
    interaction = sandbox.invocations.invoke(
        member, channel.id, InteractionType.APPLICATION_COMMAND, content
    )
    assert interaction.acknowledged_at is None

    event = await raw_bot.next_interaction()
    clock.advance(2)
    await raw_bot.answer(event, DEFERRED)

    assert interaction.acknowledged_at is not None
    assert 2 <= interaction.acknowledged_at - interaction.created_at < 3
