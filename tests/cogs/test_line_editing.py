"""Editing a line of a poem into a work of one's own."""

import json

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult, ResponseMessage

from bot.client import AtelierBot
from bot.services.checks import LONGEST_LINE
from tests.cogs.conftest import Execute
from tests.conftest import Rows
from tests.scene import (
    POEM_BUTTONS,
    Scene,
    answer_to,
    buttons_of,
    embed_of,
    footer_of,
    whispered,
)

_FIVE = "I sing of the snow"
_FOUR = "I think of snow"


async def _haiku(scene: Scene) -> ResponseMessage:
    return await scene.ask("poem", theme="snow", form="haiku", seed=7)


async def _choose(member: MemberActor, poem: ResponseMessage, place: int = 0) -> InteractionResult:
    asked = answer_to(await member.click(poem, custom_id=buttons_of(poem)["edit"]))
    assert asked.ephemeral
    menu = asked.components[place // 25]["components"][0]["custom_id"]
    return await member.select(asked, [str(place)], custom_id=menu)


async def _write(
    member: MemberActor, poem: ResponseMessage, line: str, place: int = 0
) -> InteractionResult:
    return await member.submit_modal(await _choose(member, poem, place), {"line": line})


def _said(result: InteractionResult) -> str:
    [message] = result.followups or [answer_to(result)]
    assert message.ephemeral
    return message.content


async def test_the_form_holds_the_line(scene: Scene) -> None:
    modal = (await _choose(scene.bob, await _haiku(scene), 1)).modal

    assert modal is not None
    assert modal["title"] == "Line 2"
    assert modal["components"][0]["component"]["value"] == "a haiku in English,"


async def test_a_line_that_keeps_the_form_is_posted(scene: Scene, stored: Rows) -> None:
    poem = await _haiku(scene)
    edited = answer_to(await _write(scene.bob, poem, f" {_FIVE}  "))

    assert not edited.ephemeral
    assert str(embed_of(edited).description).startswith(f"{_FIVE}\na haiku in English,")
    assert footer_of(edited) == "haiku · line 1 by @bob · seed 7 · scripted-text/embedded"
    assert set(buttons_of(edited)) == POEM_BUTTONS
    old, new = stored("SELECT * FROM works ORDER BY created_at")
    assert (new["author_id"], new["model_id"]) == (scene.bob.id, old["model_id"])
    assert json.loads(new["parameters"])["edits"] == [{"line": 1, "by": "bob"}]
    assert new["message_id"] == edited.id
    assert stored("SELECT work_id, parent_id FROM work_parents") == [
        {"work_id": new["id"], "parent_id": old["id"]}
    ]
    jobs = stored("SELECT status, delivery, work_id FROM jobs ORDER BY created_at")
    assert jobs[1] == {"status": "done", "delivery": "delivered", "work_id": new["id"]}


async def test_edits_add_up(scene: Scene) -> None:
    poem = await _haiku(scene)
    once = answer_to(await _write(scene.bob, poem, _FIVE))
    twice = answer_to(await _write(scene.ada, once, "a moonlit river of stars", 1))

    assert "line 1 by @bob · line 2 by @ada" in footer_of(twice)


async def test_a_line_that_leaves_the_form_is_told_of(scene: Scene) -> None:
    poem = await _haiku(scene)
    told = answer_to(await _write(scene.bob, poem, _FOUR))

    assert told.ephemeral
    assert embed_of(told).title == "Line 1 leaves the form"
    assert "This line has 4 syllables; the form asks for 5." in str(embed_of(told).description)
    assert set(buttons_of(told)) == {"use", "again", "suggest"}
    assert [message.id for message in scene.channel.history()] == [poem.id]


@pytest.mark.parametrize("line", [_FOUR, "**I** _sing_ of `snow`"])
async def test_it_can_be_used_anyway_after_a_restart_too(scene: Scene, line: str) -> None:
    told = answer_to(await _write(scene.bob, await _haiku(scene), line))
    await scene.env.restart_bot(AtelierBot(scene.bot.services))
    edited = answer_to(await scene.bob.click(told, custom_id=buttons_of(told)["use"]))

    assert not edited.ephemeral
    shown = str(embed_of(edited).description).replace("\\", "")
    assert shown.startswith(f"{line}\n")


async def test_it_can_be_edited_again(scene: Scene) -> None:
    told = answer_to(await _write(scene.bob, await _haiku(scene), _FOUR))
    form = await scene.bob.click(told, custom_id=buttons_of(told)["again"])

    assert form.modal is not None
    assert form.modal["components"][0]["component"]["value"] == _FOUR
    edited = answer_to(await scene.bob.submit_modal(form, {"line": _FIVE}))
    assert str(embed_of(edited).description).startswith(_FIVE)


async def test_the_model_suggests_a_line(scene: Scene, stored: Rows) -> None:
    poem = await _haiku(scene)
    told = answer_to(await _write(scene.bob, poem, "snow", 1))
    suggested = answer_to(await scene.bob.click(told, custom_id=buttons_of(told)["suggest"]))

    shown = str(embed_of(suggested).description)
    assert shown.startswith("I sing of snow,\nthe number of my verse is 7.\nI sing of snow,\n")
    old, new = stored("SELECT id, seed, author_id FROM works ORDER BY created_at")
    assert new["seed"] != old["seed"]
    assert new["author_id"] == scene.bob.id
    assert stored("SELECT parent_id FROM work_parents") == [{"parent_id": old["id"]}]


@pytest.mark.parametrize(("line", "said"), [
    ("…", "That line is empty"),
    ("one\ntwo", "more than one line"),
    ("I sing of snow,", "as it was"),
])  # fmt: skip
async def test_what_can_be_no_line_is_told_of(scene: Scene, line: str, said: str) -> None:
    poem = await _haiku(scene)

    assert said in _said(await _write(scene.bob, poem, line))
    assert [message.id for message in scene.channel.history()] == [poem.id]


async def test_a_long_line_can_be_shown_but_not_be_kept(scene: Scene, execute: Execute) -> None:
    poem = await _haiku(scene)
    long = "snow " * 60
    await execute(f"UPDATE works SET text = 'one\n{long.strip()}\nthree'")

    said = _said(await _write(scene.bob, poem, f"ice {long}"[: len(long) - 1], 1))

    assert f"{LONGEST_LINE} is the most" in said


async def test_poems_of_many_lines_have_several_menus(scene: Scene, execute: Execute) -> None:
    poem = await _haiku(scene)
    text = "\n".join(f"line {number} of them" for number in range(1, 61))
    await execute(f"UPDATE works SET text = '{text}'")

    form = await _choose(scene.bob, poem, 59)

    assert form.modal is not None
    assert form.modal["title"] == "Line 60"
    edited = answer_to(await scene.bob.submit_modal(form, {"line": "the end"}))
    assert str(embed_of(edited).description).endswith("line 59 of them\nthe end")


async def test_a_poem_that_is_deleted_meanwhile_says_so(scene: Scene) -> None:
    poem = await _haiku(scene)
    form = await _choose(scene.bob, poem)
    told = answer_to(await _write(scene.bob, poem, _FOUR))
    asked = answer_to(await scene.bob.click(poem, custom_id=buttons_of(poem)["edit"]))
    work_id = buttons_of(poem)["like"].rpartition(":")[2]
    await scene.bot.services.works.delete(work_id, scene.ada.id)

    menu = asked.components[0]["components"][0]["custom_id"]
    assert "was deleted" in _said(await scene.bob.select(asked, ["0"], custom_id=menu))
    assert "was deleted" in _said(await scene.bob.submit_modal(form, {"line": _FIVE}))
    for choice in ("use", "suggest"):
        result = await scene.bob.click(told, custom_id=buttons_of(told)[choice])
        assert "was deleted" in whispered(result)


async def test_a_suggestion_needs_a_poem_in_its_form(scene: Scene, execute: Execute) -> None:
    poem = await _haiku(scene)
    told = answer_to(await _write(scene.bob, poem, _FOUR))
    await execute("UPDATE works SET text = 'one' || char(10) || 'two'")

    result = await scene.bob.click(told, custom_id=buttons_of(told)["suggest"])

    assert "not in its form any more" in whispered(result)


async def test_a_line_of_the_poem_that_was_continued(scene: Scene, stored: Rows) -> None:
    poem = await _haiku(scene)
    longer = answer_to(await scene.bob.click(poem, custom_id=buttons_of(poem)["continue"]))
    edited = answer_to(await _write(scene.ada, longer, _FIVE))

    assert str(embed_of(edited).description).startswith(f"{_FIVE}\na haiku")
    request = json.loads(stored("SELECT plan FROM works ORDER BY created_at")[-1]["plan"])[
        "request"
    ]
    assert request["earlier"].startswith(_FIVE)
