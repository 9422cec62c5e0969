"""Rows of entries, filled and read."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.challenge_choices import Making
from bot.database.challenge_tables import Entry as EntryRow
from bot.database.challenge_tables import EntryPicture
from bot.database.repositories.entries import EntryRepository
from bot.database.repositories.works import WorkRepository
from bot.errors import EntryNotFound
from bot.services.challenges.candidate import Candidate
from bot.services.challenges.entry import Entry, ShownEntry
from models.base import Kind

GONE = "That entry is not there any more: it was withdrawn, removed or deleted."


def entry_row(
    candidate: Candidate, challenge_id: str, author_id: int, slot: int, now: datetime
) -> tuple[EntryRow, EntryPicture | None]:
    """Returns the row of a new entry, and the one of its picture if it is an upload with one."""
    row = EntryRow(
        challenge_id=challenge_id,
        author_id=author_id,
        slot=slot,
        kind=candidate.kind,
        making=candidate.making,
        title=candidate.title,
        work_id=candidate.work.work_id if candidate.work else None,
        picture=candidate.work.picture if candidate.work and candidate.png else None,
        text=candidate.text,
        created_at=now,
    )
    upload = candidate.upload
    if upload is None:
        return row, None
    return row, EntryPicture(
        alt_text=candidate.alt_text or "",
        width=upload.width,
        height=upload.height,
        webp=upload.webp,
    )


def entry_in(row: EntryRow, *, is_deleted: bool = False) -> Entry:
    """Returns the entry in a row.

    Args:
        row: The entry.
        is_deleted: Whether its work was deleted.
    """
    return Entry(
        row.id,
        row.challenge_id,
        row.author_id,
        Kind(row.kind),
        Making(row.making),
        row.title,
        row.work_id,
        row.state,
        row.created_at,
        row.reason,
        is_deleted,
    )


async def shown_in(session: AsyncSession, row: EntryRow, *, with_author: bool) -> ShownEntry:
    """Returns what the entry in a row shows.

    Raises:
        EntryNotFound: Its work was deleted.
    """
    text, picture, alt_text = row.text, None, None
    if row.work_id is not None:
        works = WorkRepository(session)
        work = await works.get(row.work_id)
        if work is None:
            raise EntryNotFound(GONE)
        text = work.text
        if row.picture is not None and (image := await works.image(work.id, row.picture)):
            picture, alt_text = image.png, image.alt_text
    elif upload := await EntryRepository(session).picture(row.id):
        picture, alt_text = upload.webp, upload.alt_text
    author_id = row.author_id if with_author else None
    return ShownEntry(row.id, Kind(row.kind), row.title, text, picture, alt_text, author_id)
