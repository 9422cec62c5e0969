"""The steps of challenges: who does which until when."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.challenge_choices import StepKind, StepState
from bot.database.challenge_tables import ChallengeStep

UNFINISHED = (StepState.WAITING, StepState.ATTEMPTED)


class StepRepository:
    """All steps."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, challenge_id: str, kind: StepKind, due_at: datetime) -> None:
        """Stores a step of a known challenge that has no such step."""
        self._session.add(ChallengeStep(challenge_id=challenge_id, kind=kind, due_at=due_at))
        await self._session.flush()

    async def of(self, challenge_id: str) -> Sequence[ChallengeStep]:
        """All steps of the challenge."""
        steps = await self._session.scalars(
            select(ChallengeStep)
            .where(ChallengeStep.challenge_id == challenge_id)
            .execution_options(populate_existing=True)
        )
        return steps.all()

    async def due(self, now: datetime) -> Sequence[ChallengeStep]:
        """The unfinished steps that are due, the oldest first, held ones too."""
        steps = await self._session.scalars(
            select(ChallengeStep)
            .where(ChallengeStep.state.in_(UNFINISHED), ChallengeStep.due_at <= now)
            .order_by(ChallengeStep.due_at, ChallengeStep.challenge_id)
            .execution_options(populate_existing=True)
        )
        return steps.all()

    async def claim(
        self, challenge_id: str, kind: StepKind, holder: str, now: datetime, until: datetime
    ) -> bool:
        """Has somebody hold the step, if it is due and nobody else does."""
        claimed = await self._session.scalar(
            update(ChallengeStep)
            .where(
                ChallengeStep.challenge_id == challenge_id,
                ChallengeStep.kind == kind,
                ChallengeStep.state.in_(UNFINISHED),
                ChallengeStep.due_at <= now,
                or_(ChallengeStep.held_until.is_(None), ChallengeStep.held_until <= now),
            )
            .values(holder=holder, held_until=until, tries=ChallengeStep.tries + 1)
            .returning(ChallengeStep.kind)
        )
        return claimed is not None

    async def change(self, challenge_id: str, kind: StepKind, held_by: str, **values: Any) -> bool:
        """Sets values of an unfinished step; False if somebody else holds it by now."""
        changed = await self._session.scalar(
            update(ChallengeStep)
            .where(
                ChallengeStep.challenge_id == challenge_id,
                ChallengeStep.kind == kind,
                ChallengeStep.holder == held_by,
                ChallengeStep.state.in_(UNFINISHED),
            )
            .values(**values)
            .returning(ChallengeStep.kind)
        )
        return changed is not None

    async def skip(
        self, challenge_id: str, kinds: Collection[StepKind], reason: str, at: datetime
    ) -> None:
        """Ends unfinished steps, whoever holds them."""
        await self._session.execute(
            update(ChallengeStep)
            .where(
                ChallengeStep.challenge_id == challenge_id,
                ChallengeStep.kind.in_(kinds),
                ChallengeStep.state.in_(UNFINISHED),
            )
            .values(state=StepState.SKIPPED, reason=reason, ended_at=at)
        )

    async def move(self, challenge_id: str, kind: StepKind, due_at: datetime) -> None:
        """Changes when a step is due that nobody has begun."""
        await self._session.execute(
            update(ChallengeStep)
            .where(
                ChallengeStep.challenge_id == challenge_id,
                ChallengeStep.kind == kind,
                ChallengeStep.state == StepState.WAITING,
                ChallengeStep.tries == 0,
            )
            .values(due_at=due_at)
        )

    async def forget(self, challenge_id: str, kind: StepKind) -> None:
        """Deletes a step that nobody has begun."""
        await self._session.execute(
            delete(ChallengeStep).where(
                ChallengeStep.challenge_id == challenge_id,
                ChallengeStep.kind == kind,
                ChallengeStep.state == StepState.WAITING,
                ChallengeStep.tries == 0,
            )
        )
