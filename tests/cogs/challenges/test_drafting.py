"""Writing challenges down: forms, preview, confirmation, changes."""

from typing import Any

import pytest
from simcord.results import InteractionResult, ResponseMessage

from tests.challenge_scene import TEXTS, ChallengeScene, id_on, ids_on
from tests.conftest import Rows
from tests.scene import answer_to, embed_of

_RULES = {
    "kinds": ["poems"],
    "making": ["by hand"],
    "limits": ["2 · authors shown"],
    "words": "lantern, salt",
    "wanted": "haiku",
}


def _fields(message: ResponseMessage) -> dict[str, str]:
    return {str(field.name): str(field.value) for field in embed_of(message).fields}


def _defaults(opened: InteractionResult) -> dict[str, Any]:
    assert opened.modal is not None
    inputs = [label["component"] for label in opened.modal["components"]]
    return {field["custom_id"]: field.get("value") for field in inputs}


async def test_a_challenge_is_previewed_and_posted(stage: ChallengeScene) -> None:
    preview = await stage.draft()

    assert preview.ephemeral
    assert embed_of(preview).title == "Harbours at night"
    assert _fields(preview)["Takes"] == "poems, lyrics, pictures"
    assert _fields(preview)["Entries close"].startswith("<t:")
    posted = answer_to(await stage.press(stage.mo, preview, "draft:post"))
    assert posted.content == "Done: I announce it in this channel in a moment."
    await stage.wait(0)
    assert "**Harbours at night** is open!" in stage.said()[-1]
    assert len(stage.scene.channel.threads) == 1


async def test_rules_are_changed_before_it_is_posted(stage: ChallengeScene, stored: Rows) -> None:
    preview = await stage.draft()
    form = await stage.press(stage.mo, preview, "draft:rules")
    changed = answer_to(await stage.mo.submit_modal(form, _RULES))

    fields = _fields(changed)
    assert (fields["Takes"], fields["Made"]) == ("poems", "by hand")
    assert (fields["Entries a member"], fields["Authors"]) == ("2", "shown")
    assert (fields["Has to name"], fields["Form of poems"]) == ("lantern, salt", "haiku")
    await stage.restart()
    await stage.press(stage.mo, changed, "draft:post")
    [row] = stored("SELECT form, entries_each, making, is_blind FROM challenges")
    assert row == {"form": "haiku", "entries_each": 2, "making": "human", "is_blind": 0}


async def test_texts_are_changed_and_rules_stay(stage: ChallengeScene) -> None:
    preview = await stage.draft()
    form = await stage.press(stage.mo, preview, "draft:rules")
    preview = answer_to(await stage.mo.submit_modal(form, _RULES))
    form = await stage.press(stage.mo, preview, "draft:texts")
    again = answer_to(await stage.mo.submit_modal(form, {**TEXTS, "title": "Piers"}))

    assert embed_of(again).title == "Piers"
    assert _fields(again)["Form of poems"] == "haiku"


@pytest.mark.parametrize(("changes", "said"), [
    ({"opens": "soon"}, "I can't read “soon” as a time"),
    ({"closes": "2020-01-01 00:00"}, "would end before they open"),
    ({"opens": "2020-01-01 00:00"}, "has passed already"),
    ({"voting_closes": "in 1 day"}, "Please check the times"),
    ({"title": "..."}, "The title is empty"),
])  # fmt: skip
async def test_what_can_not_be_used_is_told_and_typed_again(
    stage: ChallengeScene, stored: Rows, changes: dict[str, str], said: str
) -> None:
    refused = await stage.draft(**changes)

    assert refused.ephemeral
    assert said in refused.content
    await stage.restart()
    form = await stage.press(stage.mo, refused, "draft:texts")
    assert _defaults(form) == {**TEXTS, **changes}
    preview = answer_to(await stage.mo.submit_modal(form, TEXTS))
    assert any(each.startswith("draft:post") for each in ids_on(preview))
    assert stored("SELECT * FROM challenges") == []


async def test_a_draft_is_discarded(stage: ChallengeScene, stored: Rows) -> None:
    dropped = answer_to(await stage.press(stage.mo, await stage.draft(), "draft:drop"))
    assert (dropped.content, dropped.components) == ("Discarded.", [])
    assert stored("SELECT * FROM challenges") == []


async def test_posting_twice_makes_one(stage: ChallengeScene, stored: Rows) -> None:
    preview = await stage.draft()
    post = id_on(preview, "draft:post")
    await stage.mo.click(preview, custom_id=post)
    message = stage.scene.env.backend.get_message(stage.scene.channel.id, preview.id)
    assert not any("draft:post" in str(part) for part in message.components)
    assert len(stored("SELECT * FROM challenges")) == 1


async def test_only_those_who_run_the_server_create(stage: ChallengeScene) -> None:
    refused = await stage.scene.ada.slash(stage.scene.channel, "challenge create")
    assert "Only members with Manage Server or Manage Events" in stage.told(refused)


async def test_times_are_read_on_the_servers_clock(stage: ChallengeScene) -> None:
    await stage.mo.slash(stage.scene.channel, "challenge settings", time_zone="America/New_York")
    preview = await stage.draft(
        opens="2026-01-02 18:00", closes="2026-01-03 18:00", voting_closes="2026-01-04 18:00"
    )
    # 23:00 in UTC.
    assert _fields(preview)["Opens"].startswith("<t:1767394800:F>")


async def test_a_challenge_is_edited(stage: ChallengeScene, stored: Rows) -> None:
    challenge_id = await stage.begin()
    await stage.wait(0)
    form = await stage.mo.slash(stage.scene.channel, "challenge edit", challenge=challenge_id)
    texts = {**_defaults(form), "title": "Piers"}
    preview = answer_to(await stage.mo.submit_modal(form, texts))
    saved = answer_to(await stage.press(stage.mo, preview, "draft:save"))

    assert saved.content == "Saved."
    assert stored("SELECT title FROM challenges") == [{"title": "Piers"}]


async def test_of_two_who_edit_at_once_the_second_is_told(
    stage: ChallengeScene, stored: Rows
) -> None:
    challenge_id = await stage.begin()
    forms = [
        await stage.mo.slash(stage.scene.channel, "challenge edit", challenge=challenge_id)
        for _ in range(2)
    ]
    previews = [
        answer_to(await stage.mo.submit_modal(form, {**_defaults(form), "title": title}))
        for form, title in zip(forms, ("First", "Second"), strict=True)
    ]
    await stage.press(stage.mo, previews[0], "draft:save")
    second = await stage.press(stage.mo, previews[1], "draft:save")

    assert "Another moderator changed this challenge" in stage.told(second)
    assert stored("SELECT title FROM challenges") == [{"title": "First"}]


async def test_a_template_begins_a_challenge(stage: ChallengeScene) -> None:
    challenge_id = await stage.begin()
    await stage.mo.slash(
        stage.scene.channel, "challenge template save", challenge=challenge_id, name="Harbour"
    )
    form = await stage.mo.slash(stage.scene.channel, "challenge create", template="harbour")
    assert _defaults(form)["title"] == "Harbours at night"
    listed = answer_to(await stage.mo.slash(stage.scene.channel, "challenge template list"))
    assert "**Harbour**" in str(embed_of(listed).description)
    await stage.mo.slash(stage.scene.channel, "challenge template delete", name="Harbour")
    listed = answer_to(await stage.mo.slash(stage.scene.channel, "challenge template list"))
    assert str(embed_of(listed).description).startswith("None yet.")


async def test_a_cancelled_challenge_says_why(stage: ChallengeScene) -> None:
    challenge_id = await stage.begin()
    await stage.wait(0)
    await stage.mo.slash(
        stage.scene.channel, "challenge cancel", challenge=challenge_id, reason="Too *soon*"
    )
    await stage.wait(0)
    assert stage.said()[-1] == r"🚫 **Harbours at night** is cancelled. Too \*soon\*"
