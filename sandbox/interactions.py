"""The life of an interaction: from a member's click to the last follow-up."""

import secrets
from dataclasses import dataclass, field
from enum import IntEnum

from sandbox.clock import Clock
from sandbox.errors import ApiError, Problem
from sandbox.payloads import JsonObject
from sandbox.settings import SandboxSettings
from sandbox.world import Channel, User


class InteractionType(IntEnum):
    """What a member did."""

    APPLICATION_COMMAND = 2
    MESSAGE_COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL_SUBMIT = 5


class CallbackType(IntEnum):
    """How a bot answers first."""

    PONG = 1
    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE_MESSAGE = 7
    AUTOCOMPLETE_RESULT = 8
    MODAL = 9


@dataclass
class Interaction:
    """One interaction.

    Attributes:
        nonce: Chosen by the page, to know it again.
        authorizing_owners: "0": the guild, or "1": the user who installed the bot.
        command_name: Of a slash command, with its subcommands.
        source_message_id: The message whose component was used.
        opener: Metadata of the interaction that opened the submitted modal.
        callback_type: The first answer; None until there is one.
        acknowledged_at: When that came.
        original_id: The message that answered, or that a component updates.
        is_loading: The deferred message has not been replaced yet.
        follow_ups: How many messages came after the first answer.
        failed: The member was told that no answer came in time.
    """

    id: str
    type: InteractionType
    member: User
    channel: Channel
    nonce: str
    payload: JsonObject
    created_at: float
    authorizing_owners: dict[str, str]
    command_name: str | None = None
    source_message_id: str | None = None
    opener: JsonObject | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    callback_type: CallbackType | None = None
    acknowledged_at: float | None = None
    original_id: str | None = None
    is_loading: bool = False
    follow_ups: int = 0
    failed: bool = False

    @property
    def only_user_installed(self) -> bool:
        return "0" not in self.authorizing_owners

    @property
    def metadata(self) -> JsonObject:
        """What the messages that answer say about it."""
        metadata: JsonObject = {
            "id": self.id,
            "type": int(self.type),
            "user": self.member.payload,
            "authorizing_integration_owners": self.authorizing_owners,
        }
        if self.command_name is not None:
            metadata["name"] = self.command_name
        if self.type is InteractionType.MESSAGE_COMPONENT:
            metadata["interacted_message_id"] = self.source_message_id
        if self.opener is not None:
            metadata["triggering_interaction_metadata"] = self.opener
        return metadata

    def check_callback(self, kind: object) -> CallbackType | None:
        """Returns the callback type if this interaction can be answered so."""
        allowed = {CallbackType.MESSAGE, CallbackType.DEFERRED_MESSAGE}
        if self.type is InteractionType.AUTOCOMPLETE:
            allowed = {CallbackType.AUTOCOMPLETE_RESULT}
        elif self.type is not InteractionType.MODAL_SUBMIT:
            allowed.add(CallbackType.MODAL)
        if self.source_message_id is not None:
            allowed |= {CallbackType.DEFERRED_UPDATE, CallbackType.UPDATE_MESSAGE}
        return next((callback for callback in allowed if callback == kind), None)


class InteractionRegistry:
    """Every interaction, and whether its token is still good."""

    def __init__(self, settings: SandboxSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._by_id: dict[str, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}

    def add(self, interaction: Interaction) -> None:
        self._by_id[interaction.id] = interaction
        self._by_token[interaction.token] = interaction

    def to_acknowledge(self, interaction_id: str, token: str) -> Interaction:
        """Returns the interaction that waits for its first answer.

        Raises:
            ApiError: It is unknown, it is too late, or it was answered.
        """
        interaction = self._by_id.get(interaction_id)
        if interaction is None or interaction.token != token:
            raise ApiError(Problem.UNKNOWN_INTERACTION)
        if interaction.callback_type is not None:
            raise ApiError(Problem.ALREADY_ACKNOWLEDGED)
        if self.is_overdue(interaction):
            raise ApiError(Problem.UNKNOWN_INTERACTION)
        return interaction

    def by_webhook(self, application_id: str, token: str) -> Interaction:
        """Returns the answered interaction whose token serves as a webhook's.

        Raises:
            ApiError: There is none, or the token has expired.
        """
        interaction = self._by_token.get(token)
        if interaction is None or interaction.payload["application_id"] != application_id:
            raise ApiError(Problem.UNKNOWN_WEBHOOK)
        if self._clock() - interaction.created_at > self._settings.token_seconds:
            raise ApiError(Problem.INVALID_WEBHOOK_TOKEN)
        if interaction.callback_type is None:
            raise ApiError(Problem.UNKNOWN_WEBHOOK)
        return interaction

    def is_overdue(self, interaction: Interaction) -> bool:
        """Says whether the first answer did not come in time."""
        waited = self._clock() - interaction.created_at
        too_late = interaction.failed or waited > self._settings.acknowledge_seconds
        return interaction.callback_type is None and too_late
