"""What members see of an answer."""

import asyncio
from typing import Any

from sandbox.client import MemberClient
from sandbox.client_events import Use

# Longer than any repetition of a request takes to follow.
_AFTERMATH_SECONDS = 0.5
_EPHEMERAL = 1 << 6


def is_work(message: dict[str, Any]) -> bool:
    """Whether a message shows a finished text."""
    return bool(message["embeds"])


def is_private(message: dict[str, Any]) -> bool:
    """Whether only the one who acted sees a message."""
    return bool(message["flags"] & _EPHEMERAL)


def text_of(message: dict[str, Any]) -> str:
    """Returns the text of a work."""
    return str(message["embeds"][0]["description"])


def footer_of(message: dict[str, Any]) -> str:
    """Returns what stands under a work."""
    return str(message["embeds"][0]["footer"]["text"])


def button_of(message: dict[str, Any], action: str) -> str:
    """Returns the custom id of a work's button."""
    rows = message["components"]
    ids = (str(button["custom_id"]) for row in rows for button in row["components"])
    return next(custom_id for custom_id in ids if custom_id.split(":")[1] == action)


async def work_for(member: MemberClient, use: Use, *, within: float = 60.0) -> dict[str, Any]:
    """Waits for the work that an interaction asked for."""
    return await member.answer_to(use, is_work, within=within)


async def progress_for(member: MemberClient, use: Use) -> dict[str, Any]:
    """Waits until a member sees that something happens."""
    return await member.answer_to(use, lambda message: bool(message["content"]))


async def generating(member: MemberClient, use: Use) -> dict[str, Any]:
    """Waits until a member sees the model work for them."""
    return await member.answer_to(use, lambda message: "🎨" in message["content"])


async def answers_in(
    member: MemberClient, use: Use, *, channel: str = "studio"
) -> list[dict[str, Any]]:
    """Returns every message in the channel that came of an interaction, late ones included."""
    await asyncio.sleep(_AFTERMATH_SECONDS)
    said = await member.history(channel)
    return [
        message
        for message in said
        if message["author"].get("bot")
        and (
            (message.get("interaction_metadata") or {}).get("id") == use.id
            or f"<@{member.id}>" in message["content"]
        )
    ]
