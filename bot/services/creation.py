"""From a command to a finished work: check, plan, wait in line, store."""

import asyncio
import logging
import secrets
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.errors import DatabaseError
from bot.database.repositories.feedback import FeedbackRepository
from bot.database.repositories.jobs import JobRepository
from bot.database.repositories.members import GuildRepository, MemberRepository
from bot.database.repositories.profiles import ProfileRepository
from bot.database.repositories.works import WorkRepository
from bot.database.session import Database
from bot.database.tables import Job, Verdict
from bot.errors import WorkNotFound
from bot.services.checks import check_command
from bot.services.profiles import profile_of
from bot.services.records import (
    command_from_json,
    command_to_json,
    plan_from_json,
    plan_to_json,
    traits_from_json,
)
from bot.services.requester import Requester
from bot.services.rows import image_rows, job_row, result_of, work_row
from bot.style.commands import CreationCommand, kind_of
from bot.style.learning import JudgedWork, learned_traits
from bot.style.plan import Plan, make_plan
from models.base import GenerationResult, Progress, ProgressCallback, Stage
from models.engine.engine import InferenceEngine
from models.errors import GenerationCancelled, GenerationError

_log = logging.getLogger(__name__)
_SEEDS = 2**31
_JUDGED_WORKS = 50


@dataclass(frozen=True)
class Creation:
    """A finished work.

    Attributes:
        work_id: None if it could not be stored: then it can be shown, but not acted on.
    """

    work_id: str | None
    command: CreationCommand
    plan: Plan
    result: GenerationResult


class CreationService:
    """Makes works in members' own styles."""

    def __init__(self, engine: InferenceEngine, database: Database) -> None:
        self._engine = engine
        self._database = database
        self._background: set[asyncio.Task[None]] = set()

    def check(self, command: CreationCommand) -> None:
        """Checks a command before anything is done for it.

        Raises:
            InvalidOption: Something in it can't be used.
            ModelUnavailable: No model for it has started yet.
        """
        check_command(command, self._engine.capabilities(kind_of(command)))

    async def create(
        self,
        command: CreationCommand,
        requester: Requester,
        on_progress: ProgressCallback,
        parent_id: str | None = None,
    ) -> Creation:
        """Makes a work and stores it.

        Raises:
            InvalidOption: Something in the command can't be used.
            GenerationError: The queue is full, or the model failed.
            DatabaseError: The job could not be written down; nothing was started.
        """
        self.check(command)
        plan, job_id = await self._accept(command, requester, parent_id)
        result = await self._generate(plan, job_id, requester, on_progress)
        try:
            work_id = await self._store(command, plan, result, job_id, requester, parent_id)
        except DatabaseError as error:
            _log.exception("job %s is done but can't be stored", job_id)
            # Left open, the job would be called interrupted after the next restart.
            await self._end(job_id, error)
            work_id = None
        return Creation(work_id, command, plan, result)

    async def again(
        self, work_id: str, requester: Requester, on_progress: ProgressCallback
    ) -> Creation:
        """Makes another one like a work, with a new seed and the style of the one who asks.

        Raises:
            WorkNotFound: It was deleted.
        """
        async with self._database.unit_of_work() as session:
            work = await WorkRepository(session).get(work_id)
            if work is None:
                raise WorkNotFound("This work was deleted, so I can't make another one like it.")
            await MemberRepository(session).ensure(requester.member_id)
            feedback = FeedbackRepository(session)
            await feedback.add(work_id, requester.member_id, Verdict.REGENERATE)
        command = replace(command_from_json(work.request), seed=None)
        return await self.create(command, requester, on_progress, parent_id=work_id)

    async def interrupted(self) -> list[Job]:
        """Returns the jobs that were not finished when the bot last stopped."""
        async with self._database.unit_of_work() as session:
            return list(await JobRepository(session).unfinished())

    async def undelivered(self, since: datetime) -> list[tuple[Job, Creation]]:
        """Returns the works that were finished since then, but never shown."""
        async with self._database.unit_of_work() as session:
            works = WorkRepository(session)
            found: list[tuple[Job, Creation]] = []
            for job in await JobRepository(session).undelivered(since):
                work = await works.get(job.work_id or "")
                if work is not None:
                    result = result_of(work, await works.images(work.id))
                    command, plan = command_from_json(work.request), plan_from_json(work.plan)
                    found.append((job, Creation(work.id, command, plan, result)))
            return found

    async def give_up(self, job_id: str, reason: str) -> None:
        """Marks a job as failed."""
        async with self._database.unit_of_work() as session:
            await JobRepository(session).fail(job_id, reason)

    async def _accept(
        self, command: CreationCommand, requester: Requester, parent_id: str | None
    ) -> tuple[Plan, str]:
        async with self._database.unit_of_work() as session:
            await MemberRepository(session).ensure(requester.member_id)
            if requester.guild_id is not None:
                await GuildRepository(session).ensure(requester.guild_id)
            plan = await self._plan(session, command, requester.member_id)
            row = job_row(command_to_json(command), plan_to_json(plan), requester, parent_id)
            job = await JobRepository(session).add(row)
            return plan, job.id

    async def _plan(self, session: AsyncSession, command: CreationCommand, member_id: int) -> Plan:
        profile = profile_of(await ProfileRepository(session).get(member_id))
        judged = await FeedbackRepository(session).judged_works(member_id, _JUDGED_WORKS)
        works = [JudgedWork(traits_from_json(w.plan), w.verdict is Verdict.LIKE) for w in judged]
        capabilities = self._engine.capabilities(kind_of(command))
        return make_plan(
            command,
            profile,
            learned_traits(works),
            heeded=capabilities.options,
            seed=secrets.randbelow(_SEEDS),
            styles=capabilities.styles,
        )

    async def _generate(
        self, plan: Plan, job_id: str, requester: Requester, on_progress: ProgressCallback
    ) -> GenerationResult:
        started = False

        def watch(progress: Progress) -> None:
            nonlocal started
            if progress.stage is not Stage.QUEUED and not started:
                started = True
                self._in_background(self._mark_started(job_id))
            on_progress(progress)

        try:
            job = self._engine.submit(
                plan.request, member_id=requester.member_id, on_progress=watch
            )
            try:
                return await job.result()
            except asyncio.CancelledError:
                job.cancel()
                raise
        except GenerationError as error:
            await self._end(job_id, error)
            raise

    async def _end(self, job_id: str, error: GenerationError | DatabaseError) -> None:
        try:
            async with self._database.unit_of_work() as session:
                jobs = JobRepository(session)
                if isinstance(error, GenerationCancelled):
                    await jobs.cancel(job_id)
                else:
                    await jobs.fail(job_id, error.message)
        except DatabaseError:
            # The member must hear of the first error, not of this one.
            _log.exception("the end of job %s can't be stored", job_id)

    async def _store(
        self,
        command: CreationCommand,
        plan: Plan,
        result: GenerationResult,
        job_id: str,
        requester: Requester,
        parent_id: str | None,
    ) -> str:
        async with self._database.unit_of_work() as session:
            works = WorkRepository(session)
            row = work_row(command_to_json(command), plan_to_json(plan), result, requester)
            work = await works.add(row, image_rows(result))
            if parent_id is not None:
                await works.add_parent(work.id, parent_id)
            await JobRepository(session).finish(job_id, work.id)
            return work.id

    async def _mark_started(self, job_id: str) -> None:
        try:
            async with self._database.unit_of_work() as session:
                await JobRepository(session).start(job_id)
        except DatabaseError:
            _log.warning("the start of job %s can't be stored", job_id, exc_info=True)

    def _in_background(self, coroutine: Coroutine[None, None, None]) -> None:
        # The loop keeps only weak references to tasks.
        task = asyncio.create_task(coroutine)
        self._background.add(task)
        task.add_done_callback(self._background.discard)
