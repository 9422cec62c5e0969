"""Going on from a poem: continue it, answer it, change its mood."""

import json
from typing import Any

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult, ResponseMessage

from bot.client import AtelierBot
from bot.services.continuation import MOST_LINES
from cogs.suggestions import MOODS
from tests.cogs.conftest import Execute
from tests.conftest import Rows
from tests.scene import (
    LYRICS_BUTTONS,
    POEM_BUTTONS,
    Scene,
    answer_to,
    buttons_of,
    embed_of,
    footer_of,
    whispered,
)


async def _press(member: MemberActor, message: ResponseMessage, button: str) -> InteractionResult:
    return await member.click(message, custom_id=buttons_of(message)[button])


async def _in_mood(
    member: MemberActor, message: ResponseMessage, **answers: Any
) -> InteractionResult:
    return await member.submit_modal(await _press(member, message, "mood"), answers)


async def test_a_poem_has_a_second_row(scene: Scene) -> None:
    poem = await scene.ask("poem", theme="snow")
    lyrics = await scene.ask("lyrics", theme="snow")
    image = await scene.ask("imagine", prompt="a fox")

    first, second = poem.components
    assert [len(first["components"]), len(second["components"])] == [5, 4]
    assert set(buttons_of(poem)) == POEM_BUTTONS
    assert set(buttons_of(lyrics)) == LYRICS_BUTTONS
    assert set(buttons_of(image)) == (LYRICS_BUTTONS - {"craft"}) | {"emoji"}


async def test_a_continuation_shows_the_whole_poem(scene: Scene, stored: Rows) -> None:
    await scene.bob.slash(scene.channel, "profile set", loves="foxes")
    poem = await scene.ask("poem", theme="snow", form="haiku", seed=7)
    longer = answer_to(await _press(scene.bob, poem, "continue"))

    beginning, shown = str(embed_of(poem).description), str(embed_of(longer).description)
    assert shown.startswith(f"{beginning}\n\nI sing of snow,\na haiku")
    assert "continues: I sing of snow" in shown
    assert "your style: foxes" in footer_of(longer)
    old, new = stored("SELECT * FROM works ORDER BY created_at")
    assert new["text"].startswith(old["text"] + "\n\n")
    assert new["author_id"] == scene.bob.id
    assert json.loads(new["request"])["bond"] == "continues"
    assert stored("SELECT work_id, parent_id FROM work_parents") == [
        {"work_id": new["id"], "parent_id": old["id"]}
    ]


async def test_an_answer_keeps_form_and_theme_and_has_a_style_of_its_own(scene: Scene) -> None:
    await scene.bob.slash(scene.channel, "profile set", mood="joyful", form="limerick")
    poem = await scene.ask("poem", theme="snow", form="haiku")
    answer = answer_to(await _press(scene.bob, poem, "answer"))

    shown = str(embed_of(answer).description)
    assert embed_of(answer).title == "snow"
    assert "a haiku in English" in shown
    assert "my mood is joyful" in shown
    assert "answers: I sing of snow" in shown


async def test_the_form_that_a_style_chose_is_kept_too(scene: Scene) -> None:
    await scene.ask("profile set", form="limerick")
    poem = await scene.ask("poem", theme="snow")
    answer = answer_to(await _press(scene.bob, poem, "answer"))

    assert footer_of(answer).startswith("limerick")


@pytest.mark.parametrize(("answers", "mood"), [
    ({"listed": ["eerie"]}, "eerie"),
    ({"own": " bitter  sweet "}, "bitter sweet"),
    ({"listed": ["eerie"], "own": "bittersweet"}, "bittersweet"),
])  # fmt: skip
async def test_another_mood_is_asked_for(scene: Scene, answers: dict[str, Any], mood: str) -> None:
    poem = await scene.ask("poem", theme="snow", mood="joyful")
    other = answer_to(await _in_mood(scene.bob, poem, **answers))

    shown = str(embed_of(other).description)
    assert f"my mood is {mood}" in shown
    assert "changes mood: I sing of snow" in shown


async def test_all_moods_are_offered(scene: Scene) -> None:
    poem = await scene.ask("poem", theme="snow")
    shown = (await _press(scene.ada, poem, "mood")).modal

    assert shown is not None
    options = shown["components"][0]["component"]["options"]
    assert tuple(option["value"] for option in options) == MOODS


async def test_a_mood_has_to_be_said(scene: Scene) -> None:
    poem = await scene.ask("poem", theme="snow")
    said = whispered(await _in_mood(scene.bob, poem))

    assert "Which mood?" in said
    assert len(scene.channel.history()) == 1


async def test_a_poem_that_would_get_too_long_is_answered_instead(
    scene: Scene, execute: Execute
) -> None:
    poem = await scene.ask("poem", theme="snow", form="haiku")
    text = "\n".join(f"line {number}" for number in range(MOST_LINES - 2))
    await execute(f"UPDATE works SET text = '{text}'")

    said = whispered(await _press(scene.bob, poem, "continue"))

    assert "has 38 lines" in said
    assert "Answer it instead" in said


@pytest.mark.parametrize("button", ["continue", "answer", "edit", "craft"])
async def test_a_deleted_poem_says_so(scene: Scene, button: str) -> None:
    poem = await scene.ask("poem", theme="snow")
    work_id = buttons_of(poem)["like"].rpartition(":")[2]
    await scene.bot.services.works.delete(work_id, scene.ada.id)

    result = await _press(scene.bob, poem, button)

    [message] = result.followups or [answer_to(result)]
    assert message.ephemeral
    assert "This work was deleted" in message.content


async def test_a_poem_that_is_deleted_while_its_mood_is_chosen_says_so(scene: Scene) -> None:
    poem = await scene.ask("poem", theme="snow")
    shown = await _press(scene.bob, poem, "mood")
    work_id = buttons_of(poem)["like"].rpartition(":")[2]
    await scene.bot.services.works.delete(work_id, scene.ada.id)

    said = whispered(await scene.bob.submit_modal(shown, {"listed": ["eerie"]}))

    assert "This work was deleted" in said


async def test_a_form_that_is_gone_says_so(scene: Scene, execute: Execute) -> None:
    poem = await scene.ask("poem", theme="snow", form="haiku")
    await execute("""UPDATE works SET plan = replace(plan, '"form": "haiku"', '"form": "gone"')""")

    said = whispered(await _press(scene.bob, poem, "continue"))

    assert "I don't know the form “gone” any more" in said


async def test_a_poem_from_an_older_version_says_so(scene: Scene, execute: Execute) -> None:
    poem = await scene.ask("poem", theme="snow")
    plan = '{"kind": "poem", "request": {"topic": 1}, "parts": []}'
    await execute(f"UPDATE works SET plan = '{plan}'")

    assert "An older version of me" in whispered(await _press(scene.bob, poem, "answer"))


async def test_the_buttons_work_after_a_restart(scene: Scene) -> None:
    poem = await scene.ask("poem", theme="snow")
    await scene.env.restart_bot(AtelierBot(scene.bot.services))

    assert embed_of(answer_to(await _press(scene.ada, poem, "answer"))).title == "snow"
    mood = answer_to(await _in_mood(scene.bob, poem, listed=["eerie"]))
    assert "my mood is eerie" in str(embed_of(mood).description)


async def test_nothing_is_taken_in_by_a_bot_that_stops(scene: Scene) -> None:
    poem = await scene.ask("poem", theme="snow")
    shown = await _press(scene.bob, poem, "mood")
    scene.bot.services.orders.close()

    told = answer_to(await scene.bob.submit_modal(shown, {"listed": ["eerie"]}))

    assert told.ephemeral
    assert "I'm being restarted" in told.content
