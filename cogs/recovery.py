"""Takes up what a stop or a crash has left open."""

import logging

from discord.ext import commands

from bot.client import AtelierBot
from bot.database.errors import DatabaseError
from cogs.delivery import deliver_late, fulfil

_log = logging.getLogger(__name__)


class Recovery(commands.Cog):
    """Goes on with jobs that were not finished, and delivers works that were not."""

    def __init__(self, bot: AtelierBot) -> None:
        self._bot = bot

    async def cog_load(self) -> None:
        """Puts what was promised in line, before the first new command can come in."""
        services = self._bot.services
        # What can't be read any more fails here, and is told of below.
        orders = await services.orders.unfinished()
        undelivered = await services.deliveries.undelivered()
        for order in orders:
            self._bot.start_delivery(fulfil(self._bot, order, patient=True))
        for job_id in undelivered:
            self._bot.start_delivery(self._deliver(job_id))
        if orders or undelivered:
            _log.info("going on with %d jobs, %d answers", len(orders), len(undelivered))

    async def _deliver(self, job_id: str) -> None:
        deliveries = self._bot.services.deliveries
        try:
            outcome = await deliveries.outcome(job_id)
        except DatabaseError:
            # The next start tries again.
            _log.warning("job %s can't be looked up", job_id, exc_info=True)
            return
        except (KeyError, ValueError, TypeError):
            _log.exception("job %s can't be read any more", job_id)
            outcome = None
        if outcome is None:
            await deliveries.keep(job_id)
        else:
            await deliver_late(self._bot, outcome)


async def setup(bot: AtelierBot) -> None:
    """Adds the cog."""
    await bot.add_cog(Recovery(bot))
