"""What goes wrong at a challenge's steps, and who hears of it."""

from datetime import UTC, datetime

import discord
import pytest

from bot.services.challenges.contestant import Contestant
from bot.services.challenges.entry import UploadedText
from cogs.challenges.gallery import MOST_ENTRIES
from models.base import Kind
from tests.challenge_scene import DAY, ChallengeScene
from tests.conftest import Rows
from tests.scene import answer_to

_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
_STATES = "SELECT kind, state FROM challenge_steps"
_UNKNOWN_CHANNEL, _MISSING_ACCESS, _MISSING_PERMISSIONS = 10003, 50001, 50013


def _direct_messages(stage: ChallengeScene) -> list[str]:
    sent = stage.scene.env.http_requests
    return [
        str(each.json["content"])
        for each in sent
        if each.method == "POST" and each.json and "Your challenge" in str(each.json.get("content"))
    ]


async def test_without_threads_it_goes_on_and_its_author_is_told(stage: ChallengeScene) -> None:
    stage.scene.env.inject_error(
        "POST", "/channels/*/threads", status=403, code=_MISSING_PERMISSIONS, times=None
    )
    await stage.begin()
    await stage.wait(0)

    assert "is open!" in stage.said()[-1]
    [told] = _direct_messages(stage)
    assert "I can't open a thread" in told


async def test_a_pin_that_is_refused_is_no_matter(stage: ChallengeScene, stored: Rows) -> None:
    stage.scene.env.inject_error("PUT", "/channels/*/pins/*", status=403, code=50013)
    await stage.begin()
    await stage.wait(0)
    assert {"kind": "open", "state": "done"} in stored(_STATES)


async def test_in_a_deleted_channel_nothing_more_is_tried(
    stage: ChallengeScene, stored: Rows
) -> None:
    stage.scene.env.inject_error("POST", "/channels/*/messages", status=404, code=_UNKNOWN_CHANNEL)
    await stage.begin()
    await stage.wait(0)

    assert {"kind": "open", "state": "failed"} in stored(_STATES)
    [told] = _direct_messages(stage)
    assert told.endswith("Its channel is gone.")


@pytest.mark.parametrize(("status", "code"), [(403, _MISSING_ACCESS), (503, 0)])
async def test_what_is_refused_once_is_tried_again(
    stage: ChallengeScene, stored: Rows, status: int, code: int
) -> None:
    stage.scene.env.inject_error("POST", "/channels/*/messages", status=status, code=code)
    await stage.begin()
    await stage.wait(0)
    assert stage.said() == []
    await stage.wait(0)

    assert len(stage.said()) == 1
    assert {"kind": "open", "state": "done"} in stored(_STATES)
    assert len(_direct_messages(stage)) == (status == 403)


async def test_an_answer_that_is_lost_is_found_and_not_sent_again(
    stage: ChallengeScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = discord.abc.Messageable.send

    async def lose(self: discord.abc.Messageable, *texts: object, **rest: object) -> object:
        monkeypatch.setattr(discord.abc.Messageable, "send", send)
        await send(self, *texts, **rest)
        raise ConnectionResetError

    monkeypatch.setattr(discord.abc.Messageable, "send", lose)
    await stage.begin()
    await stage.wait(0)
    await stage.wait(0)
    assert len([text for text in stage.said() if "is open!" in text]) == 1


@pytest.mark.parametrize(("entries", "said"), [(0, "Nobody entered"), (1, "nothing to vote on")])
async def test_with_one_entry_or_none_there_is_no_vote(
    stage: ChallengeScene, entries: int, said: str
) -> None:
    await stage.begin()
    await stage.wait(0)
    if entries:
        await stage.write(stage.scene.ada)
        await stage.enter(stage.scene.ada)
    await stage.wait(2 * DAY)
    await stage.wait(0)

    assert any(said in text for text in stage.said())
    assert "The results of" in stage.said()[-1]


async def test_members_who_leave_keep_their_entries(stage: ChallengeScene) -> None:
    await stage.open_to_all()
    await stage.begin()
    await stage.wait(0)
    for member in (stage.scene.ada, stage.scene.bob):
        await stage.write(member)
        await stage.enter(member)
    stage.scene.env.inject_error("GET", "/guilds/*/members/*", status=404, code=10007, times=None)
    await stage.wait(4 * DAY)
    assert "The results of" in stage.said()[-1]


async def test_after_a_long_downtime_what_matters_is_done_in_order(stage: ChallengeScene) -> None:
    await stage.begin(opens="in 1 day", closes="in 3 days", voting_closes="in 5 days")
    clock = stage.scene.bot.get_cog("Deadlines")
    assert clock is not None
    await clock.cog_unload()
    await stage.scene.env.advance_time(4 * DAY)
    await stage.restart()
    for _ in range(3):
        await stage.wait(0)

    assert ["takes no more entries" in text for text in stage.said()] == [True, False]
    assert "The results of" in stage.said()[-1]


async def test_five_hundred_entries_end_sensibly(stage: ChallengeScene) -> None:
    challenge_id = await stage.begin()
    await stage.wait(0)
    services, guild_id = stage.scene.bot.services.challenges, stage.scene.guild.id
    for number in range(500):
        member = Contestant(10**17 + number, guild_id, _LONG_AGO, _LONG_AGO)
        text = UploadedText(Kind.POEM, f"Poem {number}", f"line {number}")
        await services.submissions.submit(challenge_id, member, text)
    await stage.open_to_all()
    await stage.wait(2 * DAY)
    ballot = answer_to(await stage.scene.ada.slash(stage.scene.channel, "challenge vote"))
    asked = answer_to(await stage.press(stage.scene.ada, ballot, "best:1"))
    await stage.press(stage.scene.ada, asked, "worst:")
    await stage.wait(2 * DAY)

    published = next(m for m in stage.scene.channel.history() if "The results of" in m.content)
    assert str(published.embeds[0].description).endswith("… and 490 more")
    [thread] = stage.scene.channel.threads
    assert len([message for message in thread.history() if message.embeds]) == MOST_ENTRIES


async def test_in_a_deleted_thread_no_entries_are_shown_and_the_author_is_told(
    stage: ChallengeScene, stored: Rows
) -> None:
    await stage.begin()
    await stage.wait(0)
    for member in (stage.scene.ada, stage.scene.bob):
        await stage.write(member)
        await stage.enter(member)
    [thread] = stage.scene.channel.threads
    stage.scene.env.inject_error(
        "*", f"/channels/{thread.id}/messages", status=404, code=_UNKNOWN_CHANNEL, times=None
    )
    await stage.wait(4 * DAY)

    assert "The results of" in stage.said()[-1]
    assert {"kind": "publish", "state": "done"} in stored(_STATES)
    assert "I can't post the entries in its thread" in _direct_messages(stage)[-1]
