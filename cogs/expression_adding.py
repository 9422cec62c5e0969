"""Adding emoji and stickers to a server: who may, how long it takes, and what Discord refuses."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

import discord

from bot.client import DISCORD_FAILURES, AtelierBot
from bot.errors import ExpressionRefused, PermissionMissing
from bot.expressions_presenter import WAITING

Interaction = discord.Interaction[AtelierBot]
_Expression = TypeVar("_Expression")

_log = logging.getLogger(__name__)

PATIENCE_SECONDS = 10.0
_MEMBER_LACKS = (
    "Members with the permission *Create Expressions* can add it to the server from here."
)
_BOT_LACKS = (
    "To add it to the server, I need the permission *Create Expressions*; whoever runs the server "
    "can give it to me."
)
_GONE = "I'm no longer in this server, so I can't add anything to it."
_FILE_REFUSED = "Discord does not take this picture as a file. Another picture may do."
_UNKNOWN_GUILD, _MISSING_ACCESS, _MISSING_PERMISSIONS, _INVALID_FORM = 10004, 50001, 50013, 50035
_REFUSALS = {
    30008: "All places for emoji in this server are taken. Remove one, then try again.",
    30039: "All places for stickers in this server are taken. Remove one, then try again.",
    _UNKNOWN_GUILD: _GONE,
    _MISSING_ACCESS: _GONE,
    50045: _FILE_REFUSED,
    50046: _FILE_REFUSED,
    50138: _FILE_REFUSED,
}
# By the field of Discord's form that is wrong.
_REFUSED_FIELDS = {
    "name": "Discord does not take this name. Try another one.",
    "image": _FILE_REFUSED,
    "file": _FILE_REFUSED,
    "tags": "Discord does not take this related emoji. Try another one.",
    "description": "Discord does not take this description. Try another one.",
}
_TOO_MANY_REQUESTS = 429


def missing_permission(interaction: Interaction) -> str | None:
    """Returns who lacks which permission to add to the server; None if nobody, or in no server."""
    if not interaction.is_guild_integration():
        return None
    if not interaction.permissions.create_expressions:
        return _MEMBER_LACKS
    return None if interaction.app_permissions.create_expressions else _BOT_LACKS


def check_permissions(interaction: Interaction) -> None:
    """Checks that member and bot may add to the server.

    Raises:
        PermissionMissing: One of them may not.
    """
    missing = missing_permission(interaction)
    if missing is not None:
        raise PermissionMissing(missing)


def reason_of(interaction: Interaction) -> str:
    """Returns what the server's audit log says of an addition."""
    return f"Asked for by @{interaction.user.name} ({interaction.user.id})"


async def add(interaction: Interaction, addition: Coroutine[Any, Any, _Expression]) -> _Expression:
    """Adds to the server; where Discord makes it wait, the member is told so.

    Raises:
        ExpressionRefused: Discord does not take it.
        PermissionMissing: The bot has lost its permission.
    """
    # It is never cancelled: that could stop discord.py from sending anything ever again.
    adding = asyncio.create_task(addition)
    await asyncio.wait({adding}, timeout=PATIENCE_SECONDS)
    if not adding.done():
        await tell(interaction, WAITING)
    try:
        return await adding
    except discord.HTTPException as error:
        refusal = _refusal(error)
        if refusal is None:
            raise
        raise refusal from error


async def tell(interaction: Interaction, text: str) -> None:
    """Puts a sentence where the member waits; after 15 minutes, nobody hears it any more."""
    try:
        await interaction.edit_original_response(content=text)
    except DISCORD_FAILURES:
        _log.warning("interaction %s takes no answer", interaction.id, exc_info=True)


def _refusal(error: discord.HTTPException) -> Exception | None:
    """Returns what a member is told of an answer of Discord's; None if it says nothing to them."""
    if error.code == _MISSING_PERMISSIONS:
        return PermissionMissing(_BOT_LACKS)
    if error.status == _TOO_MANY_REQUESTS:
        return ExpressionRefused(
            "Discord takes no more new emoji or stickers from this server just now. "
            "Try again in an hour."
        )
    if error.code == _INVALID_FORM:
        return ExpressionRefused(_refused_field(error))
    sentence = _REFUSALS.get(error.code)
    return ExpressionRefused(sentence) if sentence else None


def _refused_field(error: discord.HTTPException) -> str:
    """Returns what is wrong with the form; discord.py writes "In field: …" for each error."""
    for field, sentence in _REFUSED_FIELDS.items():
        if f"\nIn {field}: " in error.text:
            return sentence
    return "Discord does not take it like this. Try another name or picture."
