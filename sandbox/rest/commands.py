"""Routes of application commands, global ones and those of a guild."""

from typing import Any

from aiohttp import web

from sandbox.errors import ApiError, Problem
from sandbox.limits.form import Form
from sandbox.responses import json_response, no_content
from sandbox.rest.bodies import read_json, read_object
from sandbox.sandbox import SANDBOX, Sandbox

routes = web.RouteTableDef()
GLOBAL_PATH = "/applications/{application_id}/commands"
GUILD_PATH = "/applications/{application_id}/guilds/{guild_id}/commands"


def _scope(request: web.Request) -> tuple[Sandbox, str | None]:
    """Returns the sandbox and the guild, None for global commands."""
    sandbox = request.app[SANDBOX]
    if request.match_info["application_id"] != sandbox.world.bot.id:
        raise ApiError(Problem.UNKNOWN_APPLICATION)
    guild_id = request.match_info.get("guild_id")
    if guild_id is not None and guild_id not in sandbox.world.guilds:
        raise ApiError(Problem.UNKNOWN_GUILD)
    return sandbox, guild_id


@routes.get(GLOBAL_PATH)
@routes.get(GUILD_PATH)
async def list_commands(request: web.Request) -> web.Response:
    """Lists the registered commands."""
    sandbox, guild_id = _scope(request)
    return json_response(sandbox.commands.in_scope(guild_id))


@routes.put(GLOBAL_PATH)
@routes.put(GUILD_PATH)
async def replace_commands(request: web.Request) -> web.Response:
    """Registers exactly the commands given."""
    sandbox, guild_id = _scope(request)
    definitions: Any = await read_json(request)
    form = Form()
    listed = form.objects({"commands": definitions}, "commands", 130)
    form.raise_if_invalid()
    commands = sandbox.commands.replace(guild_id, [definition for _, definition in listed])
    sandbox.tell_commands()
    return json_response(commands)


@routes.post(GLOBAL_PATH)
@routes.post(GUILD_PATH)
async def create_command(request: web.Request) -> web.Response:
    """Registers one more command."""
    sandbox, guild_id = _scope(request)
    command = sandbox.commands.add(guild_id, await read_object(request))
    sandbox.tell_commands()
    return json_response(command, 201)


@routes.get(GLOBAL_PATH + "/{command_id}")
@routes.get(GUILD_PATH + "/{command_id}")
async def get_command(request: web.Request) -> web.Response:
    """Describes a command."""
    sandbox, guild_id = _scope(request)
    return json_response(sandbox.commands.get(guild_id, request.match_info["command_id"]))


@routes.patch(GLOBAL_PATH + "/{command_id}")
@routes.patch(GUILD_PATH + "/{command_id}")
async def change_command(request: web.Request) -> web.Response:
    """Changes some fields of a command."""
    sandbox, guild_id = _scope(request)
    changes = await read_object(request)
    command = sandbox.commands.change(guild_id, request.match_info["command_id"], changes)
    sandbox.tell_commands()
    return json_response(command)


@routes.delete(GLOBAL_PATH + "/{command_id}")
@routes.delete(GUILD_PATH + "/{command_id}")
async def delete_command(request: web.Request) -> web.Response:
    """Removes a command."""
    sandbox, guild_id = _scope(request)
    sandbox.commands.remove(guild_id, request.match_info["command_id"])
    sandbox.tell_commands()
    return no_content()
