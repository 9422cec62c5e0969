"""Buttons, modals and autocomplete."""

import asyncio

import pytest

from sandbox.client import MemberClient
from tests.sandbox.raw_bot import RawBot
from tests.sandbox.rest.make_command import (
    CHOICES,
    DEFERRED_UPDATE,
    MODAL,
    UPDATE,
    with_button,
)

pytestmark = pytest.mark.usefixtures("command")


async def test_a_button_updates_its_message(ada: MemberClient, raw_bot: RawBot) -> None:
    message = await with_button(ada, raw_bot)
    await ada.click(message, "on")
    interaction = await raw_bot.next_interaction()
    assert interaction["message"]["id"] == message["id"]
    assert interaction["data"]["custom_id"] == "on"
    answer = await raw_bot.answer(interaction, UPDATE, {"content": "on", "components": []})
    assert answer.body["interaction"]["response_message_id"] == message["id"]
    changed = await ada.wait_for_message(lambda m: m["content"] == "on")
    assert (changed["id"], changed["components"]) == (message["id"], [])


async def test_a_deferred_update_shows_nothing_and_edits_later(
    ada: MemberClient, raw_bot: RawBot
) -> None:
    message = await with_button(ada, raw_bot)
    await ada.click(message, "on")
    interaction = await raw_bot.next_interaction()
    await raw_bot.answer(interaction, DEFERRED_UPDATE)
    assert (await ada.history())[-1]["content"] == "buttons"
    await raw_bot.webhook("PATCH", interaction, "/messages/@original", {"content": "later"})
    assert (await ada.history())[-1]["content"] == "later"


async def test_modals_carry_what_was_typed(ada: MemberClient, raw_bot: RawBot) -> None:
    message = await with_button(ada, raw_bot)
    use = await ada.click(message, "on")
    field = {"type": 4, "custom_id": "name", "style": 1, "label": "Name"}
    modal = {
        "custom_id": "form",
        "title": "Form",
        "components": [{"type": 1, "components": [field]}],
    }
    await raw_bot.answer(await raw_bot.next_interaction(), MODAL, modal)
    opened = await ada.modal_for(use)
    await ada.submit_modal(use, opened, {"name": "Ada"})
    interaction = await raw_bot.next_interaction()
    assert interaction["type"] == 5
    assert interaction["message"]["id"] == message["id"]
    typed = interaction["data"]["components"][0]["components"][0]
    assert (typed["custom_id"], typed["value"]) == ("name", "Ada")
    refused = await raw_bot.answer(interaction, MODAL, modal)
    assert (refused.status, refused.error_codes("type")) == (
        400,
        ["INTERACTION_CALLBACK_TYPE_INVALID"],
    )
    assert (await raw_bot.answer(interaction, UPDATE, {"content": "thanks"})).status == 200


async def test_autocomplete_takes_up_to_25_choices(ada: MemberClient, raw_bot: RawBot) -> None:
    asked = asyncio.create_task(ada.autocomplete("make", {"what": "h"}, focused="what"))
    interaction = await raw_bot.next_interaction()
    assert interaction["data"]["options"][0]["focused"]
    choice = {"name": "hat", "value": "hat"}
    refused = await raw_bot.answer(interaction, CHOICES, {"choices": [choice] * 26})
    assert refused.error_codes("data", "choices") == ["BASE_TYPE_MAX_LENGTH"]
    await raw_bot.answer(interaction, CHOICES, {"choices": [choice] * 25})
    assert await asked == [choice] * 25
