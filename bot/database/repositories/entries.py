"""Entries of challenges, with the works behind them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from bot.database.challenge_choices import EntryState
from bot.database.challenge_tables import Entry, EntryPicture
from bot.database.tables import Work

_TAKES_PART = (
    Entry.state == EntryState.STANDING,
    or_(Entry.work_id.is_(None), Work.deleted_at.is_(None)),
)


class EntryRepository:
    """All entries. One takes part while it stands and its work, if it is one, is not deleted."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, entry: Entry, picture: EntryPicture | None = None) -> Entry:
        """Stores an entry of a known member with its picture, and gives it its id."""
        self._session.add(entry)
        await self._session.flush()
        if picture is not None:
            picture.entry_id = entry.id
            self._session.add(picture)
            await self._session.flush()
        return entry

    async def get(self, entry_id: str) -> Entry | None:
        """The entry, whatever became of it; None if there never was one."""
        return await self._session.get(Entry, entry_id, populate_existing=True)

    async def get_standing(self, entry_id: str) -> Entry | None:
        """The entry; None if it takes no part."""
        return await self._session.scalar(_standing(Entry.id == entry_id))

    async def standing(self, challenge_id: str) -> Sequence[Entry]:
        """The entries that take part, oldest first."""
        return await self._all(_standing(Entry.challenge_id == challenge_id))

    async def standing_by(self, challenge_id: str, author_id: int) -> Sequence[Entry]:
        """The member's entries that take part, oldest first."""
        return await self._all(
            _standing(Entry.challenge_id == challenge_id, Entry.author_id == author_id)
        )

    async def count_standing(self, challenge_id: str) -> int:
        """How many take part."""
        count = (
            select(func.count(Entry.id))
            .outerjoin(Work, Work.id == Entry.work_id)
            .where(Entry.challenge_id == challenge_id, *_TAKES_PART)
        )
        return await self._session.scalar(count) or 0

    async def authors(self, challenge_ids: Sequence[str]) -> dict[str, int]:
        """The authors of all entries of the challenges, whatever became of them."""
        rows = await self._session.execute(
            select(Entry.id, Entry.author_id).where(Entry.challenge_id.in_(challenge_ids))
        )
        return dict(rows.all())

    async def deleted(self, challenge_id: str) -> set[str]:
        """The ids of the challenge's entries whose works were deleted, whatever their state."""
        ids = await self._session.scalars(
            select(Entry.id)
            .join(Work, Work.id == Entry.work_id)
            .where(Entry.challenge_id == challenge_id, Work.deleted_at.is_not(None))
        )
        return set(ids)

    async def end(
        self,
        entry_id: str,
        state: EntryState,
        reason: str | None = None,
        removed_by: int | None = None,
    ) -> bool:
        """Takes an entry out; False if it was out before."""
        ended = await self._session.scalar(
            update(Entry)
            .where(Entry.id == entry_id, Entry.state == EntryState.STANDING)
            .values(state=state, slot=None, reason=reason, removed_by=removed_by)
            .returning(Entry.id)
        )
        return ended is not None

    async def end_deleted(self, challenge_id: str, author_id: int) -> None:
        """Takes out the member's entries whose works were deleted, so that others get room."""
        deleted = select(Work.id).where(Work.author_id == author_id, Work.deleted_at.is_not(None))
        await self._session.execute(
            update(Entry)
            .where(
                Entry.challenge_id == challenge_id,
                Entry.author_id == author_id,
                Entry.state == EntryState.STANDING,
                Entry.work_id.in_(deleted),
            )
            .values(state=EntryState.WITHDRAWN, slot=None)
        )

    async def picture(self, entry_id: str) -> EntryPicture | None:
        """The picture of an upload, with its bytes; None if it has none."""
        return await self._session.scalar(
            select(EntryPicture)
            .where(EntryPicture.entry_id == entry_id)
            .options(undefer(EntryPicture.webp))
        )

    async def _all(self, entries: Select[Entry]) -> Sequence[Entry]:
        found = await self._session.scalars(entries.order_by(Entry.created_at, Entry.id))
        return found.all()


def _standing(*conditions: ColumnElement[bool]) -> Select[Entry]:
    return (
        select(Entry)
        .outerjoin(Work, Work.id == Entry.work_id)
        .where(*_TAKES_PART, *conditions)
        .execution_options(populate_existing=True)
    )
