"""Accepting commands: check, plan, write down; and reading back what was written down."""

import logging
import secrets
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.repositories.feedback import FeedbackRepository
from bot.database.repositories.jobs import JobRepository
from bot.database.repositories.members import GuildRepository, MemberRepository
from bot.database.repositories.profiles import ProfileRepository
from bot.database.repositories.works import WorkRepository
from bot.database.session import Database
from bot.database.tables import Job, Verdict
from bot.errors import Restarting, WorkNotFound
from bot.services.checks import check_command
from bot.services.forms import own_forms
from bot.services.profiles import profile_of
from bot.services.records import (
    command_from_json,
    command_to_json,
    plan_from_json,
    plan_to_json,
    traits_from_json,
)
from bot.services.requester import Requester
from bot.services.rows import job_row, requester_in
from bot.style.commands import CreationCommand, PoemCommand, kind_of, with_form
from bot.style.learning import JudgedWork, learned_traits
from bot.style.plan import Plan, make_plan
from models.engine.engine import InferenceEngine

_log = logging.getLogger(__name__)
_SEEDS = 2**31
_JUDGED_WORKS = 50
_OUTDATED = "I was updated while you waited and can't make this any more. Please send it again."


@dataclass(frozen=True)
class Order:
    """An accepted command, which is in the database.

    Attributes:
        job_id: Also the key by which its answer is known again.
        streaming: Whether the member watches drafts and previews.
    """

    job_id: str
    command: CreationCommand
    plan: Plan
    requester: Requester
    parent_id: str | None = None
    streaming: bool = True


class OrderService:
    """Takes commands in."""

    def __init__(self, engine: InferenceEngine, database: Database) -> None:
        self._engine = engine
        self._database = database
        self._is_open = True

    def close(self) -> None:
        """Takes no more commands: the bot is about to stop."""
        self._is_open = False

    def check_open(self) -> None:
        """Checks that commands are taken.

        Raises:
            Restarting: Not any more.
        """
        if not self._is_open:
            raise Restarting("I'm being restarted. Please try again in a minute.")

    def check(self, command: CreationCommand) -> None:
        """Checks a command before anything is done for it.

        Raises:
            Restarting: No more commands are taken.
            InvalidOption: Something in it can't be used.
            ModelUnavailable: No model for it has started yet.
        """
        self.check_open()
        check_command(command, self._engine.capabilities(kind_of(command)))

    async def accept(
        self, command: CreationCommand, requester: Requester, parent_id: str | None = None
    ) -> Order:
        """Plans a work and writes the job down.

        Raises:
            Restarting: No more commands are taken.
            InvalidOption: Something in the command can't be used.
            ModelUnavailable: No model for it has started yet.
            DatabaseError: It could not be written down; nothing was started.
        """
        self.check_open()
        async with self._database.unit_of_work() as session:
            if isinstance(command, PoemCommand):
                command = with_form(command, await own_forms(session, requester.guild_id))
            self.check(command)
            members = MemberRepository(session)
            await members.ensure(requester.member_id)
            if requester.guild_id is not None:
                await GuildRepository(session).ensure(requester.guild_id)
            plan = await self._plan(session, command, requester.member_id)
            row = job_row(command_to_json(command), plan_to_json(plan), requester, parent_id)
            job = await JobRepository(session).add(row)
            streaming = await members.streaming(requester.member_id)
            return Order(job.id, command, plan, requester, parent_id, streaming)

    async def accept_like_work(self, work_id: str, requester: Requester) -> Order:
        """Accepts another one like a work, with a new seed and the style of the one who asks.

        Raises:
            WorkNotFound: It was deleted.
        """
        self.check_open()
        async with self._database.unit_of_work() as session:
            work = await WorkRepository(session).get(work_id)
            if work is None:
                raise WorkNotFound("This work was deleted, so I can't make another one like it.")
            await MemberRepository(session).ensure(requester.member_id)
            feedback = FeedbackRepository(session)
            await feedback.add(work_id, requester.member_id, Verdict.REGENERATE)
        command = replace(command_from_json(work.request), seed=None)
        return await self.accept(command, requester, parent_id=work_id)

    async def accept_like_job(self, job_id: str, requester: Requester) -> Order:
        """Accepts the command of a job again, which failed.

        Raises:
            WorkNotFound: There is no such job.
        """
        self.check_open()
        async with self._database.unit_of_work() as session:
            job = await JobRepository(session).get(job_id)
            if job is None:
                raise WorkNotFound("I don't remember that command any more. Please send it again.")
        return await self.accept(command_from_json(job.request), requester, job.parent_work_id)

    async def unfinished(self) -> list[Order]:
        """Returns what still has to be made, in the order of arrival; call it at start-up.

        What can't even be read any more ends as failed here.
        """
        async with self._database.unit_of_work() as session:
            jobs, members = JobRepository(session), MemberRepository(session)
            orders: list[Order] = []
            await jobs.requeue()
            for job in await jobs.unfinished():
                try:
                    orders.append(order_in(job, streaming=await members.streaming(job.member_id)))
                except (KeyError, ValueError, TypeError):
                    _log.exception("job %s can't be read any more", job.id)
                    await jobs.fail(job.id, _OUTDATED)
            return orders

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


def order_in(job: Job, *, streaming: bool = True) -> Order:
    """Returns the order that a row holds.

    Raises:
        KeyError, ValueError, TypeError: An older version wrote it in a way that is not known now.
    """
    return Order(
        job.id,
        command_from_json(job.request),
        plan_from_json(job.plan),
        requester_in(job),
        job.parent_work_id,
        streaming,
    )
