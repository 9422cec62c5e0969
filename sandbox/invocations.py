"""What members do to a bot: use commands, click, pick, fill in modals."""

import asyncio
from dataclasses import dataclass
from typing import Any

from sandbox.clock import Clock
from sandbox.command_registry import CommandRegistry
from sandbox.errors import SandboxRefusal
from sandbox.gateway import Gateway
from sandbox.interaction_payloads import InteractionContext, InteractionWriter
from sandbox.interactions import Interaction, InteractionRegistry, InteractionType
from sandbox.limits.invocations import check_invocation
from sandbox.limits.submissions import check_component_use, check_modal_submission
from sandbox.live import LivePages
from sandbox.messages import Message, MessageStore
from sandbox.modal_registry import ModalRegistry
from sandbox.payloads import JsonObject
from sandbox.resolving import resolve_options, resolve_values
from sandbox.settings import SandboxSettings
from sandbox.world import Channel, User, World


@dataclass(frozen=True)
class _Prepared:
    """An interaction that passed all checks.

    Attributes:
        content: Its `data`.
        owners: Who authorised the bot to be used so.
        opener: Metadata of the interaction that opened the submitted modal.
    """

    content: JsonObject
    owners: dict[str, str]
    command_name: str | None = None
    message: Message | None = None
    opener: JsonObject | None = None


class Invocations:
    """Checks what members do and carries it to the bot."""

    def __init__(
        self,
        *,
        world: World,
        messages: MessageStore,
        commands: CommandRegistry,
        interactions: InteractionRegistry,
        modals: ModalRegistry,
        writer: InteractionWriter,
        gateway: Gateway,
        pages: LivePages,
        settings: SandboxSettings,
        clock: Clock,
    ) -> None:
        self._world = world
        self._messages = messages
        self._commands = commands
        self._interactions = interactions
        self._modals = modals
        self._writer = writer
        self._gateway = gateway
        self._pages = pages
        self._settings = settings
        self._clock = clock

    def invoke(
        self,
        member_id: str,
        channel_id: str,
        kind: InteractionType,
        content: JsonObject,
        *,
        nonce: str = "",
        message_id: str | None = None,
    ) -> Interaction:
        """Does what a member did on the page; content is the interaction's `data`.

        Raises:
            SandboxRefusal: Discord's client or server would not let them.
        """
        member = self._world.member(member_id)
        channel = self._world.channel_for_member(channel_id, member_id)
        match kind:
            case InteractionType.MESSAGE_COMPONENT:
                prepared = self._use_component(member, channel, content, message_id)
            case InteractionType.MODAL_SUBMIT:
                prepared = self._submit_modal(member, channel, content)
            case _:
                partial = kind is InteractionType.AUTOCOMPLETE
                prepared = self._use_command(member, channel, content, partial=partial)
        interaction = self._create(member, channel, kind, prepared, nonce)
        self._deliver(interaction)
        return interaction

    def _use_command(
        self, member: User, channel: Channel, content: JsonObject, *, partial: bool
    ) -> _Prepared:
        command = self._find_command(channel, content)
        owners = self._writer.owners(channel, member, command.get("integration_types"))
        self._check_may_use(command, channel, member)
        name = check_invocation(command, content, partial=partial)
        options: list[JsonObject] = content.get("options") or []
        sent: JsonObject = {
            "id": command["id"],
            "name": command["name"],
            "type": command["type"],
            "options": options,
        }
        if "guild_id" in command:
            sent["guild_id"] = command["guild_id"]
        resolved = {} if partial else resolve_options(self._world, channel, options)
        if resolved:
            sent["resolved"] = resolved
        return _Prepared(sent, owners, command_name=name)

    def _find_command(self, channel: Channel, content: JsonObject) -> JsonObject:
        guilds = [channel.guild_id] if channel.guild_id else []
        for command in self._commands.usable_in(guilds):
            if command["id"] == content.get("id") and command["name"] == content.get("name"):
                return command
        raise SandboxRefusal(f"There is no command /{content.get('name')} here.")

    def _check_may_use(self, command: JsonObject, channel: Channel, member: User) -> None:
        context = self._writer.context(channel)
        contexts: list[int] | None = command.get("contexts")
        types: list[int] = command.get("integration_types") or [0]
        if contexts is not None and context not in contexts:
            raise SandboxRefusal(f"/{command['name']} can't be used here.")
        if context is InteractionContext.PRIVATE_CHANNEL and 1 not in types:
            raise SandboxRefusal(f"/{command['name']} can't be installed by a user.")
        required = command.get("default_member_permissions")
        if required is None or channel.guild_id is None:
            return
        guild = self._world.guilds[channel.guild_id]
        granted = self._world.permissions_of(member.id, guild)
        needs = int(required)
        if granted & needs != needs or (needs == 0 and member.id != guild.owner_id):
            raise SandboxRefusal(f"You may not use /{command['name']}.")

    def _use_component(
        self, member: User, channel: Channel, content: JsonObject, message_id: str | None
    ) -> _Prepared:
        message = self._messages.find(channel.id, message_id or "")
        if message is None or not message.is_visible_to(member.id):
            raise SandboxRefusal("That message is gone.")
        used = check_component_use(message.components, content)
        sent: JsonObject = {
            "custom_id": used["custom_id"],
            "component_type": used["type"],
            "id": used["id"],
        }
        if "values" in content:
            sent["values"] = content["values"]
            resolved = resolve_values(self._world, channel, used["type"], content["values"])
            if resolved:
                sent["resolved"] = resolved
        metadata: dict[str, Any] = message.interaction_metadata or {}
        owners = metadata.get("authorizing_integration_owners")
        return _Prepared(sent, owners or self._writer.owners(channel, member), message=message)

    def _submit_modal(self, member: User, channel: Channel, content: JsonObject) -> _Prepared:
        opened = self._modals.get(member.id, str(content.get("custom_id")), channel.id)
        check_modal_submission(opened.modal, content)
        self._modals.close(member.id, opened.modal["custom_id"])
        message = self._messages.find(channel.id, opened.message_id or "")
        sent: JsonObject = {
            "custom_id": content["custom_id"],
            "components": content.get("components") or [],
        }
        owners = opened.opener["authorizing_integration_owners"]
        return _Prepared(sent, owners, message=message, opener=opened.opener)

    def _create(
        self,
        member: User,
        channel: Channel,
        kind: InteractionType,
        prepared: _Prepared,
        nonce: str,
    ) -> Interaction:
        interaction = Interaction(
            id=self._world.snowflakes(),
            type=kind,
            member=member,
            channel=channel,
            nonce=nonce,
            payload={},
            created_at=self._clock(),
            authorizing_owners=prepared.owners,
            command_name=prepared.command_name,
            opener=prepared.opener,
            source_message_id=prepared.message.id if prepared.message else None,
        )
        interaction.payload = self._writer.write(interaction, prepared.content, prepared.message)
        self._interactions.add(interaction)
        return interaction

    def _deliver(self, interaction: Interaction) -> None:
        for session in self._gateway.sessions(interaction.channel.guild_id):
            session.dispatch("INTERACTION_CREATE", interaction.payload)
        loop = asyncio.get_running_loop()
        loop.call_later(self._settings.acknowledge_seconds, self._give_up, interaction)

    def _give_up(self, interaction: Interaction) -> None:
        if interaction.callback_type is not None:
            return
        interaction.failed = True
        event = {
            "type": "interaction_failed",
            "nonce": interaction.nonce,
            "id": interaction.id,
            "message": "The application did not respond",
        }
        self._pages.tell(event, [interaction.member.id])
