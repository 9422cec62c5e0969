"""A whole challenge, from the first word to the archive, in one go and with a bot that dies."""

import asyncio
from collections import Counter
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor

from cogs.challenges import gallery, steps
from tests.challenge_scene import DAY, ChallengeScene, ids_on
from tests.conftest import Rows
from tests.scene import answer_to, embed_of

_STEPS = "SELECT kind, state FROM challenge_steps ORDER BY due_at"
_SAID = (
    "is coming", "is open!", "entries close", "takes no more entries", "voting closes",
    "The results of",
)  # fmt: skip


async def _members(stage: ChallengeScene, count: int) -> list[MemberActor]:
    await stage.open_to_all()
    return [
        stage.scene.guild.add_member(stage.scene.env.create_user(f"member{number}"))
        for number in range(count)
    ]


async def _vote_all(stage: ChallengeScene, voter: MemberActor) -> None:
    """Has a member answer ballots until none is left, always in favour of the first."""
    message = answer_to(await voter.slash(stage.scene.channel, "challenge vote"))
    while any(each.startswith("best:") for each in ids_on(message)):
        message = answer_to(await stage.press(voter, message, "best:1"))
        worst = [each for each in ids_on(message) if each.startswith("worst:")]
        if worst:
            message = answer_to(await stage.press(voter, message, worst[0]))


async def test_ten_members_enter_vote_and_see_the_results(
    stage: ChallengeScene, stored: Rows
) -> None:
    members = await _members(stage, 10)
    challenge_id = await stage.begin(
        opens="in 1 day", closes="in 3 days", voting_closes="in 5 days"
    )
    await stage.wait(0)
    assert "is coming" in stage.said()[-1]
    await stage.wait(DAY)
    for number, member in enumerate(members):
        await stage.write(member, f"theme {number}")
        await stage.enter(member)
    await stage.wait(2 * DAY)
    for member in members:
        await _vote_all(stage, member)
    await stage.wait(2 * DAY)

    said = stage.said()
    for expected in _SAID:
        assert len([text for text in said if expected in text]) == 1, expected
    published = next(m for m in stage.scene.channel.history() if "The results of" in m.content)
    assert [file.filename for file in published.attachments] == ["podium.png", "ranking.png"]
    assert all(file.description for file in published.attachments)
    assert "🥇 **" in str(published.embeds[0].description)

    entries = _gallery(stage)
    assert len(entries) == 10
    assert "Place 1" in str(entries[0].embeds[0].description)

    shown = answer_to(
        await members[0].slash(stage.scene.channel, "challenge results", challenge=challenge_id)
    )
    assert [embed.title for embed in shown.embeds][1:] == ["Your entries"]
    archive = answer_to(await members[0].slash(stage.scene.channel, "challenge archive"))
    assert "**Harbours at night** · over" in str(embed_of(archive).description)
    season = answer_to(await members[0].slash(stage.scene.channel, "challenge season"))
    assert "🥇 1" in str(embed_of(season).description)

    await stage.wait(8 * DAY)
    assert {row["state"] for row in stored(_STEPS)} == {"done"}


@pytest.mark.parametrize("is_sent", [False, True])
async def test_a_bot_that_dies_at_every_step_does_each_once(
    stage: ChallengeScene, stored: Rows, monkeypatch: pytest.MonkeyPatch, *, is_sent: bool
) -> None:
    died: list[str] = []
    send = steps._send

    async def die(*arguments: Any) -> discord.Message:
        step = arguments[1]
        if step.kind in died:
            return await send(*arguments)
        died.append(step.kind)
        if is_sent:
            await send(*arguments)
        raise asyncio.CancelledError

    monkeypatch.setattr(steps, "_send", die)
    members = await _members(stage, 2)
    await stage.begin(opens="in 1 day", closes="in 3 days", voting_closes="in 5 days")
    await _wait_dying(stage, died, 1)
    for member in members:
        await stage.write(member)
        await stage.enter(member)
    await _wait_dying(stage, died, 4)

    assert died == ["announce", "open", "remind", "close", "remind_voting", "publish"]
    for expected in _SAID:
        assert len([text for text in stage.said() if expected in text]) == 1, expected
    assert len(stage.scene.channel.threads) == 1
    assert len(_gallery(stage)) == 2
    await stage.wait(8 * DAY)
    assert Counter(row["state"] for row in stored(_STEPS)) == {"done": 7}


async def test_a_bot_that_dies_between_thread_and_pin_opens_one_thread(
    stage: ChallengeScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    pin = steps.pin

    async def die(*_: Any) -> None:
        monkeypatch.setattr(steps, "pin", pin)
        raise asyncio.CancelledError

    monkeypatch.setattr(steps, "pin", die)
    challenge_id = await stage.begin()
    await stage.wait(0)
    await stage.restart()
    await stage.wait(0)

    [thread] = stage.scene.channel.threads
    challenge = await stage.scene.bot.services.challenges.organising.get(challenge_id)
    assert challenge.thread_id == thread.id
    assert len(stage.said()) == 1


async def test_a_bot_that_dies_among_the_entries_posts_each_once(
    stage: ChallengeScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = gallery._post
    posted: list[str] = []

    async def die(*arguments: Any) -> None:
        await post(*arguments)
        posted.append(arguments[2].entry.id)
        if len(posted) == 2:
            raise asyncio.CancelledError

    monkeypatch.setattr(gallery, "_post", die)
    members = await _members(stage, 4)
    await stage.begin()
    await stage.wait(0)
    for member in members:
        await stage.write(member)
        await stage.enter(member)
    await stage.wait(4 * DAY)
    await stage.restart()
    await stage.wait(0)

    assert len(posted) == len(set(posted)) == len(_gallery(stage)) == 4
    assert len([text for text in stage.said() if "The results of" in text]) == 1


async def _wait_dying(stage: ChallengeScene, died: list[str], days: int) -> None:
    """Lets days pass; whenever the bot has died, it comes back."""
    for _ in range(days * 4):
        before = len(died)
        await stage.wait(DAY / 4)
        if len(died) > before:
            await stage.restart()
    await stage.wait(0)


def _gallery(stage: ChallengeScene) -> list[discord.Message]:
    """Returns the messages with entries in the challenge's thread."""
    [thread] = stage.scene.channel.threads
    return [message for message in thread.history() if message.embeds]
