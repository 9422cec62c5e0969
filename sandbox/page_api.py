"""What the page in the browser (and the Python client) asks for and does."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from aiohttp import web

from sandbox.errors import ApiError, SandboxRefusal
from sandbox.interactions import InteractionType
from sandbox.payloads import JsonObject, strings_in
from sandbox.responses import json_response, no_content
from sandbox.rest.bodies import read_object
from sandbox.sandbox import SANDBOX
from sandbox.world import User, World

routes = web.RouteTableDef()
SHOWN_MESSAGES = 100

_Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def refusal_middleware(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Answers with 400 and a sentence when a member may not do something."""
    try:
        return await handler(request)
    except SandboxRefusal as refusal:
        return json_response({"message": str(refusal)}, 400)
    except ApiError as error:
        return json_response(error.body, error.status)


@routes.get("/sandbox/state")
async def get_state(request: web.Request) -> web.Response:
    """Tells a member what there is."""
    sandbox = request.app[SANDBOX]
    world = sandbox.world
    me = world.member(request.query.get("member") or next(iter(world.members)))
    direct = world.private_channel(me.id, world.bot.id)
    return json_response(
        {
            "me": _member(me),
            "members": [_member(member) for member in world.members.values()],
            "guilds": _guilds(world),
            "dms": [{"id": direct.id, "type": direct.type, "name": world.bot.username}],
            "bot": {
                "id": world.bot.id,
                "username": world.bot.username,
                "online": sandbox.gateway.online,
            },
            "commands": sandbox.commands_for_pages(),
        }
    )


@routes.get("/sandbox/channels/{channel_id}/messages")
async def get_messages(request: web.Request) -> web.Response:
    """Lists what a member sees in a channel, oldest first."""
    sandbox = request.app[SANDBOX]
    member_id = request.query.get("member", "")
    channel = sandbox.world.channel_for_member(request.match_info["channel_id"], member_id)
    messages = sandbox.messages.in_channel(channel.id, member_id)[-SHOWN_MESSAGES:]
    return json_response([sandbox.renderer.render(message) for message in messages])


@routes.post("/sandbox/messages")
async def post_message(request: web.Request) -> web.Response:
    """Writes a message as a member."""
    sandbox = request.app[SANDBOX]
    body = await read_object(request)
    message = sandbox.say(_text(body, "member"), _text(body, "channel_id"), _text(body, "content"))
    return json_response(sandbox.renderer.render(message))


@routes.post("/sandbox/interactions")
async def post_interaction(request: web.Request) -> web.Response:
    """Uses a command, button, menu or modal as a member."""
    body = await read_object(request)
    kind = next((kind for kind in InteractionType if kind == body.get("type")), None)
    if kind is None or not isinstance(body.get("data"), dict):
        raise SandboxRefusal("An interaction needs a type from 2 to 5 and data.")
    interaction = request.app[SANDBOX].invocations.invoke(
        _text(body, "member"),
        _text(body, "channel_id"),
        kind,
        body["data"],
        nonce=str(body.get("nonce", "")),
        message_id=str(body["message_id"]) if body.get("message_id") else None,
    )
    return json_response({"id": interaction.id})


@routes.post("/sandbox/dismiss")
async def post_dismiss(request: web.Request) -> web.Response:
    """Hides an ephemeral message."""
    body = await read_object(request)
    request.app[SANDBOX].dismiss(
        _text(body, "member"), _text(body, "channel_id"), _text(body, "message_id")
    )
    return no_content()


@routes.post("/sandbox/private_channels")
async def post_private_channel(request: web.Request) -> web.Response:
    """Opens a channel of two members, in which the bot is only if one of them installed it."""
    world = request.app[SANDBOX].world
    members = [world.member(i) for i in strings_in(await read_object(request), "members")]
    if len(members) != 2:
        raise SandboxRefusal("A private channel has two members.")
    first, second = members
    channel = world.private_channel(first.id, second.id)
    return json_response({"id": channel.id, "type": channel.type, "name": second.global_name})


@routes.post("/sandbox/faults")
async def post_faults(request: web.Request) -> web.Response:
    """Sets fault switches."""
    sandbox = request.app[SANDBOX]
    body = await read_object(request)
    sandbox.faults.set_from(body)
    if body.get("drop_gateway"):
        sandbox.gateway.drop()
    return no_content()


@routes.get("/sandbox/live")
async def get_live(request: web.Request) -> web.StreamResponse:
    """Keeps a page up to date over a WebSocket."""
    sandbox = request.app[SANDBOX]
    member = sandbox.world.member(request.query.get("member", ""))
    return await sandbox.pages.serve(request, member.id)


def _member(user: User) -> JsonObject:
    return {
        "id": user.id,
        "username": user.username,
        "global_name": user.global_name,
        "color": user.color,
    }


def _guilds(world: World) -> list[JsonObject]:
    return [
        {
            "id": guild.id,
            "name": guild.name,
            "channels": [
                {"id": c.id, "name": c.name, "type": c.type, "topic": c.topic}
                for c in guild.channels
            ],
        }
        for guild in world.guilds.values()
    ]


def _text(body: JsonObject, key: str) -> str:
    value = body.get(key)
    if not isinstance(value, str):
        raise SandboxRefusal(f"The request needs {key}.")
    return value
