"""The application commands that the bot has registered, globally and per guild."""

from collections.abc import Sequence

from sandbox.errors import ApiError, Problem
from sandbox.limits.commands import CHAT_INPUT, check_commands
from sandbox.limits.form import Form
from sandbox.payloads import JsonObject
from sandbox.snowflakes import SnowflakeGenerator

GLOBAL = None
GUILD_INSTALL = 0


class CommandRegistry:
    """Commands by the guild they belong to; None is everywhere."""

    def __init__(self, application_id: str, snowflakes: SnowflakeGenerator) -> None:
        self._application_id = application_id
        self._snowflakes = snowflakes
        self._commands: dict[str | None, dict[str, JsonObject]] = {GLOBAL: {}}

    def in_scope(self, guild_id: str | None) -> list[JsonObject]:
        """Returns the commands registered for one guild, or globally."""
        return list(self._commands.get(guild_id, {}).values())

    def usable_in(self, guild_ids: Sequence[str]) -> list[JsonObject]:
        """Returns the global commands and those of these guilds."""
        own = [command for guild_id in guild_ids for command in self.in_scope(guild_id)]
        return self.in_scope(GLOBAL) + own

    def get(self, guild_id: str | None, command_id: str) -> JsonObject:
        """Returns one command.

        Raises:
            ApiError: There is none.
        """
        command = self._commands.get(guild_id, {}).get(command_id)
        if command is None:
            raise ApiError(Problem.UNKNOWN_COMMAND)
        return command

    def replace(self, guild_id: str | None, definitions: Sequence[JsonObject]) -> list[JsonObject]:
        """Registers exactly these commands; one that keeps its name keeps its id.

        Raises:
            ApiError: A definition breaks a limit.
        """
        form = Form()
        check_commands(form, definitions)
        form.raise_if_invalid()
        ids = {_key(command): command["id"] for command in self.in_scope(guild_id)}
        commands = [
            self._complete(definition, guild_id, ids.get(_key(definition)))
            for definition in definitions
        ]
        self._commands[guild_id] = {command["id"]: command for command in commands}
        return commands

    def add(self, guild_id: str | None, definition: JsonObject) -> JsonObject:
        """Registers one command, in place of one with the same name."""
        others = [c for c in self.in_scope(guild_id) if _key(c) != _key(definition)]
        return self.replace(guild_id, [*others, definition])[-1]

    def change(self, guild_id: str | None, command_id: str, changes: JsonObject) -> JsonObject:
        """Changes some fields of a command."""
        changed = {**self.get(guild_id, command_id), **changes}
        self.replace(
            guild_id, [changed if c["id"] == command_id else c for c in self.in_scope(guild_id)]
        )
        return next(c for c in self.in_scope(guild_id) if _key(c) == _key(changed))

    def remove(self, guild_id: str | None, command_id: str) -> None:
        self.get(guild_id, command_id)
        del self._commands[guild_id][command_id]

    def _complete(
        self, definition: JsonObject, guild_id: str | None, known_id: str | None
    ) -> JsonObject:
        command: JsonObject = {
            "type": CHAT_INPUT,
            "description": "",
            "options": [],
            "default_member_permissions": None,
            "nsfw": False,
            "name_localizations": None,
            "description_localizations": None,
            **definition,
            "id": known_id or self._snowflakes(),
            "application_id": self._application_id,
            "version": self._snowflakes(),
        }
        if guild_id is not None:
            command["guild_id"] = guild_id
        else:
            command.setdefault("contexts", None)
            command["integration_types"] = command.get("integration_types") or [GUILD_INSTALL]
        return command


def _key(command: JsonObject) -> tuple[object, object]:
    return command.get("type", CHAT_INPUT), command.get("name")
