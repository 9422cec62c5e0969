from bot.database.base import utc_now
from bot.database.repositories.jobs import JobRepository
from bot.database.repositories.works import WorkRepository
from bot.database.session import Database
from bot.database.tables import Delivery, Job, JobStatus
from tests.bot.database.rows import ADA, BRUNO, a_job, a_work


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
        assert await jobs.start(job_id)
    async with database.unit_of_work() as session:
        work = await WorkRepository(session).add(a_work())
        assert await JobRepository(session).finish(job_id, work.id)
    job = await get(database, job_id)
    assert (job.status, job.work_id) == (JobStatus.DONE, work.id)
    assert job.delivery is Delivery.PENDING
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
        assert await jobs.cancel(cancelled, "By Ada.")
        for ended in (failed, cancelled):
            assert not await jobs.start(ended)
            assert not await jobs.finish(ended, work.id)
            assert not await jobs.fail(ended, "again")
            assert not await jobs.cancel(ended, "again")
    job = await get(database, failed)
    assert (job.status, job.error, job.work_id) == (JobStatus.FAILED, "The disk is full.", None)
    job = await get(database, cancelled)
    assert (job.status, job.error) == (JobStatus.CANCELLED, "By Ada.")


async def test_unfinished_jobs_come_oldest_first_and_start_again(database: Database) -> None:
    ids = await add_jobs(database, 4)
    async with database.unit_of_work() as session:
        jobs = JobRepository(session)
        await jobs.start(ids[1])
        await jobs.cancel(ids[2], "By Ada.")
    async with database.unit_of_work() as session:
        jobs = JobRepository(session)
        await jobs.requeue()
        assert [job.id for job in await jobs.unfinished()] == [ids[0], ids[1], ids[3]]
        assert {job.status for job in await jobs.unfinished()} == {JobStatus.QUEUED}
        assert await jobs.start(ids[1])


async def test_what_ended_is_undelivered_until_a_message_is_known(database: Database) -> None:
    shown, lost, failed, kept, _ = await add_jobs(database, 5)
    async with database.unit_of_work() as session:
        works, jobs = WorkRepository(session), JobRepository(session)
        made = {job_id: (await works.add(a_work())).id for job_id in (shown, lost)}
        for job_id, work_id in made.items():
            await jobs.finish(job_id, work_id)
        await jobs.fail(failed, "The disk is full.")
        await jobs.fail(kept, "The disk is full.")
        await jobs.deliver(shown, channel_id=10, message_id=20)
        await jobs.keep(kept)
    async with database.unit_of_work() as session:
        assert [job.id for job in await JobRepository(session).undelivered()] == [lost, failed]
        work = await WorkRepository(session).get(made[shown])
        assert work is not None
        assert (work.channel_id, work.message_id) == (10, 20)
        other = await WorkRepository(session).get(made[lost])
        assert other is not None
        assert other.message_id is None
    job = await get(database, shown)
    assert (job.delivery, job.delivered_channel_id, job.delivered_message_id) == (
        Delivery.DELIVERED,
        10,
        20,
    )
    assert job.delivered_at is not None
    assert (await get(database, kept)).delivery is Delivery.UNDELIVERABLE


async def test_an_attempt_is_remembered(database: Database) -> None:
    [job_id] = await add_jobs(database, 1)
    at = utc_now()
    async with database.unit_of_work() as session:
        await JobRepository(session).attempt(job_id, 10, at)
    job = await get(database, job_id)
    assert (job.attempted_channel_id, job.attempted_at) == (10, at)
    assert job.delivery is Delivery.PENDING


async def test_a_members_jobs_come_latest_first_without_deleted_works(database: Database) -> None:
    ids = await add_jobs(database, 4)
    async with database.unit_of_work() as session:
        works, jobs = WorkRepository(session), JobRepository(session)
        await jobs.add(a_job(BRUNO))
        work = await works.add(a_work())
        await jobs.finish(ids[1], work.id)
        await works.mark_deleted(work.id)
    async with database.unit_of_work() as session:
        jobs = JobRepository(session)
        assert [job.id for job in await jobs.recent_by(ADA, 2)] == [ids[3], ids[2]]
        assert [job.id for job in await jobs.recent_by(ADA, 2, offset=2)] == [ids[0]]
