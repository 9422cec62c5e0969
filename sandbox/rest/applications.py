"""Routes about the bot itself: gateway, user, application, guilds."""

from aiohttp import web

from sandbox.errors import ApiError, Problem
from sandbox.responses import json_response
from sandbox.sandbox import SANDBOX
from sandbox.world_payloads import (
    application_payload,
    channel_payload,
    current_user_payload,
    guild_payload,
)

routes = web.RouteTableDef()


@routes.get("/gateway")
async def get_gateway(request: web.Request) -> web.Response:
    """Says where the gateway is."""
    return json_response({"url": request.app[SANDBOX].gateway_url})


@routes.get("/gateway/bot")
async def get_gateway_bot(request: web.Request) -> web.Response:
    """Says where the gateway is and how many shards to run."""
    limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    url = request.app[SANDBOX].gateway_url
    return json_response({"url": url, "shards": 1, "session_start_limit": limit})


@routes.get("/users/@me")
async def get_current_user(request: web.Request) -> web.Response:
    """Describes the bot."""
    return json_response(current_user_payload(request.app[SANDBOX].world))


@routes.get("/users/{user_id}")
async def get_user(request: web.Request) -> web.Response:
    """Describes a member."""
    user = request.app[SANDBOX].world.user(request.match_info["user_id"])
    if user is None:
        raise ApiError(Problem.UNKNOWN_USER)
    return json_response(user.payload)


@routes.get("/applications/@me")
@routes.get("/oauth2/applications/@me")
async def get_application(request: web.Request) -> web.Response:
    """Describes the bot's application."""
    return json_response(application_payload(request.app[SANDBOX].world))


@routes.get("/guilds/{guild_id}")
async def get_guild(request: web.Request) -> web.Response:
    """Describes a guild."""
    world = request.app[SANDBOX].world
    guild = world.guild_for_bot(request.match_info["guild_id"])
    return json_response(guild_payload(world, guild))


@routes.get("/guilds/{guild_id}/channels")
async def get_guild_channels(request: web.Request) -> web.Response:
    """Lists a guild's channels."""
    world = request.app[SANDBOX].world
    guild = world.guild_for_bot(request.match_info["guild_id"])
    channels = [channel_payload(world, c, for_user=world.bot.id) for c in guild.channels]
    return json_response(channels)


@routes.get("/guilds/{guild_id}/members/{user_id}")
async def get_guild_member(request: web.Request) -> web.Response:
    """Describes a member of a guild."""
    world = request.app[SANDBOX].world
    world.guild_for_bot(request.match_info["guild_id"])
    user = world.user(request.match_info["user_id"])
    if user is None:
        raise ApiError(Problem.UNKNOWN_USER)
    return json_response(world.member_payload(user))
