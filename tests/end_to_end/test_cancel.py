"""Members and moderators cancel what waits and what runs."""

from typing import Any

from sandbox.client import MemberClient
from sandbox.client_events import Use
from tests.end_to_end.answers import (
    answers_in,
    button_of,
    generating,
    is_private,
    text_of,
    work_for,
)
from tests.end_to_end.bot_process import BotProcess


async def test_cancelling_what_runs_makes_room_at_once(bot: BotProcess, ada: MemberClient) -> None:
    running = await ada.use_command("poem", {"theme": "endless rain"})
    await generating(ada, running)
    next_one = await ada.use_command("poem", {"theme": "endless snow"})
    waiting = await queued(ada, next_one)

    await ada.click(waiting, button_of(waiting, "cancel"))
    await cancelled(ada, next_one)
    shown = await generating(ada, running)
    await ada.click(shown, button_of(shown, "cancel"))
    await cancelled(ada, running)
    after = await ada.use_command("poem", {"theme": "sun"})
    assert "sun" in text_of(await work_for(ada, after))
    for use in (running, next_one):
        [answer] = await answers_in(ada, use)
        assert (answer["content"], answer["components"]) == ("🚫 Cancelled.", [])


async def test_a_moderator_may_and_another_member_may_not(
    bot: BotProcess, ada: MemberClient, bruno: MemberClient
) -> None:
    use = await bruno.use_command("poem", {"theme": "endless rain"})
    running = await generating(bruno, use)

    # Ada owns the server.
    await ada.click(running, button_of(running, "cancel"))

    told = await cancelled(bruno, use)
    assert told["content"] == f"🚫 Cancelled by <@{ada.id}>, a moderator."
    own = await ada.use_command("imagine", {"prompt": "a slow fox"})
    foreign = await generating(ada, own)
    refusal = await bruno.click(foreign, button_of(foreign, "cancel"))
    refused = await bruno.answer_to(refusal, is_private)
    assert "or a moderator, can cancel it." in refused["content"]
    assert (await work_for(ada, own))["attachments"]


async def queued(member: MemberClient, use: Use) -> dict[str, Any]:
    """Waits until a member sees their place in line."""
    return await member.answer_to(use, lambda message: "⏳" in message["content"])


async def cancelled(member: MemberClient, use: Use) -> dict[str, Any]:
    """Waits until a member sees that nothing will come."""
    return await member.answer_to(use, lambda message: "🚫" in message["content"])
