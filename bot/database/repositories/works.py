"""Works with their pictures and lineage. Deleted ones are kept for the lineage, but not found."""

from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from bot.database.base import utc_now
from bot.database.repositories.upsert import insert_if_absent
from bot.database.tables import Work, WorkImage, WorkParent


class WorkRepository:
    """Everything that was generated."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, work: Work, images: Sequence[WorkImage] = ()) -> Work:
        """Stores a work of a known author with its images, and gives the work its id.

        Args:
            work: Not stored yet.
            images: In order; their `work_id` and `index` are set here.
        """
        self._session.add(work)
        await self._session.flush()
        for index, image in enumerate(images):
            image.work_id, image.index = work.id, index
        self._session.add_all(images)
        await self._session.flush()
        return work

    async def get(self, work_id: str) -> Work | None:
        """The work; None if there is none or it was deleted."""
        return await self._session.scalar(
            select(Work).where(Work.id == work_id, Work.deleted_at.is_(None))
        )

    async def images(self, work_id: str) -> Sequence[WorkImage]:
        """The work's images in order, with their PNGs."""
        images = await self._session.scalars(
            select(WorkImage)
            .where(WorkImage.work_id == work_id)
            .order_by(WorkImage.index)
            .options(undefer(WorkImage.png))
        )
        return images.all()

    async def image(self, work_id: str, index: int) -> WorkImage | None:
        """One of the work's images, with its PNG; None if there is none."""
        return await self._session.get(
            WorkImage, (work_id, index), options=[undefer(WorkImage.png)], populate_existing=True
        )

    async def count_images(self, work_ids: Sequence[str]) -> dict[str, int]:
        """How many images each of the works has that have any."""
        rows = await self._session.execute(
            select(WorkImage.work_id, func.count())
            .where(WorkImage.work_id.in_(work_ids))
            .group_by(WorkImage.work_id)
        )
        return dict(rows.all())

    async def mark_deleted(self, work_id: str) -> bool:
        """Hides the work from now on; False if there was none to hide."""
        hidden = await self._session.scalar(
            update(Work)
            .where(Work.id == work_id, Work.deleted_at.is_(None))
            .values(deleted_at=utc_now())
            .returning(Work.id)
        )
        return hidden is not None

    async def add_parent(self, work_id: str, parent_id: str) -> None:
        """Records that the work was made from the parent; does nothing if that is known."""
        await insert_if_absent(self._session, WorkParent, work_id=work_id, parent_id=parent_id)

    async def parents(self, work_id: str) -> Sequence[str]:
        """The ids of the works that the work was made from, deleted ones too."""
        parents = await self._session.scalars(
            select(WorkParent.parent_id)
            .where(WorkParent.work_id == work_id)
            .order_by(WorkParent.parent_id)
        )
        return parents.all()

    async def recent_by(self, member_id: int, limit: int) -> Sequence[Work]:
        """The member's latest works, latest first."""
        works = await self._session.scalars(
            select(Work)
            .where(Work.author_id == member_id, Work.deleted_at.is_(None))
            .order_by(Work.created_at.desc())
            .limit(limit)
        )
        return works.all()
