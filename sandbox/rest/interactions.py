"""Routes of an interaction: the first answer, and what follows through its webhook."""

from aiohttp import web

from sandbox.interactions import CallbackType, Interaction
from sandbox.messages import Message, MessageFlag
from sandbox.payloads import JsonObject, object_in
from sandbox.posting import MessageRequest
from sandbox.responses import json_response, no_content
from sandbox.rest.bodies import read_message
from sandbox.sandbox import SANDBOX, Sandbox

routes = web.RouteTableDef()
WEBHOOK = "/webhooks/{application_id}/{token}"
WEBHOOK_MESSAGE = WEBHOOK + "/messages/{message_id}"


@routes.post("/interactions/{interaction_id}/{token}/callback")
async def answer(request: web.Request) -> web.Response:
    """Gives the first answer to an interaction."""
    sandbox = request.app[SANDBOX]
    received = await read_message(request)
    interaction = sandbox.interactions.to_acknowledge(
        request.match_info["interaction_id"], request.match_info["token"]
    )
    kind = received.body.get("type")
    content = MessageRequest(object_in(received.body, "data"), received.uploads, ("data",))
    message = sandbox.answers.acknowledge(interaction, kind, content)
    if request.query.get("with_response") not in ("true", "1", "True"):
        return no_content()
    return json_response(_callback_response(sandbox, interaction, kind, message))


@routes.post(WEBHOOK)
async def follow_up(request: web.Request) -> web.Response:
    """Sends a further message."""
    content = await read_message(request)
    sandbox, interaction = _find(request)
    message = sandbox.answers.follow_up(interaction, content)
    return json_response(sandbox.renderer.render(message))


@routes.get(WEBHOOK_MESSAGE)
async def get_answer(request: web.Request) -> web.Response:
    """Describes an answer."""
    sandbox, interaction = _find(request)
    message = sandbox.answers.find(interaction, request.match_info["message_id"])
    return json_response(sandbox.renderer.render(message))


@routes.patch(WEBHOOK_MESSAGE)
async def edit_answer(request: web.Request) -> web.Response:
    """Changes an answer."""
    content = await read_message(request)
    sandbox, interaction = _find(request)
    message = sandbox.answers.edit(interaction, request.match_info["message_id"], content)
    return json_response(sandbox.renderer.render(message))


@routes.delete(WEBHOOK_MESSAGE)
async def delete_answer(request: web.Request) -> web.Response:
    """Deletes an answer."""
    sandbox, interaction = _find(request)
    sandbox.answers.delete(interaction, request.match_info["message_id"])
    return no_content()


def _find(request: web.Request) -> tuple[Sandbox, Interaction]:
    sandbox = request.app[SANDBOX]
    interaction = sandbox.interactions.by_webhook(
        request.match_info["application_id"], request.match_info["token"]
    )
    return sandbox, interaction


def _callback_response(
    sandbox: Sandbox, interaction: Interaction, kind: object, message: Message | None
) -> JsonObject:
    described: JsonObject = {"id": interaction.id, "type": int(interaction.type)}
    response: JsonObject = {"interaction": described}
    if message is not None:
        described["response_message_id"] = message.id
        described["response_message_loading"] = MessageFlag.LOADING in message.flags
        described["response_message_ephemeral"] = message.visible_to is not None
        if kind in (CallbackType.MESSAGE, CallbackType.UPDATE_MESSAGE):
            response["resource"] = {"type": kind, "message": sandbox.renderer.render(message)}
    return response
