"""Routes of guilds' emoji and stickers."""

from aiohttp import web

from sandbox.errors import ApiError, Problem
from sandbox.expressions import Emoji, Sticker
from sandbox.limits.expressions import check_emoji, check_sticker, check_sticker_file
from sandbox.limits.form import Form
from sandbox.permissions import Permission
from sandbox.responses import json_response
from sandbox.rest.bodies import read_form, read_object
from sandbox.sandbox import SANDBOX, Sandbox
from sandbox.world import Guild

routes = web.RouteTableDef()
EMOJIS = "/guilds/{guild_id}/emojis"
STICKERS = "/guilds/{guild_id}/stickers"


def _find(request: web.Request) -> tuple[Sandbox, Guild]:
    sandbox = request.app[SANDBOX]
    return sandbox, sandbox.world.guild_for_bot(request.match_info["guild_id"])


def _find_to_add(request: web.Request) -> tuple[Sandbox, Guild]:
    sandbox, guild = _find(request)
    allowed = sandbox.world.permissions_of(sandbox.world.bot.id, guild)
    if not allowed & Permission.CREATE_GUILD_EXPRESSIONS:
        raise ApiError(Problem.MISSING_PERMISSIONS)
    return sandbox, guild


@routes.get(EMOJIS)
async def list_emojis(request: web.Request) -> web.Response:
    """Lists a guild's emoji."""
    sandbox, guild = _find(request)
    return json_response(sandbox.world.expressions.emojis_of(guild.id))


@routes.post(EMOJIS)
async def create_emoji(request: web.Request) -> web.Response:
    """Adds an emoji to a guild."""
    sandbox, guild = _find_to_add(request)
    body = await read_object(request)
    form = Form()
    image = check_emoji(form, body)
    form.raise_if_invalid()
    world = sandbox.world
    emoji = Emoji(world.snowflakes(), guild.id, body["name"], image, world.bot.payload)
    world.expressions.add_emoji(emoji)
    sandbox.announcements.emojis_changed(guild.id)
    return json_response(emoji.payload, 201)


@routes.get(STICKERS)
async def list_stickers(request: web.Request) -> web.Response:
    """Lists a guild's stickers."""
    sandbox, guild = _find(request)
    return json_response(sandbox.world.expressions.stickers_of(guild.id))


@routes.post(STICKERS)
async def create_sticker(request: web.Request) -> web.Response:
    """Adds a sticker to a guild."""
    sandbox, guild = _find_to_add(request)
    fields, file = await read_form(request)
    form = Form()
    check_sticker(form, fields, file)
    form.raise_if_invalid()
    content = file.content if file else b""
    check_sticker_file(content)
    world = sandbox.world
    sticker = Sticker(
        world.snowflakes(),
        guild.id,
        fields["name"],
        fields["tags"],
        fields.get("description", ""),
        content,
        world.bot.payload,
    )
    world.expressions.add_sticker(sticker)
    sandbox.announcements.stickers_changed(guild.id)
    return json_response(sticker.payload, 201)
