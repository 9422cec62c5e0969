"""Seasons of challenges in which some voters may choose each other's entries whatever they are."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np

from bot.judging.choices import Choice, EntryId
from bot.judging.rings import rings
from tests.evaluations.voting.alternatives import balanced
from tests.evaluations.voting.world import Challenge, Look, looks, vote

BUDGET = 20
_TALENT = 0.7
"""Correlation of an author's entries, so that some are good each time."""
_FAVOUR = 100


@dataclass(frozen=True)
class SeasonKind:
    """Seasons that are alike.

    Attributes:
        people: How many have an entry in each challenge and vote.
        ring: How many of them choose each other's entries.
        challenges: How many it has.
        seasons: How many are tried.
    """

    people: int
    ring: int
    challenges: int
    seasons: int


KINDS = (
    SeasonKind(20, 0, 4, 100),
    SeasonKind(5, 0, 16, 100),
    SeasonKind(20, 2, 4, 20),
    SeasonKind(20, 2, 8, 20),
    SeasonKind(20, 4, 1, 40),
    SeasonKind(20, 4, 2, 40),
)


def shares_of_alarms(
    kinds: Collection[SeasonKind], seed: int, progress: Callable[[str], object]
) -> dict[SeasonKind, float]:
    """Returns in which share of seasons the ring, or if there is none anybody, was told."""
    shares: dict[SeasonKind, float] = {}
    for kind in kinds:
        progress(f"Rings of {kind.ring} among {kind.people} in {kind.challenges} challenges")
        randoms = [np.random.default_rng([seed, number]) for number in range(kind.seasons)]
        shares[kind] = sum(is_alarmed(kind, random) for random in randoms) / kind.seasons
    return shares


def is_alarmed(kind: SeasonKind, random: np.random.Generator) -> bool:
    """Holds a season and says if an alarm names two of the ring, or, without one, anybody."""
    talents = random.standard_normal(kind.people)
    choices: list[Choice] = []
    authors: dict[EntryId, int] = {}
    for number in range(kind.challenges):
        luck = random.standard_normal(kind.people)
        challenge = Challenge(
            np.sqrt(_TALENT) * talents + np.sqrt(1 - _TALENT) * luck,
            {f"{number}/{author}": author for author in range(kind.people)},
        )
        look = _favouring(looks(challenge, random), challenge, range(kind.ring))
        choices += vote(challenge, look, balanced(4), BUDGET, random, kind.people)
        authors |= challenge.authors
    named = [set(ring.voter_ids) for ring in rings(choices, authors)]
    return any(
        len(members.intersection(range(kind.ring))) > 1 or not kind.ring for members in named
    )


def _favouring(look: Look, challenge: Challenge, ring: Collection[int]) -> Look:
    def favour(voter: int, entry: EntryId) -> float:
        is_favoured = voter in ring and challenge.authors[entry] in ring
        return look(voter, entry) + (_FAVOUR if is_favoured else 0)

    return favour
