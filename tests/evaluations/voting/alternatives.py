"""What fair judging is compared with."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from bot.judging.choices import Choice, EntryId
from bot.judging.posterior import Floats
from tests.evaluations.voting.world import VOTERS, Challenge, Chooser, Look

STARS_EACH = 3
_SCROLL_ON = 0.2


def balanced(size: int) -> Chooser:
    """Returns a choice by counts alone: of what is left to the voter, what was shown least."""

    def choose(
        entries: Mapping[EntryId, int],
        choices: Sequence[Choice],
        voter_id: int,
        random: np.random.Generator,
    ) -> tuple[EntryId, ...]:
        seen = {
            entry for choice in choices if choice.voter_id == voter_id for entry in choice.shown
        }
        left = [entry for entry in entries if entries[entry] != voter_id and entry not in seen]
        counts = Counter(entry for choice in choices for entry in choice.shown)
        random.shuffle(left)
        shown = sorted(left, key=lambda entry: counts[entry])[:size]
        return tuple(shown) if len(shown) > 1 else ()

    return choose


def count_stars(
    challenge: Challenge, look: Look, budget: int, random: np.random.Generator
) -> Floats:
    """Counts the stars of voters in an open channel, who star the three they like best.

    Four of five look at the channel's first entries, as many as they have time for; the others
    at as many from all over.
    """
    stars = Counter[EntryId]()
    for voter in range(VOTERS):
        entries = [entry for entry, author in challenge.authors.items() if author != voter]
        if random.random() < _SCROLL_ON:
            random.shuffle(entries)
        seen = {entry: look(voter, entry) for entry in entries[:budget]}
        stars.update(sorted(seen, key=lambda entry: -seen[entry])[:STARS_EACH])
    return np.array([stars[entry] for entry in challenge.entries], dtype=np.float64)
