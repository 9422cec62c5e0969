"""What a bot answers: the first answer to an interaction, and what follows by its token."""

from sandbox.clock import Clock
from sandbox.errors import ApiError, Problem
from sandbox.interactions import CallbackType, Interaction, InteractionType
from sandbox.limits.commands import NUMBER, STRING, check_choices
from sandbox.limits.form import Form
from sandbox.limits.modals import check_modal
from sandbox.live import LivePages
from sandbox.messages import Message, MessageFlag, MessageStore, MessageType
from sandbox.modal_registry import ModalRegistry, OpenModal
from sandbox.payloads import JsonObject
from sandbox.posting import MessageRequest, PostOffice, number_components
from sandbox.world import World

ORIGINAL = "@original"
MOST_FOLLOW_UPS = 5


class Answers:
    """Turns a bot's answers into messages, modals and choices."""

    def __init__(
        self,
        *,
        world: World,
        messages: MessageStore,
        post_office: PostOffice,
        modals: ModalRegistry,
        pages: LivePages,
        clock: Clock,
    ) -> None:
        self._world = world
        self._messages = messages
        self._post_office = post_office
        self._modals = modals
        self._pages = pages
        self._clock = clock

    def acknowledge(
        self, interaction: Interaction, kind: object, request: MessageRequest
    ) -> Message | None:
        """Gives the first answer.

        Returns:
            The message that answers, if one does.

        Raises:
            ApiError: The answer does not fit the interaction, or breaks a limit.
        """
        callback = interaction.check_callback(kind)
        if callback is None:
            problem = {"code": "INTERACTION_CALLBACK_TYPE_INVALID", "message": "Not an answer here"}
            raise ApiError(Problem.INVALID_FORM, {"type": {"_errors": [problem]}})
        message = self._answer(interaction, callback, request)
        interaction.callback_type, interaction.acknowledged_at = callback, self._clock()
        if callback is not CallbackType.AUTOCOMPLETE_RESULT:
            self._tell(interaction, {"type": "interaction_acknowledged", "id": interaction.id})
        return message

    def follow_up(self, interaction: Interaction, request: MessageRequest) -> Message:
        """Sends a further message; the first after a deferral replaces "is thinking".

        Raises:
            ApiError: There were too many, or the message breaks a limit.
        """
        if interaction.type is InteractionType.AUTOCOMPLETE:
            raise ApiError(Problem.UNKNOWN_WEBHOOK)
        if interaction.is_loading:
            return self.edit(interaction, ORIGINAL, request)
        if interaction.only_user_installed and interaction.follow_ups >= MOST_FOLLOW_UPS:
            raise ApiError(Problem.TOO_MANY_FOLLOW_UPS)
        message = self._new_message(interaction, MessageType.REPLY, request)
        message.replies_to = interaction.original_id
        message.interaction_metadata = {
            **interaction.metadata,
            "original_response_message_id": interaction.original_id,
        }
        self._post_office.send(message, request)
        interaction.follow_ups += 1
        return message

    def find(self, interaction: Interaction, message_id: str) -> Message:
        """Returns a message of this interaction; `@original` is the first answer.

        Raises:
            ApiError: There is none.
        """
        wanted = interaction.original_id if message_id == ORIGINAL else message_id
        message = self._messages.get(interaction.channel.id, wanted or "")
        own = (message.interaction_metadata or {}).get("id") == interaction.id
        if not own and message.id != interaction.original_id:
            raise ApiError(Problem.UNKNOWN_MESSAGE)
        return message

    def edit(self, interaction: Interaction, message_id: str, request: MessageRequest) -> Message:
        """Changes a message of this interaction."""
        message = self._post_office.edit(self.find(interaction, message_id), request)
        if message.id == interaction.original_id:
            interaction.is_loading = False
        return message

    def delete(self, interaction: Interaction, message_id: str) -> None:
        """Deletes a message of this interaction."""
        message = self.find(interaction, message_id)
        self._post_office.delete(message)
        if message.id == interaction.original_id:
            interaction.is_loading = False

    def _answer(
        self, interaction: Interaction, callback: CallbackType, request: MessageRequest
    ) -> Message | None:
        match callback:
            case CallbackType.MESSAGE | CallbackType.DEFERRED_MESSAGE:
                return self._answer_by_message(interaction, callback, request)
            case CallbackType.UPDATE_MESSAGE | CallbackType.DEFERRED_UPDATE:
                return self._update_source(interaction, callback, request)
            case CallbackType.AUTOCOMPLETE_RESULT:
                self._offer_choices(interaction, request.body)
            case CallbackType.MODAL:
                self._open_modal(interaction, request.body)
            case CallbackType.PONG:
                raise ApiError(Problem.INVALID_FORM)
        return None

    def _answer_by_message(
        self, interaction: Interaction, callback: CallbackType, request: MessageRequest
    ) -> Message:
        is_command = interaction.type is InteractionType.APPLICATION_COMMAND
        kind = MessageType.CHAT_INPUT_COMMAND if is_command else MessageType.REPLY
        message = self._new_message(interaction, kind, request)
        message.replies_to = None if is_command else interaction.source_message_id
        message.interaction_metadata = interaction.metadata
        if callback is CallbackType.DEFERRED_MESSAGE:
            message.flags = request.flags & MessageFlag.EPHEMERAL
            self._post_office.send_loading(message)
            interaction.is_loading = True
        else:
            self._post_office.send(message, request)
        interaction.original_id = message.id
        return message

    def _update_source(
        self, interaction: Interaction, callback: CallbackType, request: MessageRequest
    ) -> Message:
        source = self._messages.get(interaction.channel.id, interaction.source_message_id or "")
        interaction.original_id = source.id
        if callback is CallbackType.UPDATE_MESSAGE:
            self._post_office.edit(source, request)
        return source

    def _new_message(
        self, interaction: Interaction, kind: MessageType, request: MessageRequest
    ) -> Message:
        ephemeral = MessageFlag.EPHEMERAL in request.flags
        return Message(
            id=self._world.snowflakes(),
            channel_id=interaction.channel.id,
            author=self._world.bot,
            created_at=self._clock(),
            type=kind,
            visible_to=interaction.member.id if ephemeral else None,
        )

    def _offer_choices(self, interaction: Interaction, body: JsonObject) -> None:
        form = Form()
        offered = form.at("data").objects(body, "choices", 25)
        for below, choice in offered:
            kind = STRING if isinstance(choice.get("value"), str) else NUMBER
            check_choices([(below, choice)], kind)
        form.raise_if_invalid()
        choices = [{"name": c["name"], "value": c["value"]} for _, c in offered]
        self._tell(interaction, {"type": "autocomplete", "choices": choices})

    def _open_modal(self, interaction: Interaction, body: JsonObject) -> None:
        form = Form()
        check_modal(form.at("data"), body)
        form.raise_if_invalid()
        modal: JsonObject = {
            "custom_id": body["custom_id"],
            "title": body["title"],
            "components": number_components(body["components"]),
        }
        source_id = interaction.source_message_id
        opened = OpenModal(modal, interaction.channel.id, source_id, interaction.metadata)
        self._modals.open(interaction.member.id, opened)
        event: JsonObject = {"type": "modal", "interaction_id": interaction.id, "modal": modal}
        if source_id is not None:
            event["message_id"] = source_id
        self._tell(interaction, event)

    def _tell(self, interaction: Interaction, event: JsonObject) -> None:
        self._pages.tell({**event, "nonce": interaction.nonce}, [interaction.member.id])
