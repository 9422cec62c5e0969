"""Sparks for members: something to begin with when nothing comes to mind."""

import secrets

from bot.services.profiles import ProfileService
from bot.style.sparks import Spark, SparkKind, make_spark

_SEEDS = 2**31


class SparkService:
    """Gives sparks in members' own styles, or against them."""

    def __init__(self, profiles: ProfileService) -> None:
        self._profiles = profiles

    async def spark(
        self, member_id: int, kind: SparkKind | None, *, against: bool, seed: int | None = None
    ) -> Spark:
        """Returns a spark; without a seed, another one each time, and without a kind, any."""
        seed = secrets.randbelow(_SEEDS) if seed is None else seed
        if kind is None:
            kinds = list(SparkKind)
            kind = kinds[seed % len(kinds)]
        profile = await self._profiles.get(member_id)
        return make_spark(kind, profile, seed, against=against)
