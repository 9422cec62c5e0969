"""Guilds, channels and the application as Discord describes them to a bot."""

from sandbox.clock import timestamp
from sandbox.payloads import JsonObject
from sandbox.roles import role_payloads
from sandbox.snowflakes import DISCORD_EPOCH_MS
from sandbox.world import Channel, Guild, World

GATEWAY_MESSAGE_CONTENT_LIMITED = 1 << 19
# Discord names these even where there is nothing to say.
_ABSENT_IN_GUILD = (
    "icon",
    "description",
    "home_header",
    "splash",
    "discovery_splash",
    "banner",
    "application_id",
    "afk_channel_id",
    "system_channel_id",
    "widget_channel_id",
    "max_presences",
    "vanity_url_code",
    "rules_channel_id",
    "safety_alerts_channel_id",
    "public_updates_channel_id",
    "incidents_data",
)


def channel_payload(world: World, channel: Channel, *, for_user: str) -> JsonObject:
    """Returns Discord's channel object; a private one lists everybody but `for_user`."""
    if channel.guild_id is None:
        others = [world.user(user_id) for user_id in sorted(channel.recipient_ids - {for_user})]
        return {
            "id": channel.id,
            "type": channel.type,
            "last_message_id": None,
            "flags": 0,
            "recipients": [user.payload for user in others if user],
        }
    return {
        "id": channel.id,
        "type": channel.type,
        "guild_id": channel.guild_id,
        "name": channel.name,
        "topic": channel.topic,
        "position": channel.position,
        "permission_overwrites": [],
        "nsfw": False,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "parent_id": None,
        "flags": 0,
    }


def partial_guild(guild: Guild) -> JsonObject:
    """Returns what an interaction says about its guild."""
    return {"id": guild.id, "locale": "en-US", "features": []}


def guild_payload(world: World, guild: Guild) -> JsonObject:
    """Returns the guild as the REST API gives it."""
    return {
        **dict.fromkeys(_ABSENT_IN_GUILD),
        "id": guild.id,
        "name": guild.name,
        "owner_id": guild.owner_id,
        "roles": role_payloads(world, guild),
        "emojis": world.expressions.emojis_of(guild.id),
        "stickers": world.expressions.stickers_of(guild.id),
        "features": [],
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "region": "local",
        "approximate_member_count": len(world.members) + 1,
    }


def guild_create(world: World, guild: Guild, *, all_members: bool) -> JsonObject:
    """Returns the GUILD_CREATE event; without the members intent only the bot is listed."""
    users = [world.bot, *(world.members.values() if all_members else ())]
    created = ((int(guild.id) >> 22) + DISCORD_EPOCH_MS) / 1000
    return {
        **guild_payload(world, guild),
        "joined_at": timestamp(created),
        "large": False,
        "unavailable": False,
        "member_count": len(world.members) + 1,
        "members": [world.member_payload(user) for user in users],
        "channels": [
            channel_payload(world, channel, for_user=world.bot.id) for channel in guild.channels
        ],
        "threads": [],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def application_payload(world: World) -> JsonObject:
    """Returns the bot's application; the first member owns it."""
    owner = next(iter(world.members.values()))
    installation = {
        "oauth2_install_params": {"scopes": ["applications.commands"], "permissions": "0"}
    }
    return {
        "id": world.bot.id,
        "name": world.bot.username,
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "bot": world.bot.payload,
        "owner": owner.payload,
        "team": None,
        "verify_key": "0" * 64,
        "type": None,
        "flags": GATEWAY_MESSAGE_CONTENT_LIMITED,
        "flags_new": str(GATEWAY_MESSAGE_CONTENT_LIMITED),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": [],
        "tags": [],
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": len(world.members),
        "approximate_user_authorization_count": 0,
        "integration_types_config": {"0": installation, "1": installation},
    }


def current_user_payload(world: World) -> JsonObject:
    """Returns the bot as it sees itself."""
    return {**world.bot.payload, "verified": True, "mfa_enabled": False, "locale": "en-US"}
