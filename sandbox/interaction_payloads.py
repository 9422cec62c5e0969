"""INTERACTION_CREATE as Discord writes it."""

from collections.abc import Sequence
from enum import IntEnum

from sandbox import permissions
from sandbox.interactions import Interaction
from sandbox.message_payloads import MessageRenderer
from sandbox.messages import Message
from sandbox.payloads import JsonObject
from sandbox.settings import SandboxSettings
from sandbox.world import Channel, User, World
from sandbox.world_payloads import channel_payload, partial_guild

GUILD_INSTALL, USER_INSTALL = 0, 1
LOCALE = "en-US"


class InteractionContext(IntEnum):
    """Where a member uses the bot."""

    GUILD = 0
    BOT_DM = 1
    PRIVATE_CHANNEL = 2


class InteractionWriter:
    """Writes the event that tells a bot of an interaction."""

    def __init__(self, world: World, renderer: MessageRenderer, settings: SandboxSettings) -> None:
        self._world = world
        self._renderer = renderer
        self._settings = settings

    def context(self, channel: Channel) -> InteractionContext:
        if channel.guild_id:
            return InteractionContext.GUILD
        if self._world.bot.id in channel.recipient_ids:
            return InteractionContext.BOT_DM
        return InteractionContext.PRIVATE_CHANNEL

    def owners(
        self, channel: Channel, member: User, integration_types: Sequence[int] | None = None
    ) -> dict[str, str]:
        """Returns who authorised the bot: the guild ("0" in its own DM), or the user."""
        installed = integration_types or (GUILD_INSTALL,)
        private = self.context(channel) is InteractionContext.PRIVATE_CHANNEL
        if private or GUILD_INSTALL not in installed:
            return {str(USER_INSTALL): member.id}
        return {str(GUILD_INSTALL): channel.guild_id or "0"}

    def write(
        self, interaction: Interaction, content: JsonObject, message: Message | None
    ) -> JsonObject:
        """Returns the event.

        Args:
            interaction: What happened.
            content: Its `data`.
            message: The message whose component was used.
        """
        event: JsonObject = {
            "id": interaction.id,
            "application_id": self._world.bot.id,
            "type": int(interaction.type),
            "token": interaction.token,
            "version": 1,
            "data": content,
            "channel_id": interaction.channel.id,
            "locale": LOCALE,
            "app_permissions": str(self._permissions_of_bot(interaction.channel)),
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": interaction.authorizing_owners,
            "context": int(self.context(interaction.channel)),
            "attachment_size_limit": self._settings.file_bytes,
        }
        if message is not None:
            event["message"] = self._renderer.render(message)
        return event | self._place_and_person(interaction.channel, interaction.member)

    def _permissions_of_bot(self, channel: Channel) -> int:
        if channel.guild_id is None:
            return int(permissions.EVERYONE)
        guild = self._world.guilds[channel.guild_id]
        return self._world.permissions_of(self._world.bot.id, guild)

    def _place_and_person(self, channel: Channel, member: User) -> JsonObject:
        if channel.guild_id is None:
            in_channel = self._world.is_in(channel, self._world.bot.id)
            viewer = self._world.bot.id if in_channel else member.id
            described = channel_payload(self._world, channel, for_user=viewer)
            return {"channel": described, "user": member.payload}
        guild = self._world.guilds[channel.guild_id]
        granted = {"permissions": str(self._world.permissions_of(member.id, guild))}
        described = channel_payload(self._world, channel, for_user=self._world.bot.id)
        return {
            "channel": {**described, **granted},
            "guild_id": guild.id,
            "guild": partial_guild(guild),
            "guild_locale": LOCALE,
            "member": {**self._world.member_payload(member), **granted},
        }
