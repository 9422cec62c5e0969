"""What the tests of interactions share: one command, and ways to use it."""

from typing import Any

from sandbox.client import MemberClient
from sandbox.payloads import JsonObject
from tests.sandbox.raw_bot import Answer, RawBot

MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
EPHEMERAL, LOADING = 64, 128
BUTTONS = [
    {
        "type": 1,
        "components": [
            {"type": 2, "style": 1, "label": "On", "custom_id": "on"},
            {"type": 2, "style": 1, "label": "Off", "custom_id": "off", "disabled": True},
        ],
    }
]
COMMAND = {
    "name": "make",
    "description": "Makes something",
    "integration_types": [0, 1],
    "contexts": [0, 1, 2],
    "options": [
        {"name": "what", "description": "What to make", "type": 3, "autocomplete": True},
    ],
}


async def used(ada: MemberClient, raw_bot: RawBot, channel: str = "studio") -> JsonObject:
    await ada.use_command("make", channel=channel)
    return await raw_bot.next_interaction()


async def with_button(ada: MemberClient, raw_bot: RawBot, **extra: Any) -> JsonObject:
    """Returns a message with buttons that answers a command."""
    body = {"content": "buttons", "components": BUTTONS, **extra}
    answer = await raw_bot.answer(await used(ada, raw_bot), MESSAGE, body)
    message = answer.body["resource"]["message"]
    return await ada.wait_for_message(lambda m: m["id"] == message["id"])


def code_and_status(answer: Answer) -> tuple[int, int]:
    return answer.status, answer.code
