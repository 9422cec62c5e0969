"""The roles of a guild as Discord describes them to a bot."""

from typing import Any

from sandbox import permissions
from sandbox.payloads import JsonObject
from sandbox.world import Guild, World


def role_payloads(world: World, guild: Guild) -> list[JsonObject]:
    """Returns the role that every member has, and the one that the bot got with its invitation."""
    return [
        _role(guild.id, "@everyone", permissions.EVERYONE, position=0),
        _role(
            world.bot_role_id,
            world.bot.username,
            world.bot_permissions,
            position=1,
            managed=True,
            tags={"bot_id": world.bot.id},
        ),
    ]


def _role(role_id: str, name: str, granted: permissions.Permission, **more: Any) -> JsonObject:
    return {
        "id": role_id,
        "name": name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "permissions": str(int(granted)),
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
        **more,
    }
