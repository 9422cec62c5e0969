"""Several members at once, and members who have installed the bot for themselves alone."""

import asyncio
import logging
import re

import pytest

from sandbox.client import MemberClient
from tests.end_to_end.answers import (
    answers_in,
    button_of,
    footer_of,
    is_work,
    text_of,
    work_for,
)
from tests.end_to_end.bot_process import BotProcess

MOST_FOLLOW_UPS = 5


async def test_two_members_at_once_get_each_their_own(
    bot: BotProcess, ada: MemberClient, bruno: MemberClient
) -> None:
    themes = {ada: "pause for rain", bruno: "pause for sun"}
    noted = await bruno.use_command("profile set", {"mood": "joyful"})
    await bruno.answer_to(noted, is_work)

    uses = await asyncio.gather(
        *(member.use_command("poem", {"theme": theme}) for member, theme in themes.items())
    )
    for (member, theme), use in zip(themes.items(), uses, strict=True):
        work = await work_for(member, use)
        assert theme in text_of(work)
        assert ("joyful" in footer_of(work)) is (member is bruno)
        assert len(await answers_in(member, use)) == 1


async def test_where_only_the_member_installed_the_bot(
    bot: BotProcess, ada: MemberClient, bruno: MemberClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "sandbox.rest.middleware")
    channel = await ada.open_private_channel(bruno.id)

    use = await ada.use_command("poem", {"theme": "slow rain"}, channel=channel)
    work = await work_for(ada, use)

    assert "slow rain" in text_of(work)
    assert len(progress_seen(ada, work["id"])) >= 2
    liked = await ada.answer_to(await ada.click(work, button_of(work, "like")))
    assert "noted for your style" in liked["content"]
    another = await work_for(ada, await ada.click(work, button_of(work, "again")))
    assert "slow rain" in text_of(another)
    await ada.click(another, button_of(another, "delete"))
    await ada.wait_for_deletion(another["id"])
    assert len(requests_in(caplog, r"POST .*/webhooks/\d+/TOKEN ->")) <= MOST_FOLLOW_UPS
    assert requests_in(caplog, "/channels/") == []


async def test_in_a_direct_message(bot: BotProcess, ada: MemberClient) -> None:
    use = await ada.use_command("lyrics", {"theme": "rain"}, channel="@bot")

    assert "[Chorus]" in text_of(await work_for(ada, use)).replace("\\", "")


def progress_seen(member: MemberClient, message_id: str) -> set[str]:
    """Returns the different lines of progress that a member saw in a message."""
    shown = (event.content.get("message", {}) for event in member.events)
    return {
        str(message["content"])
        for message in shown
        if message.get("id") == message_id and message["content"]
    }


def requests_in(caplog: pytest.LogCaptureFixture, pattern: str) -> list[str]:
    """Returns the bot's requests that look like this."""
    return [message for message in caplog.messages if re.search(pattern, message)]
