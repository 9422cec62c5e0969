"""Routes of channels and their messages."""

from collections.abc import Sequence

from aiohttp import web

from sandbox.errors import ApiError, Problem
from sandbox.limits.form import Form
from sandbox.messages import Message, MessageFlag, MessageType
from sandbox.payloads import JsonObject
from sandbox.posting import MessageRequest
from sandbox.responses import json_response, no_content
from sandbox.rest.bodies import read_message, read_object
from sandbox.sandbox import SANDBOX, Sandbox
from sandbox.world import Channel
from sandbox.world_payloads import channel_payload

routes = web.RouteTableDef()
MESSAGES = "/channels/{channel_id}/messages"
MESSAGE = MESSAGES + "/{message_id}"
LARGEST_ID = 2**63 - 1


def _find(request: web.Request) -> tuple[Sandbox, Channel]:
    sandbox = request.app[SANDBOX]
    return sandbox, sandbox.world.channel_for_bot(request.match_info["channel_id"])


def _message(request: web.Request) -> tuple[Sandbox, Message]:
    sandbox, channel = _find(request)
    message = sandbox.messages.get(channel.id, request.match_info["message_id"])
    if not message.is_visible_to(sandbox.world.bot.id):
        raise ApiError(Problem.UNKNOWN_MESSAGE)
    return sandbox, message


@routes.get("/channels/{channel_id}")
async def get_channel(request: web.Request) -> web.Response:
    """Describes a channel."""
    sandbox, channel = _find(request)
    return json_response(channel_payload(sandbox.world, channel, for_user=sandbox.world.bot.id))


@routes.post("/users/@me/channels")
async def open_direct_message(request: web.Request) -> web.Response:
    """Opens the direct message with a member."""
    world = request.app[SANDBOX].world
    recipient_id = str((await read_object(request)).get("recipient_id"))
    if recipient_id not in world.members:
        raise ApiError(Problem.UNKNOWN_USER)
    channel = world.private_channel(recipient_id, world.bot.id)
    return json_response(channel_payload(world, channel, for_user=world.bot.id))


@routes.post("/channels/{channel_id}/typing")
async def start_typing(request: web.Request) -> web.Response:
    """Shows that the bot is typing."""
    sandbox, channel = _find(request)
    sandbox.announcements.typing(channel, sandbox.world.bot.payload)
    return no_content()


@routes.get(MESSAGES)
async def list_messages(request: web.Request) -> web.Response:
    """Lists messages, newest first."""
    sandbox, channel = _find(request)
    visible = sandbox.messages.in_channel(channel.id, sandbox.world.bot.id)
    chosen = _select(visible, request)
    return json_response([sandbox.renderer.render(message) for message in chosen])


@routes.post(MESSAGES)
async def send_message(request: web.Request) -> web.Response:
    """Sends a message."""
    content = await read_message(request)
    sandbox, channel = _find(request)
    sent = _sent_before(sandbox, channel, content.body)
    if sent is None:
        replies_to = _reference(sandbox, channel, content.body)
        message = Message(
            id=sandbox.world.snowflakes(),
            channel_id=channel.id,
            author=sandbox.world.bot,
            created_at=sandbox.clock(),
            type=MessageType.REPLY if replies_to else MessageType.DEFAULT,
            replies_to=replies_to,
        )
        sent = sandbox.post_office.send(message, _public(content))
    return json_response(sandbox.renderer.render(sent))


@routes.get(MESSAGE)
async def get_message(request: web.Request) -> web.Response:
    """Describes a message."""
    sandbox, message = _message(request)
    return json_response(sandbox.renderer.render(message))


@routes.patch(MESSAGE)
async def edit_message(request: web.Request) -> web.Response:
    """Changes one of the bot's messages."""
    content = await read_message(request)
    sandbox, message = _message(request)
    if message.author != sandbox.world.bot:
        raise ApiError(Problem.NOT_THE_AUTHOR)
    sandbox.post_office.edit(message, _public(content))
    return json_response(sandbox.renderer.render(message))


@routes.delete(MESSAGE)
async def delete_message(request: web.Request) -> web.Response:
    """Deletes one of the bot's messages."""
    sandbox, message = _message(request)
    if message.author != sandbox.world.bot:
        raise ApiError(Problem.MISSING_PERMISSIONS)
    sandbox.post_office.delete(message)
    return no_content()


def _public(content: MessageRequest) -> MessageRequest:
    """Returns the request without the ephemeral flag, which only interactions have."""
    if "flags" not in content.body:
        return content
    flags = content.flags & ~MessageFlag.EPHEMERAL
    return MessageRequest({**content.body, "flags": int(flags)}, content.uploads)


def _sent_before(sandbox: Sandbox, channel: Channel, body: JsonObject) -> Message | None:
    """Returns the message that an earlier try with the same enforced nonce has sent."""
    nonce = body.get("nonce")
    if not body.get("enforce_nonce") or nonce is None:
        return None
    bot = sandbox.world.bot
    since = sandbox.clock() - sandbox.settings.nonce_seconds
    sent = (m for m in sandbox.messages.in_channel(channel.id, bot.id) if m.created_at >= since)
    return next((m for m in sent if m.author == bot and m.nonce == nonce), None)


def _reference(sandbox: Sandbox, channel: Channel, body: JsonObject) -> str | None:
    reference: JsonObject = body.get("message_reference") or {}
    message_id = reference.get("message_id")
    if message_id is None:
        return None
    found = sandbox.messages.find(channel.id, str(message_id))
    if found is not None and found.is_visible_to(sandbox.world.bot.id):
        return found.id
    if reference.get("fail_if_not_exists", True):
        form = Form()
        form.at("message_reference").error("REPLIES_UNKNOWN_MESSAGE", "Unknown message")
        form.raise_if_invalid()
    return None


def _select(messages: Sequence[Message], request: web.Request) -> list[Message]:
    """Returns a page of messages, newest first."""
    limit = _number(request, "limit", default=50, low=1, high=100)
    before = _number(request, "before", default=LARGEST_ID)
    after = _number(request, "after", default=0)
    chosen = [message for message in messages if after < int(message.id) < before]
    return chosen[:limit][::-1] if after else chosen[-limit:][::-1]


def _number(
    request: web.Request, key: str, *, default: int, low: int = 0, high: int = LARGEST_ID
) -> int:
    given = request.query.get(key, str(default))
    form = Form()
    number = form.number({key: int(given) if given.isdecimal() else given}, key, low, high, default)
    form.raise_if_invalid()
    return int(number)
