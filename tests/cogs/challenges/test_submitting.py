"""Entering works: the panel, uploads, replacing and taking back."""

from io import BytesIO

import pytest
from PIL import Image

from tests.challenge_scene import ChallengeScene, id_on, options_of
from tests.conftest import Rows
from tests.scene import answer_to, embed_of

_STANDING = "SELECT title, author_id FROM entries WHERE state = 'standing'"


def _png() -> bytes:
    encoded = BytesIO()
    Image.new("RGB", (300, 200), "navy").save(encoded, "PNG")
    return encoded.getvalue()


async def test_a_work_is_entered_from_a_menu(stage: ChallengeScene, stored: Rows) -> None:
    await stage.begin()
    await stage.wait(0)
    await stage.write(stage.scene.ada, "harbour lights")
    panel = await stage.enter(stage.scene.ada)

    assert panel.ephemeral
    assert panel.content == "✅ Entered. Good luck!"
    assert "📜 " in str(embed_of(panel).description)
    [entry] = stored(_STANDING)
    assert entry["author_id"] == stage.scene.ada.id


async def test_the_announcements_button_opens_the_panel_after_a_restart_too(
    stage: ChallengeScene,
) -> None:
    await stage.begin()
    await stage.wait(0)
    announcement = next(m for m in stage.scene.channel.history() if "is open!" in m.content)
    await stage.restart()
    panel = answer_to(await stage.press(stage.scene.ada, announcement, "challenge:submit"))

    assert panel.ephemeral
    assert embed_of(panel).description == "None yet."


async def test_one_of_several_pictures_is_chosen(stage: ChallengeScene, stored: Rows) -> None:
    await stage.begin()
    await stage.wait(0)
    await stage.scene.ask("imagine", prompt="a fox", count=2, size=64)
    panel = answer_to(await stage.scene.ada.slash(stage.scene.channel, "challenge submit"))
    menu = id_on(panel, "enter:work")

    assert [value.partition(":")[2] for value in options_of(panel, menu)] == ["0", "1"]
    await stage.scene.ada.select(panel, [options_of(panel, menu)[1]], custom_id=menu)
    assert len(stored(_STANDING)) == 1


async def test_a_picture_made_by_hand_is_uploaded(stage: ChallengeScene, stored: Rows) -> None:
    await stage.begin()
    await stage.wait(0)
    panel = answer_to(await stage.scene.ada.slash(stage.scene.channel, "challenge submit"))
    form = await stage.press(stage.scene.ada, panel, "enter:picture")
    fields = {"title": "Quay", "alt_text": "A quay at night", "file": ("quay.png", _png())}
    entered = answer_to(await stage.scene.ada.submit_modal(form, fields))

    assert entered.content == "✅ Entered. Good luck!"
    assert stored(_STANDING) == [{"title": "Quay", "author_id": stage.scene.ada.id}]


async def test_what_is_no_picture_is_refused(stage: ChallengeScene, stored: Rows) -> None:
    await stage.begin()
    await stage.wait(0)
    panel = answer_to(await stage.scene.ada.slash(stage.scene.channel, "challenge submit"))
    form = await stage.press(stage.scene.ada, panel, "enter:picture")
    fields = {"title": "Quay", "alt_text": "A quay", "file": ("quay.png", b"not a picture")}
    refused = await stage.scene.ada.submit_modal(form, fields)

    assert stage.told(refused).startswith("⚠️ ")
    assert stored(_STANDING) == []


async def test_a_text_written_by_hand_is_entered(stage: ChallengeScene, stored: Rows) -> None:
    await stage.begin()
    await stage.wait(0)
    panel = answer_to(await stage.scene.ada.slash(stage.scene.channel, "challenge submit"))
    form = await stage.press(stage.scene.ada, panel, "enter:text")
    fields = {"kind": ["poems"], "title": "Ebb", "text": "The water keeps\nthe names of ships"}
    await stage.scene.ada.submit_modal(form, fields)

    assert [entry["title"] for entry in stored(_STANDING)] == ["Ebb"]


async def test_an_entry_is_replaced_and_taken_back(stage: ChallengeScene, stored: Rows) -> None:
    await stage.begin()
    await stage.wait(0)
    ada, channel = stage.scene.ada, stage.scene.channel
    await stage.write(ada, "first")
    panel = await stage.enter(ada)
    await stage.write(ada, "second")
    own = id_on(panel, "enter:own")
    chosen = answer_to(await ada.select(panel, [options_of(panel, own)[0]], custom_id=own))
    menu = id_on(chosen, "enter:work")
    replaced = answer_to(await ada.select(chosen, [options_of(chosen, menu)[0]], custom_id=menu))
    assert replaced.content == "✅ Entered. Good luck!"
    assert len(stored(_STANDING)) == 1

    own = id_on(replaced, "enter:own")
    chosen = answer_to(await ada.select(replaced, [options_of(replaced, own)[0]], custom_id=own))
    back = answer_to(await stage.press(ada, chosen, "enter:withdraw"))
    assert back.content == "Taken back."
    assert stored(_STANDING) == []
    assert answer_to(await ada.slash(channel, "challenge submit")).embeds[0].description


async def test_a_message_with_a_work_is_submitted_from_its_menu(
    stage: ChallengeScene, stored: Rows
) -> None:
    await stage.begin()
    await stage.wait(0)
    work = await stage.write(stage.scene.ada)
    done = await stage.scene.ada.context_menu(stage.scene.channel, "Submit to challenge", work)

    assert answer_to(done).content == "✅ Entered. Good luck!"
    assert len(stored(_STANDING)) == 1


async def test_where_there_are_several_challenges_one_is_chosen(
    stage: ChallengeScene, stored: Rows
) -> None:
    await stage.begin()
    second = await stage.begin(title="Another one")
    await stage.wait(0)
    work = await stage.write(stage.scene.ada)
    asked = answer_to(
        await stage.scene.ada.context_menu(stage.scene.channel, "Submit to challenge", work)
    )
    assert asked.content == "To which challenge?"
    await stage.scene.ada.select(asked, [second], custom_id=id_on(asked, "enter:into"))
    assert [row["challenge_id"] for row in stored("SELECT challenge_id FROM entries")] == [second]


@pytest.mark.parametrize("what", ["work of another", "no work", "no challenge"])
async def test_what_can_not_be_submitted_is_told(
    stage: ChallengeScene, stored: Rows, what: str
) -> None:
    if what != "no challenge":
        await stage.begin()
        await stage.wait(0)
    work = await stage.write(stage.scene.bob if what == "work of another" else stage.scene.ada)
    if what == "no work":
        work = stage.scene.channel.history()[0]
    done = await stage.scene.ada.context_menu(stage.scene.channel, "Submit to challenge", work)

    said = {
        "work of another": "works of your own only",
        "no work": "shows no work of mine",
        "no challenge": "No challenge takes entries now",
    }
    assert said[what] in stage.told(done)
    assert stored("SELECT * FROM entries") == []
