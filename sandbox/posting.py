"""Turns requests into messages: sends, edits and deletes them, and tells everybody."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sandbox.announcements import Announcements
from sandbox.attachments import Attachment, AttachmentStore, Upload
from sandbox.clock import Clock
from sandbox.errors import ApiError, Problem
from sandbox.limits.form import Form
from sandbox.limits.messages import check_file_sizes, check_message
from sandbox.mentions import mentions_in
from sandbox.messages import SETTABLE_FLAGS, Message, MessageFlag, MessageStore
from sandbox.payloads import JsonObject, object_in, objects_in
from sandbox.settings import SandboxSettings
from sandbox.world import World


@dataclass(frozen=True)
class MessageRequest:
    """What a request says a message should be.

    Attributes:
        body: The JSON of it, with Discord's fields.
        uploads: The files that come with it.
        error_path: Where the body sits in what was sent, for the paths of errors.
    """

    body: JsonObject
    uploads: Sequence[Upload] = ()
    error_path: tuple[str, ...] = field(default=())

    @property
    def flags(self) -> MessageFlag:
        given = self.body.get("flags")
        return MessageFlag(given if isinstance(given, int) else 0) & SETTABLE_FLAGS


class PostOffice:
    """Sends, edits and deletes messages."""

    def __init__(
        self,
        *,
        world: World,
        messages: MessageStore,
        attachments: AttachmentStore,
        announcements: Announcements,
        settings: SandboxSettings,
        clock: Clock,
    ) -> None:
        self._world = world
        self._messages = messages
        self._attachments = attachments
        self._announcements = announcements
        self._settings = settings
        self._clock = clock

    def send(self, message: Message, request: MessageRequest) -> Message:
        """Fills in a new message, stores it and tells everybody.

        Raises:
            ApiError: The request breaks a limit.
        """
        message.flags |= request.flags
        message.tts = bool(request.body.get("tts"))
        message.nonce = request.body.get("nonce")
        self._check(request, layout=MessageFlag.IS_COMPONENTS_V2 in message.flags)
        self._apply(message, request)
        self._messages.add(message)
        self._announcements.message_created(message)
        return message

    def send_loading(self, message: Message) -> Message:
        """Sends the "is thinking" that an answer will replace."""
        message.flags |= MessageFlag.LOADING
        self._messages.add(message)
        self._announcements.message_created(message)
        return message

    def edit(self, message: Message, request: MessageRequest) -> Message:
        """Changes what the request names; an answer takes the place of "is thinking".

        Raises:
            ApiError: The request breaks a limit or leaves nothing to show.
        """
        layout = MessageFlag.IS_COMPONENTS_V2 in (message.flags | request.flags)
        self._check(request, layout=layout)
        changed = message.flags & ~MessageFlag.LOADING
        if "flags" in request.body:
            # An edit can neither show an ephemeral message nor take a layout back.
            lasting = MessageFlag.EPHEMERAL | MessageFlag.IS_COMPONENTS_V2
            changed = changed & lasting | request.flags & ~MessageFlag.EPHEMERAL
        self._apply(message, request)
        if MessageFlag.LOADING not in message.flags:
            message.edited_at = self._clock()
        message.flags = changed
        self._announcements.message_updated(message)
        return message

    def delete(self, message: Message) -> None:
        self._messages.remove(message)
        self._announcements.message_deleted(message)

    def _check(self, request: MessageRequest, *, layout: bool) -> None:
        check_file_sizes(request.uploads, self._settings)
        form = Form()
        check_message(form.at(*request.error_path), request.body, request.uploads, layout=layout)
        form.raise_if_invalid()

    def _apply(self, message: Message, request: MessageRequest) -> None:
        body = request.body
        content = str(body["content"] or "") if "content" in body else message.content
        embeds = objects_in(body, "embeds") if "embeds" in body else message.embeds
        components = message.components
        if "components" in body:
            components = number_components(objects_in(body, "components"))
        kept = self._kept_attachments(message, request)
        if not (content.strip() or embeds or components or kept or request.uploads):
            raise ApiError(Problem.EMPTY_MESSAGE)
        message.content = content
        message.embeds = embeds
        message.components = components
        message.attachments = kept + self._store_uploads(message, request)
        if "content" in body:
            found = mentions_in(content, _allowed(body), self._mentionable())
            message.mention_ids, message.mention_everyone = found.user_ids, found.everyone

    def _mentionable(self) -> set[str]:
        return {self._world.bot.id, *self._world.members}

    def _kept_attachments(self, message: Message, request: MessageRequest) -> list[Attachment]:
        # Without a list of attachments an edit keeps them all.
        if request.body.get("attachments") is None:
            return list(message.attachments)
        kept = {str(named.get("id")) for named in objects_in(request.body, "attachments")}
        return [attachment for attachment in message.attachments if attachment.id in kept]

    def _store_uploads(self, message: Message, request: MessageRequest) -> list[Attachment]:
        named = objects_in(request.body, "attachments")
        descriptions = {str(entry.get("id")): entry.get("description") for entry in named}
        return [
            self._attachments.add(message.channel_id, upload, descriptions.get(str(upload.index)))
            for upload in request.uploads
        ]


def _allowed(body: JsonObject) -> JsonObject | None:
    """Returns the allowed mentions; None, which allows all, where the request names none."""
    return object_in(body, "allowed_mentions") if body.get("allowed_mentions") else None


def number_components(components: list[JsonObject]) -> list[JsonObject]:
    """Returns the components, each with an id of its own, as Discord numbers them."""
    next_id = 1

    def numbered(component: JsonObject) -> JsonObject:
        nonlocal next_id
        given = component.get("id")
        copy: JsonObject = {**component, "id": given or next_id}
        next_id += 1
        if "components" in component:
            copy["components"] = [numbered(c) for c in objects_in(component, "components")]
        for key in ("accessory", "component"):
            if isinstance(copy.get(key), dict):
                copy[key] = numbered(copy[key])
        return copy

    return [numbered(component) for component in components]
