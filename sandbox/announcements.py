"""Tells the bot and the pages what happened, each what they may know."""

from sandbox.gateway import Gateway
from sandbox.gateway_frames import Intent
from sandbox.gateway_sessions import GatewaySession
from sandbox.live import LivePages
from sandbox.message_payloads import MessageRenderer
from sandbox.messages import Message
from sandbox.payloads import JsonObject
from sandbox.world import Channel, World

CONTENT_FIELDS = ("content", "embeds", "attachments", "components")


class Announcements:
    """Spreads news about messages, and about what guilds have of their own."""

    def __init__(
        self, world: World, renderer: MessageRenderer, gateway: Gateway, pages: LivePages
    ) -> None:
        self._world = world
        self._renderer = renderer
        self._gateway = gateway
        self._pages = pages

    def message_created(self, message: Message) -> None:
        self._announce("create", message)

    def message_updated(self, message: Message) -> None:
        self._announce("update", message)

    def message_deleted(self, message: Message) -> None:
        self.message_hidden(message)
        channel = self._world.channel(message.channel_id)
        event: JsonObject = {"id": message.id, "channel_id": channel.id}
        if channel.guild_id:
            event["guild_id"] = channel.guild_id
        for session in self._listening_sessions(channel, message):
            session.dispatch("MESSAGE_DELETE", event)

    def message_hidden(self, message: Message) -> None:
        """Tells only the pages that a message is gone."""
        self._pages.tell(
            {"type": "message_delete", "channel_id": message.channel_id, "id": message.id},
            self._audience(message),
        )

    def typing(self, channel: Channel, user: JsonObject) -> None:
        self._pages.tell(
            {"type": "typing", "channel_id": channel.id, "user": user},
            self._members_in(channel),
        )

    def emojis_changed(self, guild_id: str) -> None:
        """Tells the bot all emoji that a guild has now."""
        emojis = self._world.expressions.emojis_of(guild_id)
        self._expressions_changed("GUILD_EMOJIS_UPDATE", guild_id, {"emojis": emojis})

    def stickers_changed(self, guild_id: str) -> None:
        """Tells the bot all stickers that a guild has now."""
        stickers = self._world.expressions.stickers_of(guild_id)
        self._expressions_changed("GUILD_STICKERS_UPDATE", guild_id, {"stickers": stickers})

    def _expressions_changed(self, name: str, guild_id: str, all_now: JsonObject) -> None:
        for session in self._gateway.sessions(guild_id):
            if session.wants(Intent.GUILD_EXPRESSIONS):
                session.dispatch(name, {"guild_id": guild_id, **all_now})

    def _announce(self, change: str, message: Message) -> None:
        payload = self._renderer.render(message)
        self._pages.tell(
            {
                "type": f"message_{change}",
                "channel_id": message.channel_id,
                "message": payload,
            },
            self._audience(message),
        )
        channel = self._world.channel(message.channel_id)
        for session in self._listening_sessions(channel, message):
            event = self._for_bot(session, channel, message, payload)
            session.dispatch(f"MESSAGE_{change.upper()}", event)

    def _audience(self, message: Message) -> list[str]:
        if message.visible_to:
            return [message.visible_to]
        return self._members_in(self._world.channel(message.channel_id))

    def _members_in(self, channel: Channel) -> list[str]:
        return [user_id for user_id in self._world.members if self._world.is_in(channel, user_id)]

    def _listening_sessions(self, channel: Channel, message: Message) -> list[GatewaySession]:
        # A bot hears nothing of ephemeral messages, nor of channels that it is not in.
        if message.visible_to or not self._world.is_in(channel, self._world.bot.id):
            return []
        intent = Intent.GUILD_MESSAGES if channel.guild_id else Intent.DIRECT_MESSAGES
        return [s for s in self._gateway.sessions(channel.guild_id) if s.wants(intent)]

    def _for_bot(
        self, session: GatewaySession, channel: Channel, message: Message, payload: JsonObject
    ) -> JsonObject:
        event: JsonObject = {**payload, "channel_type": channel.type}
        if channel.guild_id:
            event["guild_id"] = channel.guild_id
            if message.interaction_metadata is None:
                event["member"] = self._world.member_payload(message.author, with_user=False)
            if not self._may_read(session, message):
                event.update(content="", **{key: [] for key in CONTENT_FIELDS[1:]})
        return event

    def _may_read(self, session: GatewaySession, message: Message) -> bool:
        bot_id = self._world.bot.id
        concerned = message.author.id == bot_id or bot_id in message.mention_ids
        return concerned or session.wants(Intent.MESSAGE_CONTENT)
