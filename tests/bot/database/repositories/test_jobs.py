from datetime import timedelta

from bot.database.base import utc_now
from bot.database.repositories.jobs import JobRepository
from bot.database.repositories.works import WorkRepository
from bot.database.session import Database
from bot.database.tables import Job, JobStatus
from tests.bot.database.rows import a_job, a_work


async def add_jobs(database: Database, count: int) -> list[str]:
    async with database.unit_of_work() as session:
        return [(await JobRepository(session).add(a_job())).id for _ in range(count)]


async def get(database: Database, job_id: str) -> Job:
    async with database.unit_of_work() as session:
        job = await JobRepository(session).get(job_id)
    assert job is not None
    return job


async def test_a_job_runs_and_is_done(database: Database) -> None:
    [job_id] = await add_jobs(database, 1)
    assert (await get(database, job_id)).status is JobStatus.QUEUED
    async with database.unit_of_work() as session:
        jobs = JobRepository(session)
        await jobs.set_message(job_id, 20)
        assert await jobs.start(job_id)
    async with database.unit_of_work() as session:
        work = await WorkRepository(session).add(a_work())
        assert await JobRepository(session).finish(job_id, work.id)
    job = await get(database, job_id)
    assert (job.status, job.work_id, job.message_id) == (JobStatus.DONE, work.id, 20)
    assert job.interaction_token == "hush-hush"
    assert job.started_at is not None
    assert job.finished_at is not None
    assert job.created_at <= job.started_at <= job.finished_at


async def test_a_job_ends_once(database: Database) -> None:
    failed, cancelled = await add_jobs(database, 2)
    async with database.unit_of_work() as session:
        jobs = JobRepository(session)
        work = await WorkRepository(session).add(a_work())
        assert await jobs.fail(failed, "The disk is full.")
        assert await jobs.cancel(cancelled)
        for ended in (failed, cancelled):
            assert not await jobs.start(ended)
            assert not await jobs.finish(ended, work.id)
            assert not await jobs.fail(ended, "again")
            assert not await jobs.cancel(ended)
    job = await get(database, failed)
    assert (job.status, job.error, job.work_id) == (JobStatus.FAILED, "The disk is full.", None)
    assert (await get(database, cancelled)).status is JobStatus.CANCELLED


async def test_unfinished_jobs_come_oldest_first_and_start_again(database: Database) -> None:
    ids = await add_jobs(database, 4)
    async with database.unit_of_work() as session:
        jobs = JobRepository(session)
        await jobs.start(ids[1])
        await jobs.cancel(ids[2])
    async with database.unit_of_work() as session:
        jobs = JobRepository(session)
        assert [job.id for job in await jobs.unfinished()] == [ids[0], ids[1], ids[3]]
        assert await jobs.start(ids[1])


async def test_a_work_that_no_message_shows_is_undelivered(database: Database) -> None:
    shown, lost, deleted, _ = await add_jobs(database, 4)
    async with database.unit_of_work() as session:
        works, jobs = WorkRepository(session), JobRepository(session)
        made = {job_id: (await works.add(a_work())).id for job_id in (shown, lost, deleted)}
        for job_id, work_id in made.items():
            await jobs.finish(job_id, work_id)
        await works.set_message(made[shown], channel_id=10, message_id=20)
        await works.mark_deleted(made[deleted])
    async with database.unit_of_work() as session:
        jobs = JobRepository(session)
        an_hour_ago = utc_now() - timedelta(hours=1)
        assert [job.id for job in await jobs.undelivered(an_hour_ago)] == [lost]
        assert await jobs.undelivered(utc_now()) == []
