"""/forms, and poems in a server's own forms."""

import json
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.env import Env
from simcord.results import InteractionResult, ResponseMessage

from bot.client import AtelierBot
from bot.database.errors import FULL, DatabaseFull
from bot.errors import InvalidOption, NotYours
from bot.services.forms import FormDraft, FormService
from cogs import form_modal
from tests.conftest import Rows
from tests.scene import (
    Scene,
    answer_to,
    buttons_of,
    embed_of,
    footer_of,
    set_scene,
    whispered,
)

_FIELDS = {
    "name": "Half Sonnet",
    "summary": "Seven *lines*.",
    "notation": "metre: iambic 5\nscheme: abab / ccb",
}
_WRONG = {**_FIELDS, "notation": "metre: iambic 5\nscheme: abab / ccx"}


async def _add(scene: Scene, **changes: str) -> ResponseMessage:
    opened = await scene.ada.slash(scene.channel, "forms add")
    return answer_to(await scene.ada.submit_modal(opened, {**_FIELDS, **changes}))


def _defaults(opened: InteractionResult) -> dict[str, Any]:
    assert opened.modal is not None
    inputs = [label["component"] for label in opened.modal["components"]]
    return {field["custom_id"]: field.get("value") for field in inputs}


async def _offered(member: MemberActor, scene: Scene, command: str, typed: str) -> list[str]:
    option = "form" if command == "poem" else "name"
    choices = await member.autocomplete(scene.channel, command, option, typed)
    return [choice["value"] for choice in choices]


async def test_a_form_is_added_and_explained(scene: Scene, stored: Rows) -> None:
    message = await _add(scene)

    assert message.ephemeral
    assert message.content == "Added: everybody here can choose it with `/poem` now."
    fields = {field.name: field.value for field in embed_of(message).fields}
    assert embed_of(message).title == "Half Sonnet"
    assert fields["Scheme"] == "7 lines of 10 syllables, in the scheme `a b a b / c c b`."
    assert fields["Added by"] == scene.ada.mention
    [row] = stored("SELECT * FROM forms")
    assert (row["guild_id"], row["author_id"]) == (scene.guild.id, scene.ada.id)
    assert (row["name"], row["notation"]) == ("Half Sonnet", _FIELDS["notation"])


async def test_everybody_on_the_server_writes_in_it(scene: Scene, stored: Rows) -> None:
    await _add(scene)
    poem = answer_to(await scene.bob.slash(scene.channel, "poem", theme="snow", form="half SONNET"))

    assert "a Half Sonnet in English,\nas long as metre: iambic 5" in str(
        embed_of(poem).description
    )
    assert footer_of(poem).startswith("Half Sonnet · ")
    [work] = stored("SELECT request FROM works")
    assert json.loads(work["request"])["notation"] == _FIELDS["notation"]


async def test_it_is_offered_before_those_that_everybody_has(scene: Scene) -> None:
    await _add(scene)

    assert (await _offered(scene.bob, scene, "poem", ""))[:2] == ["Half Sonnet", "haiku"]
    assert await _offered(scene.bob, scene, "poem", "sonnet") == [
        "Half Sonnet", "Shakespearean sonnet", "Petrarchan sonnet",
    ]  # fmt: skip
    assert (await _offered(scene.bob, scene, "forms show", "half"))[0] == "Half Sonnet"
    assert await _offered(scene.bob, scene, "forms remove", "") == ["Half Sonnet"]


async def test_other_servers_do_not_have_it(scene: Scene) -> None:
    await _add(scene)
    elsewhere = set_scene(scene.env)

    assert "Half Sonnet" not in await _offered(elsewhere.ada, elsewhere, "poem", "")
    asked = await elsewhere.ada.slash(elsewhere.channel, "poem", theme="snow", form="half sonnet")
    assert "I don't know the form “half sonnet”" in whispered(asked)


async def test_a_notation_that_can_not_be_read_is_shown_with_the_place(
    scene: Scene, stored: Rows
) -> None:
    message = await _add(scene, **_WRONG)

    assert message.ephemeral
    assert embed_of(message).description == (
        "No other line rhymes with this one. Write a dot, or x once more."
        "\n```\nscheme: abab / ccx\n                 ^\n```"
    )
    assert stored("SELECT * FROM forms") == []


async def test_what_was_typed_is_edited_again_after_a_restart_too(
    scene: Scene, stored: Rows
) -> None:
    wrong = {**_WRONG, "summary": "`Seven` *lines*"}
    refused = await _add(scene, **wrong)
    await scene.env.restart_bot(AtelierBot(scene.bot.services))
    opened = await scene.ada.click(refused, custom_id=buttons_of(refused)["edit"])

    assert _defaults(opened) == wrong
    again = answer_to(await scene.ada.submit_modal(opened, {**wrong, **_FIELDS}))
    assert again.content.startswith("Added")
    assert [row["name"] for row in stored("SELECT name FROM forms")] == ["Half Sonnet"]


@pytest.mark.parametrize(("changes", "said"), [
    ({"name": "Haiku"}, "Everybody has a form called “Haiku”."),
    ({"name": "HALF sonnet"}, "This server has a form “HALF sonnet” already."),
    ({"name": "@everyone"}, "A form's name goes without these"),
    ({"summary": "  "}, "Explain the form in one line"),
    ({"notation": "```@everyone"}, "Each line begins with one of these and a colon"),
])  # fmt: skip
async def test_what_can_not_be_added_is_told_and_can_be_edited(
    scene: Scene, stored: Rows, changes: dict[str, str], said: str
) -> None:
    await _add(scene)
    message = await _add(scene, **changes)

    assert message.ephemeral
    assert said in str(embed_of(message).description)
    assert str(embed_of(message).description).count("```") in {0, 2}
    opened = await scene.ada.click(message, custom_id=buttons_of(message)["edit"])
    assert _defaults(opened) == {**_FIELDS, **changes}
    assert len(stored("SELECT * FROM forms")) == 1


async def test_an_error_of_ours_is_told_in_private(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise DatabaseFull(FULL)

    monkeypatch.setattr(FormService, "add", fail)
    opened = await scene.ada.slash(scene.channel, "forms add")

    message = answer_to(await scene.ada.submit_modal(opened, _FIELDS))
    assert message.ephemeral
    assert "I can't do that just now: my disk is full." in message.content


async def test_what_was_typed_and_can_not_be_read_again_is_told_in_private(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_embed: discord.Embed) -> FormDraft:
        raise KeyError("Name")

    refused = await _add(scene, **_WRONG)
    monkeypatch.setattr(form_modal, "draft_in", fail)

    message = answer_to(await scene.ada.click(refused, custom_id=buttons_of(refused)["edit"]))
    assert message.ephemeral
    assert message.content.startswith("⚠️ Something went wrong on my side")


async def test_all_forms_are_listed_in_private(scene: Scene) -> None:
    await _add(scene)
    message = answer_to(await scene.bob.slash(scene.channel, "forms list"))

    assert message.ephemeral
    own, everybodys = message.embeds
    assert own.description == r"**Half Sonnet** Seven \*lines\*."
    assert "**villanelle** Nineteen lines" in str(everybodys.description)


async def test_a_form_that_everybody_has_is_explained(scene: Scene) -> None:
    message = await scene.ask("forms show", name="VILLANELLE")

    assert message.ephemeral
    assert embed_of(message).title == "villanelle"
    names = [field.name for field in embed_of(message).fields]
    assert names == ["Scheme", "Notation", "History", "Source"]


async def test_a_form_of_the_servers_own_is_explained(scene: Scene) -> None:
    await _add(scene)
    message = await scene.ask("forms show", name="half sonnet")

    assert embed_of(message).description == r"Seven \*lines\*."
    assert scene.ada.mention in [field.value for field in embed_of(message).fields]


async def test_an_unknown_form_is_not_explained(scene: Scene) -> None:
    assert "I don't know the form “ode”" in (await scene.refused("forms show", name="ode")).content


async def test_a_removed_form_is_gone_but_its_works_can_be_made_again(
    scene: Scene, stored: Rows
) -> None:
    await _add(scene)
    poem = await scene.ask("poem", theme="snow", form="half sonnet")
    message = await scene.ask("forms remove", name="half sonnet")

    assert message.ephemeral
    assert message.content.startswith("“Half Sonnet” is removed.")
    assert stored("SELECT * FROM forms") == []
    again = answer_to(await scene.ada.click(poem, custom_id=buttons_of(poem)["again"]))
    assert footer_of(again).startswith("Half Sonnet · ")
    assert "as long as metre: iambic 5" in str(embed_of(again).description)


async def test_others_can_not_remove_it_but_moderators_can(scene: Scene, stored: Rows) -> None:
    opened = await scene.bob.slash(scene.channel, "forms add")
    await scene.bob.submit_modal(opened, _FIELDS)
    refused = await scene.refused("forms remove", NotYours, name="half sonnet")
    assert "Only the one who added this form, or a moderator" in refused.content
    assert len(stored("SELECT * FROM forms")) == 1

    role = scene.guild.create_role("mods", permissions=discord.Permissions(manage_messages=True))
    moderator = scene.guild.add_member(scene.env.create_user("mo"), roles=[role])
    answer = answer_to(await moderator.slash(scene.channel, "forms remove", name="half sonnet"))
    assert answer.content.startswith("“Half Sonnet” is removed.")


async def test_forms_of_everybody_can_not_be_removed(scene: Scene) -> None:
    message = await scene.refused("forms remove", InvalidOption, name="haiku")

    assert message.content == "⚠️ This server has no form of its own called “haiku”."


async def test_in_direct_messages_there_are_the_forms_of_everybody(simcord_env: Env) -> None:
    ada = simcord_env.create_user("ada")
    choices = await ada.autocomplete("poem", "form", "hai", theme="snow")

    assert [choice["value"] for choice in choices] == ["haiku", "senryu"]
