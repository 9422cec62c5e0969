"""Voting: what a ballot shows, and what becomes of it."""

import pytest
from simcord.actors import MemberActor
from simcord.results import ResponseMessage

from tests.challenge_scene import DAY, ChallengeScene, ids_on
from tests.conftest import Rows
from tests.scene import answer_to

_BALLOTS = "SELECT * FROM ballots WHERE answered_at IS NOT NULL"


async def _to_vote_on(stage: ChallengeScene, count: int) -> list[MemberActor]:
    """Has members enter a poem each, and lets voting begin."""
    await stage.open_to_all()
    await stage.begin()
    await stage.wait(0)
    members = [
        stage.scene.guild.add_member(stage.scene.env.create_user(f"member{number}"))
        for number in range(count)
    ]
    for number, member in enumerate(members):
        await stage.write(member, f"theme {number}")
        await stage.enter(member)
    await stage.wait(2 * DAY)
    return members


async def _vote(stage: ChallengeScene, voter: MemberActor) -> ResponseMessage:
    return answer_to(await voter.slash(stage.scene.channel, "challenge vote"))


async def test_a_ballot_shows_four_and_the_next_one_comes_at_once(
    stage: ChallengeScene, stored: Rows
) -> None:
    await _to_vote_on(stage, 9)
    ballot = await _vote(stage, stage.scene.ada)

    assert ballot.ephemeral
    assert ballot.content == "Which one is best?"
    assert [embed.title[:1] for embed in ballot.embeds[1:] if embed.title] == ["1", "2", "3", "4"]
    before = ids_on(ballot)
    asked = answer_to(await stage.press(stage.scene.ada, ballot, "best:2"))
    assert asked.content == "2 is best. And which one is weakest?"
    following = answer_to(await stage.press(stage.scene.ada, asked, "worst:4"))
    assert following.content == "✅ Counted.\nWhich one is best?"
    assert set(ids_on(following)).isdisjoint(before)
    assert len(stored(_BALLOTS)) == 1


async def test_nothing_tells_whose_entry_it_is(stage: ChallengeScene) -> None:
    members = await _to_vote_on(stage, 4)
    ballot = await _vote(stage, stage.scene.ada)

    shown = repr(ballot.components) + "".join(str(embed.to_dict()) for embed in ballot.embeds)
    for member in members:
        assert str(member.id) not in shown
        assert member.name not in shown


async def test_ones_own_entry_is_never_shown_and_nothing_twice(stage: ChallengeScene) -> None:
    members = await _to_vote_on(stage, 6)
    seen: list[str] = []
    ballot = await _vote(stage, members[0])
    while any(custom_id.startswith("best:") for custom_id in ids_on(ballot)):
        entries = [each.split(":")[-1] for each in ids_on(ballot) if each.startswith("best:")]
        seen += entries
        chosen = answer_to(await stage.press(members[0], ballot, "best:1"))
        weakest = [each for each in ids_on(chosen) if each.startswith("worst:")]
        if weakest:
            chosen = answer_to(await stage.press(members[0], chosen, weakest[0]))
        ballot = chosen

    assert ballot.content.endswith("Thank you for voting!")
    assert len(seen) == len(set(seen)) == 5


async def test_of_a_pair_only_the_best_is_asked(stage: ChallengeScene, stored: Rows) -> None:
    await _to_vote_on(stage, 2)
    done = answer_to(
        await stage.press(stage.scene.ada, await _vote(stage, stage.scene.ada), "best:1")
    )
    assert done.content.startswith("✅ Counted.")
    assert len(stored(_BALLOTS)) == 1


async def test_a_ballot_is_answered_after_a_restart(stage: ChallengeScene, stored: Rows) -> None:
    await _to_vote_on(stage, 4)
    asked = answer_to(
        await stage.press(stage.scene.ada, await _vote(stage, stage.scene.ada), "best:3")
    )
    await stage.restart()
    done = answer_to(await stage.press(stage.scene.ada, asked, "worst:0"))

    assert done.content.startswith("✅ Counted.")
    assert len(stored(_BALLOTS)) == 1


async def test_a_ballot_counts_once(stage: ChallengeScene, stored: Rows) -> None:
    await _to_vote_on(stage, 4)
    first, second = await _vote(stage, stage.scene.ada), await _vote(stage, stage.scene.ada)
    assert ids_on(first) == ids_on(second)
    await stage.press(stage.scene.ada, first, "skip:")
    again = answer_to(await stage.press(stage.scene.ada, second, "skip:"))

    assert again.content.startswith("You answered that ballot already.")
    assert len(stored(_BALLOTS)) == 1


async def test_pictures_come_as_one_grid_with_numbers_and_a_description(
    stage: ChallengeScene,
) -> None:
    await stage.open_to_all()
    await stage.begin()
    await stage.wait(0)
    for member in (stage.scene.ada, stage.scene.bob):
        await member.slash(stage.scene.channel, "imagine", prompt=f"fox {member.name}", size=64)
        await stage.enter(member)
    await stage.wait(2 * DAY)
    ballot = await _vote(stage, stage.mo)

    [picture] = ballot.attachments
    assert picture.filename == "ballot.png"
    assert str(picture.description).startswith("1: ")
    assert " 2: " in str(picture.description)


async def test_who_is_too_new_does_not_vote(stage: ChallengeScene, stored: Rows) -> None:
    await _to_vote_on(stage, 3)
    await stage.mo.slash(stage.scene.channel, "challenge settings", account_days=30)
    refused = await stage.scene.ada.slash(stage.scene.channel, "challenge vote")

    assert stage.told(refused).startswith("⚠️ ")
    assert stored("SELECT * FROM ballots") == []


@pytest.mark.parametrize("days", [0.0, 4.0])
async def test_before_and_after_its_time_nobody_votes(stage: ChallengeScene, days: float) -> None:
    challenge_id = await stage.begin()
    await stage.wait(days * DAY)
    refused = await stage.scene.ada.slash(
        stage.scene.channel, "challenge vote", challenge=challenge_id
    )
    assert stage.told(refused).startswith("⚠️ ")


async def test_a_ballot_in_hand_when_voting_closes_is_not_counted(
    stage: ChallengeScene, stored: Rows
) -> None:
    await _to_vote_on(stage, 4)
    ballot = await _vote(stage, stage.scene.ada)
    asked = answer_to(await stage.press(stage.scene.ada, ballot, "best:1"))
    await stage.wait(2 * DAY)
    refused = await stage.press(stage.scene.ada, asked, "worst:0")

    assert stage.told(refused).startswith("⚠️ ")
    assert stored(_BALLOTS) == []
