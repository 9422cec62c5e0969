"""Juries, removed entries, rings, series and settings."""

import pytest

from bot.judging.rings import Ring
from bot.services.challenges.results import ResultsService
from tests.challenge_scene import DAY, ChallengeScene, id_on
from tests.conftest import Rows
from tests.scene import answer_to, embed_of

_SCORES = {"creativity": ["5"], "aesthetics": ["4"], "craft": ["3"], "theme": ["2"]}


async def _two_entries(stage: ChallengeScene) -> str:
    await stage.open_to_all()
    challenge_id = await stage.begin()
    await stage.wait(0)
    for member in (stage.scene.ada, stage.scene.bob):
        await stage.write(member, f"theme of {member.name}")
        await stage.enter(member)
    return challenge_id


async def test_a_jury_scores_and_only_the_author_sees_it_by_criterion(
    stage: ChallengeScene, stored: Rows
) -> None:
    challenge_id = await _two_entries(stage)
    juror = stage.scene.guild.add_member(stage.scene.env.create_user("juno"))
    chosen = answer_to(
        await stage.mo.slash(
            stage.scene.channel, "challenge jury", challenge=challenge_id, percent=30
        )
    )
    await stage.mo.select(chosen, [juror], custom_id=id_on(chosen, "jury:"))
    await stage.wait(2 * DAY)
    message = answer_to(await juror.slash(stage.scene.channel, "challenge score"))
    for _ in range(2):
        form = await stage.press(juror, message, "score:")
        message = answer_to(await juror.submit_modal(form, _SCORES))
    assert stored("SELECT jury_weight FROM challenges") == [{"jury_weight": 0.3}]
    assert message.content == "✅ Noted.\nYou have scored all there is. Thank you!"
    await stage.wait(2 * DAY)

    [thread] = stage.scene.channel.threads
    entry = next(
        m
        for m in thread.history()
        if f"<@{stage.scene.ada.id}>" in str(m.embeds[:1] and m.embeds[0].description)
    )
    mine = answer_to(await stage.press(stage.scene.ada, entry, "scores:"))
    assert mine.ephemeral
    assert "Creativity: 5.0 of 5" in mine.content
    refused = await stage.press(stage.scene.bob, entry, "scores:")
    assert "⚠️" in stage.told(refused)


async def test_who_is_not_in_the_jury_does_not_score(stage: ChallengeScene) -> None:
    await _two_entries(stage)
    await stage.wait(2 * DAY)
    refused = await stage.scene.ada.slash(stage.scene.channel, "challenge score")
    assert stage.told(refused).startswith("⚠️ ")


async def test_a_removed_entry_takes_part_no_more(stage: ChallengeScene, stored: Rows) -> None:
    challenge_id = await _two_entries(stage)
    offered = await stage.mo.autocomplete(
        stage.scene.channel, "challenge remove", "entry", "", challenge=challenge_id, reason="x"
    )
    removed = await stage.mo.slash(
        stage.scene.channel,
        "challenge remove",
        challenge=challenge_id,
        entry=offered[0]["value"],
        reason="Not yours",
    )
    assert "takes part no more" in answer_to(removed).content
    assert len(stored("SELECT * FROM entries WHERE state = 'standing'")) == 1


async def test_members_neither_see_rings_nor_remove(stage: ChallengeScene) -> None:
    challenge_id = await _two_entries(stage)
    offered = await stage.scene.ada.autocomplete(
        stage.scene.channel, "challenge remove", "entry", "", challenge=challenge_id, reason="x"
    )
    assert offered == []
    await stage.wait(2 * DAY)
    refused = await stage.scene.ada.slash(
        stage.scene.channel, "challenge rings", challenge=challenge_id
    )
    assert "Only members with Manage Server" in stage.told(refused)


async def test_moderators_see_rings_in_private(stage: ChallengeScene) -> None:
    challenge_id = await _two_entries(stage)
    await stage.wait(2 * DAY)
    shown = answer_to(
        await stage.mo.slash(stage.scene.channel, "challenge rings", challenge=challenge_id)
    )
    assert shown.ephemeral
    assert embed_of(shown).description == "Nothing unusual."


async def test_results_show_rings_to_moderators_alone(
    stage: ChallengeScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def find(*_: object) -> list[Ring]:
        return [Ring((5, 6), 9, 10, 3.2, 0.004)]

    monkeypatch.setattr(ResultsService, "rings", find)
    challenge_id = await _two_entries(stage)
    await stage.wait(4 * DAY)
    for member, is_told in ((stage.mo, True), (stage.scene.ada, False)):
        shown = answer_to(
            await member.slash(stage.scene.channel, "challenge results", challenge=challenge_id)
        )
        assert shown.ephemeral
        assert ("Mutual voting" in [embed.title for embed in shown.embeds]) == is_told


async def test_settings_are_shown_and_refused_to_others(stage: ChallengeScene) -> None:
    shown = answer_to(
        await stage.mo.slash(stage.scene.channel, "challenge settings", time_zone="Europe/Vienna")
    )
    assert embed_of(shown).fields[0].value == "Europe/Vienna"
    refused = await stage.scene.ada.slash(stage.scene.channel, "challenge settings", account_days=0)
    assert "Only members with Manage Server" in stage.told(refused)
    unknown = await stage.mo.slash(
        stage.scene.channel, "challenge settings", time_zone="Mars/Olympus"
    )
    assert "I don't know the time zone" in stage.told(unknown)


async def test_a_series_begins_by_itself_and_proposes_briefs(
    stage: ChallengeScene, stored: Rows
) -> None:
    challenge_id = await stage.begin(title="Daily", closes="in 1 day", voting_closes="in 2 days")
    channel = stage.scene.channel
    await stage.mo.slash(channel, "challenge template save", challenge=challenge_id, name="daily")
    form = await stage.mo.slash(
        channel, "challenge series create", template="daily", cadence="daily", at="18:00",
        proposals=True,
    )  # fmt: skip
    created = answer_to(await stage.mo.submit_modal(form, {"briefs": "First brief\nSecond brief"}))
    assert "briefs left: 2" in str(embed_of(created).description)
    await stage.wait(2 * DAY)

    briefs = [row["brief"] for row in stored("SELECT brief FROM challenges ORDER BY opens_at")]
    assert briefs[1:] == ["First brief", "Second brief"]
    proposed = answer_to(await stage.mo.slash(channel, "challenge series briefs"))
    assert embed_of(proposed).title == "Use this brief?"
    assert "Begin from these lines" in str(embed_of(proposed).description)
    await stage.press(stage.mo, proposed, "brief:use")
    states = [row["state"] for row in stored("SELECT state FROM series_briefs ORDER BY number")]
    assert states[:3] == ["used", "used", "approved"]
    [series] = stored("SELECT id FROM challenge_series")
    await stage.mo.slash(channel, "challenge series pause", series=series["id"])
    listed = answer_to(await stage.mo.slash(channel, "challenge series list"))
    assert "paused" in str(embed_of(listed).description)
    await stage.mo.slash(channel, "challenge series end", series=series["id"])
    listed = answer_to(await stage.mo.slash(channel, "challenge series list"))
    assert str(embed_of(listed).description).startswith("None yet.")


async def test_another_servers_challenge_is_out_of_reach(stage: ChallengeScene) -> None:
    challenge_id = await stage.begin()
    elsewhere = stage.scene.env.create_guild()
    channel = elsewhere.create_text_channel("else")
    stranger = elsewhere.add_member(stage.scene.env.create_user("stranger"))
    refused = await stranger.slash(channel, "challenge show", challenge=challenge_id)
    assert stage.told(refused).startswith("⚠️ ")
