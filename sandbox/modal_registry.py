"""The modals that are open in front of members."""

from dataclasses import dataclass, field

from sandbox.errors import SandboxRefusal
from sandbox.payloads import JsonObject


@dataclass(frozen=True)
class OpenModal:
    """A modal that one member was shown.

    Attributes:
        message_id: Of the message whose button opened it, if one did.
        opener: Metadata of the interaction that opened it.
    """

    modal: JsonObject
    channel_id: str
    message_id: str | None
    opener: JsonObject


@dataclass
class ModalRegistry:
    """Open modals by member and custom_id."""

    _open: dict[tuple[str, str], OpenModal] = field(
        default_factory=dict[tuple[str, str], OpenModal]
    )

    def open(self, member_id: str, modal: OpenModal) -> None:
        self._open[member_id, modal.modal["custom_id"]] = modal

    def get(self, member_id: str, custom_id: str, channel_id: str) -> OpenModal:
        """Returns the modal that a member submits.

        Raises:
            SandboxRefusal: They have no such modal open there.
        """
        found = self._open.get((member_id, custom_id))
        if found is None or found.channel_id != channel_id:
            raise SandboxRefusal("That modal is not open.")
        return found

    def close(self, member_id: str, custom_id: str) -> None:
        self._open.pop((member_id, custom_id), None)
