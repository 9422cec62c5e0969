"""Briefs for series, written by the text model."""

import logging
import secrets

from bot.errors import ChallengeNotFound
from bot.services.challenges.outline import Series
from bot.services.challenges.series import SeriesService
from bot.style.profile import StyleProfile
from bot.style.sparks import SparkKind, make_spark
from models.base import PoemRequest, TextResult
from models.engine.engine import InferenceEngine
from models.errors import EngineStopped, GenerationError

_log = logging.getLogger(__name__)
_SEEDS = 2**31
_FORM = "haiku"


class BriefWriter:
    """Writes what series want: a few lines to begin from. A moderator decides on each brief."""

    def __init__(self, engine: InferenceEngine, series: SeriesService) -> None:
        self._engine = engine
        self._series = series

    async def write_for(self, series: Series) -> None:
        """Proposes a brief; where the model can't write one, a spark stands in for it.

        A series that ended meanwhile gets none, nor does any while the bot stops.
        """
        seed = secrets.randbelow(_SEEDS)
        try:
            text = await self._lines(series, seed)
        except EngineStopped:
            return
        except GenerationError as error:
            _log.warning("series %s gets a spark for a brief: %s", series.id, error.message)
            text = make_spark(SparkKind.BRIEF, StyleProfile(), seed, against=False).text
        try:
            await self._series.propose(series.id, text)
        except ChallengeNotFound:
            _log.info("series %s ended before its brief was written", series.id)

    async def _lines(self, series: Series, seed: int) -> str:
        words = make_spark(SparkKind.WORDS, StyleProfile(), seed, against=False).text
        job = self._engine.submit(
            PoemRequest(words, seed, _FORM),
            member_id=series.author_id,
            guild_id=series.guild_id,
        )
        result = await job.result()
        assert isinstance(result, TextResult)  # noqa: S101 - poems are texts
        named = f" of “{result.title}”" if result.title else ""
        return f"Begin from these lines{named}:\n\n{result.text}"
