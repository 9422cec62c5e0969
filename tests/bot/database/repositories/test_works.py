import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, InvalidRequestError

from bot.database.repositories.works import WorkRepository
from bot.database.session import Database
from bot.database.tables import WorkImage
from tests.bot.database.rows import ADA, BRUNO, a_work, an_image


async def test_a_work_comes_back_as_it_was(database: Database) -> None:
    async with database.unit_of_work() as session:
        stored = await WorkRepository(session).add(a_work())
    async with database.unit_of_work() as session:
        work = await WorkRepository(session).get(stored.id)
    assert work is not None
    assert work is not stored
    assert work.plan == {"theme": "rain", "from_profile": ["mood"]}
    assert (work.kind, work.seed, work.text) == ("poem", 2**62, "rain on tin roofs")
    assert work.created_at == stored.created_at


async def test_images_come_in_order_with_their_pngs(database: Database) -> None:
    images = [an_image(bytes([number]) * 9, seed=number) for number in range(4)]
    async with database.unit_of_work() as session:
        work = await WorkRepository(session).add(a_work(kind="image"), images)
    async with database.unit_of_work() as session:
        found = await WorkRepository(session).images(work.id)
    assert [(image.index, image.seed, image.png) for image in found] == [
        (number, number, bytes([number]) * 9) for number in range(4)
    ]


async def test_pngs_are_loaded_only_when_asked_for(database: Database) -> None:
    async with database.unit_of_work() as session:
        await WorkRepository(session).add(a_work(kind="image"), [an_image(b"png")])
    async with database.unit_of_work() as session:
        image = (await session.scalars(select(WorkImage))).one()
        assert image.alt_text == "a red fox"
        with pytest.raises(InvalidRequestError):
            _ = image.png


async def test_a_deleted_work_is_gone_once(database: Database) -> None:
    async with database.unit_of_work() as session:
        work = await WorkRepository(session).add(a_work())
    async with database.unit_of_work() as session:
        works = WorkRepository(session)
        assert await works.mark_deleted(work.id)
        assert not await works.mark_deleted(work.id)
        assert not await works.mark_deleted("none")
        assert await works.get(work.id) is None
        assert await works.recent_by(ADA, 10) == []


async def test_recent_works_come_latest_first(database: Database) -> None:
    async with database.unit_of_work() as session:
        works = WorkRepository(session)
        ids = [(await works.add(a_work())).id for _ in range(4)]
        await works.add(a_work(author_id=BRUNO))
    async with database.unit_of_work() as session:
        recent = await WorkRepository(session).recent_by(ADA, 3)
    assert [work.id for work in recent] == ids[:0:-1]


async def test_lineage_is_recorded_once(database: Database) -> None:
    async with database.unit_of_work() as session:
        works = WorkRepository(session)
        old, new = await works.add(a_work()), await works.add(a_work())
        await works.add_parent(new.id, old.id)
        await works.add_parent(new.id, old.id)
        assert await works.parents(new.id) == [old.id]
        assert await works.parents(old.id) == []


async def test_no_work_is_its_own_parent(database: Database) -> None:
    async with database.unit_of_work() as session:
        works = WorkRepository(session)
        work = await works.add(a_work())
        with pytest.raises(IntegrityError, match="CHECK"):
            await works.add_parent(work.id, work.id)
