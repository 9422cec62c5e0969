"""From an accepted command to a finished work: wait in line, make, store."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, field

from bot.database.errors import DatabaseError
from bot.database.repositories.jobs import JobRepository
from bot.database.repositories.works import WorkRepository
from bot.database.session import Database
from bot.errors import JobOver, NotYours, WorkNotFound
from bot.services.continuation import whole_poem
from bot.services.orders import Order
from bot.services.records import command_to_json, plan_to_json
from bot.services.rows import image_rows, work_row
from bot.style.commands import CreationCommand
from bot.style.plan import Plan
from models.base import GenerationResult, Progress, ProgressCallback, Stage
from models.engine.engine import InferenceEngine, Job
from models.errors import EngineStopped, GenerationCancelled, GenerationError, QueueFull

_log = logging.getLogger(__name__)
CANCELLED = "Cancelled."
_RETRY_SECONDS = 0.5


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


@dataclass
class _Activity:
    """A job on its way through the engine.

    Attributes:
        cancelled: The sentence that says by whom.
    """

    job: Job | None = None
    progress: Progress = field(default_factory=lambda: Progress(Stage.QUEUED))
    is_started: bool = False
    cancelled: str | None = None


class CreationService:
    """Makes works in members' own styles."""

    def __init__(self, engine: InferenceEngine, database: Database) -> None:
        self._engine = engine
        self._database = database
        self._active: dict[str, _Activity] = {}
        self._background: set[asyncio.Task[None]] = set()

    async def make(
        self, order: Order, on_progress: ProgressCallback, *, patient: bool = False
    ) -> Creation:
        """Makes a work and stores it, which ends the job.

        Args:
            order: What to make.
            on_progress: Told how far it is.
            patient: Wait for room in a full queue, for what was promised before a restart.

        Raises:
            EngineStopped: The bot stops. The job goes on after the next start.
            GenerationError: The queue is full, the model failed, or somebody cancelled.
        """
        activity = self._active[order.job_id] = _Activity()
        try:
            made = await self._generate(order, activity, on_progress, patient=patient)
            result = whole_poem(order.plan.request, made)
            return await self._keep(order, result)
        except EngineStopped:
            raise
        except GenerationCancelled:
            sentence = activity.cancelled or CANCELLED
            await self.give_up(order.job_id, sentence, is_cancelled=True)
            raise GenerationCancelled(sentence) from None
        except GenerationError as error:
            await self.give_up(order.job_id, error.message)
            raise
        finally:
            del self._active[order.job_id]

    def progress(self, job_id: str) -> Progress | None:
        """Returns how far a job is; None if it is not on its way."""
        activity = self._active.get(job_id)
        return activity.progress if activity else None

    async def cancel(
        self, job_id: str, member_id: int, *, moderated_guild_id: int | None = None
    ) -> str:
        """Ends a job; the model stops within a step. Returns the sentence that says by whom.

        Args:
            job_id: The job.
            member_id: Who wants it.
            moderated_guild_id: Where they may end anybody's.

        Raises:
            WorkNotFound: There is no such job.
            NotYours: It is somebody else's.
            JobOver: It has ended already.
        """
        async with self._database.unit_of_work() as session:
            jobs = JobRepository(session)
            job = await jobs.get(job_id)
            if job is None:
                raise WorkNotFound("I don't remember that command any more.")
            is_own = job.member_id == member_id
            is_moderated = job.guild_id is not None and job.guild_id == moderated_guild_id
            if not is_own and not is_moderated:
                raise NotYours("Only the one who asked for this, or a moderator, can cancel it.")
            sentence = CANCELLED if is_own else f"Cancelled by <@{member_id}>, a moderator."
            if not await jobs.cancel(job_id, sentence):
                raise JobOver("This is over already; there is nothing left to cancel.")
        self._stop(job_id, sentence)
        return sentence

    async def give_up(self, job_id: str, reason: str, *, is_cancelled: bool = False) -> None:
        """Ends a job without a work, unless it has ended; that this can't be stored is logged."""
        try:
            async with self._database.unit_of_work() as session:
                jobs = JobRepository(session)
                await (jobs.cancel if is_cancelled else jobs.fail)(job_id, reason)
        except DatabaseError:
            # The member must hear of the first error, not of this one.
            _log.exception("the end of job %s can't be stored", job_id)

    def _stop(self, job_id: str, sentence: str) -> None:
        activity = self._active.get(job_id)
        if activity is not None:
            activity.cancelled = sentence
            if activity.job is not None:
                activity.job.cancel()

    async def _generate(
        self, order: Order, activity: _Activity, on_progress: ProgressCallback, *, patient: bool
    ) -> GenerationResult:
        def watch(progress: Progress) -> None:
            activity.progress = progress
            if progress.stage is not Stage.QUEUED and not activity.is_started:
                activity.is_started = True
                self._in_background(self._mark_started(order.job_id))
            on_progress(progress)

        while True:
            if activity.cancelled:
                raise GenerationCancelled(activity.cancelled)
            try:
                activity.job = self._engine.submit(
                    order.plan.request,
                    member_id=order.requester.member_id,
                    guild_id=order.requester.guild_id,
                    on_progress=watch,
                    reference=order.job_id,
                )
                break
            except QueueFull:
                if not patient:
                    raise
                await asyncio.sleep(_RETRY_SECONDS)
        try:
            return await activity.job.result()
        except asyncio.CancelledError:
            activity.job.cancel()
            raise

    async def _keep(self, order: Order, result: GenerationResult) -> Creation:
        work_id: str | None = None
        try:
            work_id = await self._store(order, result)
        except DatabaseError:
            _log.exception("job %s is done but can't be stored", order.job_id)
            await self._close_unkept(order.job_id)
        return Creation(work_id, order.command, order.plan, result)

    async def _store(self, order: Order, result: GenerationResult) -> str:
        async with self._database.unit_of_work() as session:
            works = WorkRepository(session)
            command, plan = command_to_json(order.command), plan_to_json(order.plan)
            row = work_row(command, plan, result, order.requester)
            work = await works.add(row, image_rows(result))
            if order.parent_id is not None:
                await works.add_parent(work.id, order.parent_id)
            if not await JobRepository(session).finish(order.job_id, work.id):
                # Cancelled in the very last moment; nothing is stored then.
                raise GenerationCancelled(CANCELLED)
            return work.id

    async def _close_unkept(self, job_id: str) -> None:
        """Ends a job whose work is only about to be shown: a restart has nothing to show again."""
        try:
            async with self._database.unit_of_work() as session:
                jobs = JobRepository(session)
                await jobs.fail(job_id, "It was made, but I could not keep it.")
                await jobs.keep(job_id)
        except DatabaseError:
            _log.exception("the end of job %s can't be stored", job_id)

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
