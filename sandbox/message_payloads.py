"""Messages as Discord writes them."""

from typing import Any

from sandbox.attachments import Attachment
from sandbox.clock import timestamp
from sandbox.messages import Message, MessageFlag, MessageStore
from sandbox.payloads import JsonObject
from sandbox.world import World

ATTACHMENT_SCHEME = "attachment://"


class MessageRenderer:
    """Writes messages with the addresses of their files."""

    def __init__(self, world: World, messages: MessageStore, cdn_url: str) -> None:
        self._world = world
        self._messages = messages
        self._cdn_url = cdn_url

    def render(self, message: Message) -> JsonObject:
        """Returns Discord's message object."""
        shown_in_embeds: set[str] = set()
        embeds = [self._embed(message, embed, shown_in_embeds) for embed in message.embeds]
        mentioned = [self._world.user(user_id) for user_id in message.mention_ids]
        payload: JsonObject = {
            "id": message.id,
            "channel_id": message.channel_id,
            "type": int(message.type),
            "author": message.author.payload,
            "content": message.content,
            "timestamp": timestamp(message.created_at),
            "edited_timestamp": timestamp(message.edited_at) if message.edited_at else None,
            "tts": message.tts,
            "mention_everyone": message.mention_everyone,
            "mentions": [user.payload for user in mentioned if user],
            "mention_roles": [],
            "attachments": [
                self._attachment(message, attachment)
                for attachment in message.attachments
                if attachment.filename not in shown_in_embeds
            ],
            "embeds": [] if MessageFlag.SUPPRESS_EMBEDS in message.flags else embeds,
            "components": [self._component(message, part) for part in message.components],
            "pinned": False,
            "flags": int(message.flags),
        }
        if message.nonce is not None:
            payload["nonce"] = message.nonce
        self._add_origin(message, payload)
        return payload

    def _add_origin(self, message: Message, payload: JsonObject) -> None:
        if message.interaction_metadata is not None:
            payload["application_id"] = payload["webhook_id"] = self._world.bot.id
            payload["interaction_metadata"] = message.interaction_metadata
        if message.replies_to is not None:
            channel_id = message.channel_id
            payload["message_reference"] = {
                "type": 0,
                "channel_id": channel_id,
                "message_id": message.replies_to,
            }
            original = self._messages.find(channel_id, message.replies_to)
            payload["referenced_message"] = self._quoted(original) if original else None

    def _quoted(self, message: Message) -> JsonObject:
        quoted = self.render(message)
        quoted.pop("referenced_message", None)
        return quoted

    def _attachment(self, message: Message, attachment: Attachment) -> JsonObject:
        ephemeral = message.visible_to is not None
        return attachment.payload(self._cdn_url, ephemeral=ephemeral)

    def _embed(self, message: Message, embed: JsonObject, shown: set[str]) -> JsonObject:
        rendered: JsonObject = {"type": "rich", **embed}
        for part in ("image", "thumbnail"):
            if embed.get(part):
                rendered[part] = self._media(message, embed[part], "url", shown)
        for part in ("author", "footer"):
            if embed.get(part):
                rendered[part] = self._media(message, embed[part], "icon_url", shown)
        return rendered

    def _component(self, message: Message, component: JsonObject) -> JsonObject:
        """Returns a component of a layout with the addresses of its media."""
        rendered = dict(component)
        for key in ("media", "file"):
            if isinstance(component.get(key), dict):
                rendered[key] = self._media(message, component[key], "url", set())
        for key in ("components", "items"):
            if isinstance(component.get(key), list):
                rendered[key] = [self._component(message, child) for child in component[key]]
        if isinstance(component.get("accessory"), dict):
            rendered["accessory"] = self._component(message, component["accessory"])
        return rendered

    def _media(self, message: Message, media: JsonObject, key: str, shown: set[str]) -> JsonObject:
        url: Any = media.get(key)
        if not isinstance(url, str) or not url.startswith(ATTACHMENT_SCHEME):
            return media
        filename = url.removeprefix(ATTACHMENT_SCHEME)
        found = next((a for a in message.attachments if a.filename == filename), None)
        if found is None:
            return {name: value for name, value in media.items() if name != key}
        shown.add(filename)
        described = self._attachment(message, found)
        address = described["url"]
        details = ("width", "height", "content_type", "description")
        extra = {name: described[name] for name in details if described.get(name) is not None}
        more = extra if key == "url" else {}
        return {**more, **media, key: address, f"proxy_{key}": address}
