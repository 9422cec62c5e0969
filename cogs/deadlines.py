"""The clock of challenges: has done what is due, through restarts too."""

import logging

from discord.ext import commands, tasks

from bot.client import AtelierBot
from bot.database.errors import DatabaseError
from bot.services.challenges.outline import Series
from bot.services.challenges.step import Step
from cogs.challenges import steps

_log = logging.getLogger(__name__)


class Deadlines(commands.Cog):
    """Looks every few seconds for what is due."""

    def __init__(self, bot: AtelierBot) -> None:
        self._bot = bot
        self._services = bot.services.challenges
        # Challenges and series for which something is being done; a slow one holds up no other.
        self._busy: set[str] = set()

    async def cog_load(self) -> None:
        """Starts the clock."""
        self._tick.change_interval(seconds=steps.LOOK_SECONDS)
        self._tick.start()

    async def cog_unload(self) -> None:
        """Stops it."""
        self._tick.cancel()

    @tasks.loop()
    async def _tick(self) -> None:
        for task in (self._begin_series, self._propose_briefs, self._start_steps):
            try:
                await task()
            except DatabaseError:
                _log.warning("challenges wait for the database", exc_info=True)
            except Exception:  # noqa: BLE001 - a loop that raises never runs again
                _log.exception("the clock of challenges stumbled")

    async def _begin_series(self) -> None:
        for challenge in await self._services.series.begin_due():
            _log.info("series %s began challenge %s", challenge.series_id, challenge.id)

    async def _propose_briefs(self) -> None:
        """Has a brief written for each series that wants one; a moderator decides."""
        for series in await self._services.series.wanting_briefs():
            if series.id not in self._busy:
                self._busy.add(series.id)
                self._bot.start_delivery(self._write_brief(series))

    async def _start_steps(self) -> None:
        for due in await self._services.deadlines.due():
            if due.challenge_id not in self._busy:
                self._busy.add(due.challenge_id)
                self._bot.start_delivery(self._carry_out(due))

    @_tick.before_loop
    async def _until_ready(self) -> None:
        await self._bot.wait_until_ready()

    async def _write_brief(self, series: Series) -> None:
        try:
            await self._bot.services.briefs.write_for(series)
        finally:
            self._busy.discard(series.id)

    async def _carry_out(self, step: Step) -> None:
        try:
            await steps.carry_out(self._bot, step)
        finally:
            self._busy.discard(step.challenge_id)


async def setup(bot: AtelierBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Deadlines(bot))
