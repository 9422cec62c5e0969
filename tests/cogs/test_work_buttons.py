"""The buttons under every work."""

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult, ResponseMessage

from bot.client import AtelierBot
from tests.conftest import Rows
from tests.scene import (
    POEM_BUTTONS,
    Scene,
    answer_to,
    buttons_of,
    embed_of,
    fill_disk,
    footer_of,
    free_disk,
    whispered,
)


async def _press(member: MemberActor, message: ResponseMessage, button: str) -> InteractionResult:
    return await member.click(message, custom_id=buttons_of(message)[button])


def _said(result: InteractionResult) -> str:
    """Returns what only the one who pressed can read."""
    [message] = result.followups or [answer_to(result)]
    assert message.ephemeral
    return message.content


async def test_likes_and_dislikes_are_counted(scene: Scene) -> None:
    work = await scene.ask("poem", theme="snow")

    first = _said(await _press(scene.ada, work, "like"))
    second = _said(await _press(scene.bob, work, "dislike"))

    assert "More like this" in first
    assert "👍 1 and 👎 0" in first
    assert "Less like this" in second
    assert "👍 1 and 👎 1" in second


async def test_a_member_has_one_verdict_which_may_change(scene: Scene) -> None:
    work = await scene.ask("poem", theme="snow")

    await _press(scene.ada, work, "like")
    assert "👍 1 and 👎 0" in _said(await _press(scene.ada, work, "like"))
    assert "👍 0 and 👎 1" in _said(await _press(scene.ada, work, "dislike"))


async def test_again_makes_another_one_with_a_new_seed_and_its_parent(
    scene: Scene, stored: Rows
) -> None:
    work = await scene.ask("poem", theme="snow", form="haiku", mood="eerie", seed=7)
    another = answer_to(await _press(scene.ada, work, "again"))

    assert another.id != work.id
    assert "my mood is eerie" in str(embed_of(another).description)
    assert "a haiku" in str(embed_of(another).description)
    old, new = stored("SELECT id, seed, request FROM works ORDER BY created_at")
    assert new["seed"] != old["seed"] == 7
    assert stored("SELECT work_id, parent_id FROM work_parents") == [
        {"work_id": new["id"], "parent_id": old["id"]}
    ]
    assert stored("SELECT verdict FROM feedback_events") == [{"verdict": "regenerate"}]
    assert set(buttons_of(another)) == POEM_BUTTONS


@pytest.mark.parametrize(("command", "options"), [
    ("lyrics", {"theme": "snow", "structure": "verse, chorus"}),
    ("imagine", {"prompt": "a fox", "count": 2, "size": 128}),
])  # fmt: skip
async def test_again_keeps_what_was_asked(
    scene: Scene, stored: Rows, command: str, options: dict[str, object]
) -> None:
    work = await scene.ask(command, **options)
    another = answer_to(await _press(scene.ada, work, "again"))

    assert len(another.attachments) == len(work.attachments)
    first, second = (row["request"] for row in stored("SELECT request FROM works"))
    assert first == second


async def test_again_by_another_member_is_theirs_in_their_style(scene: Scene, stored: Rows) -> None:
    await scene.bob.slash(scene.channel, "profile set", mood="joyful")
    work = await scene.ask("poem", theme="snow")
    another = answer_to(await _press(scene.bob, work, "again"))

    assert "your style: joyful" in footer_of(another)
    authors = [row["author_id"] for row in stored("SELECT author_id FROM works")]
    assert authors == [scene.ada.id, scene.bob.id]


async def test_a_member_deletes_their_own_work(scene: Scene, stored: Rows) -> None:
    work = await scene.ask("poem", theme="snow")
    await _press(scene.ada, work, "delete")

    assert scene.channel.history() == []
    [row] = stored("SELECT deleted_at FROM works")
    assert row["deleted_at"] is not None


async def test_nobody_deletes_the_work_of_another(scene: Scene, stored: Rows) -> None:
    work = await scene.ask("poem", theme="snow")
    said = _said(await _press(scene.bob, work, "delete"))

    assert "Only the one who asked for this work can delete it." in said
    assert [message.id for message in scene.channel.history()] == [work.id]
    assert stored("SELECT deleted_at FROM works") == [{"deleted_at": None}]


async def test_a_message_that_is_gone_at_the_same_time_is_no_error(
    scene: Scene, stored: Rows
) -> None:
    work = await scene.ask("poem", theme="snow")
    scene.env.inject_error("DELETE", "/webhooks/*", status=404, code=10008)
    result = await _press(scene.ada, work, "delete")

    assert not result.followups
    assert stored("SELECT count(*) AS deleted FROM works WHERE deleted_at IS NOT NULL") == [
        {"deleted": 1}
    ]


@pytest.mark.parametrize("button", ["like", "dislike", "again", "delete"])
async def test_a_deleted_work_says_so(scene: Scene, button: str) -> None:
    work = await scene.ask("poem", theme="snow")
    work_id = buttons_of(work)["like"].rpartition(":")[2]
    await scene.bot.services.works.delete(work_id, scene.ada.id)

    result = await _press(scene.ada, work, button)

    [message] = result.followups or [answer_to(result)]
    assert "was deleted" in message.content


async def test_the_buttons_work_after_a_restart(scene: Scene, stored: Rows) -> None:
    await scene.ask("profile set", mood="wistful")
    work = await scene.ask("poem", theme="snow")
    await scene.env.restart_bot(AtelierBot(scene.bot.services))

    assert "👍 1 and 👎 0" in _said(await _press(scene.bob, work, "like"))
    another = answer_to(await _press(scene.ada, work, "again"))
    assert "your style: wistful" in footer_of(another)
    await _press(scene.ada, work, "delete")
    assert [message.id for message in scene.channel.history()] == [another.id]
    assert len(stored("SELECT * FROM feedback_events")) == 3


async def test_a_full_disk_is_told_to_the_one_who_pressed(scene: Scene, stored: Rows) -> None:
    work = await scene.ask("poem", theme="snow " + 1400 * "é")
    await fill_disk(scene.bot)
    said = whispered(await _press(scene.ada, work, "again"))

    assert "my disk is full" in said
    await free_disk(scene.bot)
    assert embed_of(answer_to(await _press(scene.ada, work, "again"))).description
    assert len(stored("SELECT * FROM works")) == 2
