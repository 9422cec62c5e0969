"""What is submitted to a challenge."""

from dataclasses import dataclass
from datetime import datetime

from bot.database.challenge_choices import EntryState, Making
from models.base import Kind


@dataclass(frozen=True)
class OwnWork:
    """A work of one's own that the bot made.

    Attributes:
        picture: Which of its pictures, from 0.
    """

    work_id: str
    picture: int = 0


@dataclass(frozen=True)
class UploadedText:
    """A text that a member wrote without the bot."""

    kind: Kind
    title: str
    text: str


@dataclass(frozen=True)
class UploadedPicture:
    """A picture that a member made without the bot.

    Attributes:
        encoded: The file, in any format that Pillow reads; not trusted.
        alt_text: Describes it for those who can't see it.
    """

    title: str
    encoded: bytes
    alt_text: str


Source = OwnWork | UploadedText | UploadedPicture


@dataclass(frozen=True)
class WorkOption:
    """A work of the member's own that the challenge would take.

    Attributes:
        title: Its title, or what it is about.
        pictures: How many it has; 0 for texts.
    """

    work_id: str
    kind: Kind
    title: str
    pictures: int
    created_at: datetime


@dataclass(frozen=True)
class Entry:
    """An entry, without what it shows.

    Attributes:
        work_id: None for an upload.
        reason: Why it was removed, if it was.
        is_deleted: Whether the work was deleted; then it takes part no more.
    """

    id: str
    challenge_id: str
    author_id: int
    kind: Kind
    making: Making
    title: str
    work_id: str | None
    state: EntryState
    created_at: datetime
    reason: str | None = None
    is_deleted: bool = False


@dataclass(frozen=True)
class ShownEntry:
    """An entry with what it shows.

    Attributes:
        text: None for pictures.
        picture: PNG or WebP; None for texts.
        alt_text: Of the picture.
        author_id: None while the challenge is blind.
    """

    entry_id: str
    kind: Kind
    title: str
    text: str | None
    picture: bytes | None
    alt_text: str | None
    author_id: int | None
