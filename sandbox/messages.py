"""Messages and who can see them; kept in memory."""

from dataclasses import dataclass, field
from enum import IntEnum, IntFlag

from sandbox.attachments import Attachment
from sandbox.errors import ApiError, Problem
from sandbox.payloads import JsonObject
from sandbox.world import User


class MessageFlag(IntFlag):
    """Discord's message flags, as far as the sandbox knows them."""

    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    IS_VOICE_MESSAGE = 1 << 13
    IS_COMPONENTS_V2 = 1 << 15


NO_FLAGS = MessageFlag(0)
SETTABLE_FLAGS = (
    MessageFlag.SUPPRESS_EMBEDS
    | MessageFlag.EPHEMERAL
    | MessageFlag.SUPPRESS_NOTIFICATIONS
    | MessageFlag.IS_VOICE_MESSAGE
    | MessageFlag.IS_COMPONENTS_V2
)


class MessageType(IntEnum):
    """What brought a message about."""

    DEFAULT = 0
    REPLY = 19
    CHAT_INPUT_COMMAND = 20
    CONTEXT_MENU_COMMAND = 23


@dataclass
class Message:
    """A message as it stands now.

    Attributes:
        embeds: As they were sent, with `attachment://` addresses.
        mention_ids: Users whom the message may and does mention.
        visible_to: The one member who sees an ephemeral message.
        interaction_metadata: Of the interaction it answers; with it, the bot is a webhook.
        dismissed: Its member has hidden it.
    """

    id: str
    channel_id: str
    author: User
    created_at: float
    type: MessageType = MessageType.DEFAULT
    content: str = ""
    embeds: list[JsonObject] = field(default_factory=list[JsonObject])
    components: list[JsonObject] = field(default_factory=list[JsonObject])
    attachments: list[Attachment] = field(default_factory=list[Attachment])
    flags: MessageFlag = NO_FLAGS
    tts: bool = False
    nonce: str | int | None = None
    mention_ids: list[str] = field(default_factory=list[str])
    mention_everyone: bool = False
    edited_at: float | None = None
    visible_to: str | None = None
    interaction_metadata: JsonObject | None = None
    replies_to: str | None = None
    dismissed: bool = False

    def is_visible_to(self, user_id: str) -> bool:
        return self.visible_to in (None, user_id)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.content.strip() or self.embeds or self.attachments or self.components)


class MessageStore:
    """The messages of every channel, oldest first."""

    def __init__(self) -> None:
        self._channels: dict[str, dict[str, Message]] = {}

    def add(self, message: Message) -> None:
        self._channels.setdefault(message.channel_id, {})[message.id] = message

    def remove(self, message: Message) -> None:
        del self._channels[message.channel_id][message.id]

    def find(self, channel_id: str, message_id: str) -> Message | None:
        return self._channels.get(channel_id, {}).get(message_id)

    def get(self, channel_id: str, message_id: str) -> Message:
        """Returns the message.

        Raises:
            ApiError: There is none.
        """
        message = self.find(channel_id, message_id)
        if message is None:
            raise ApiError(Problem.UNKNOWN_MESSAGE)
        return message

    def in_channel(self, channel_id: str, user_id: str) -> list[Message]:
        """Returns what this user sees in a channel."""
        messages = self._channels.get(channel_id, {}).values()
        return [m for m in messages if m.is_visible_to(user_id) and not m.dismissed]
