from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from bot.database.session import Database
from bot.database.tables import FeedbackEvent, Job, JobStatus, Member, Verdict, Work
from models.base import Kind
from tests.bot.database.rows import ADA, a_job, a_work


async def test_times_come_back_aware_and_in_utc(database: Database) -> None:
    in_tokyo = datetime(2026, 3, 1, 8, 30, tzinfo=timezone(timedelta(hours=9)))
    async with database.unit_of_work() as session:
        session.add(Member(id=1, created_at=in_tokyo))
    async with database.unit_of_work() as session:
        member = await session.get_one(Member, 1)
    assert member.created_at == in_tokyo
    assert member.created_at.tzinfo is UTC


async def test_times_without_zone_are_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="without a time zone"):
        async with database.unit_of_work() as session:
            session.add(Member(id=1, created_at=datetime(2026, 3, 1)))  # noqa: DTZ001


def every(values: type[StrEnum]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("value", list(values))


@every(Kind)
async def test_migrated_tables_take_every_kind(database: Database, value: Kind) -> None:
    job = a_job()
    job.kind = value
    async with database.unit_of_work() as session:
        session.add_all([a_work(kind=value), job])


@every(JobStatus)
async def test_migrated_tables_take_every_status(database: Database, value: JobStatus) -> None:
    job = a_job()
    job.status = value
    async with database.unit_of_work() as session:
        session.add(job)


@every(Verdict)
async def test_migrated_tables_take_every_verdict(database: Database, value: Verdict) -> None:
    async with database.unit_of_work() as session:
        session.add(work := a_work())
        await session.flush()
        session.add(FeedbackEvent(work_id=work.id, member_id=ADA, verdict=value))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE works SET kind = 'statue'",
        "UPDATE jobs SET kind = 'statue'",
        "UPDATE jobs SET status = 'asleep'",
        "UPDATE feedback_events SET verdict = 'shrug'",
    ],
)
async def test_other_values_are_refused(database: Database, statement: str) -> None:
    async with database.unit_of_work() as session:
        session.add_all([work := a_work(), a_job()])
        await session.flush()
        session.add(FeedbackEvent(work_id=work.id, member_id=ADA, verdict=Verdict.LIKE))
    with pytest.raises(IntegrityError, match="CHECK constraint"):
        async with database.unit_of_work() as session:
            await (await session.connection()).exec_driver_sql(statement)


async def test_ids_are_short_and_differ(database: Database) -> None:
    works: list[Work | Job] = [a_work() for _ in range(20)]
    async with database.unit_of_work() as session:
        session.add_all(works)
    assert len({work.id for work in works}) == 20
    assert all(len(work.id) == 11 for work in works)
