"""What a ballot shows."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from bot.judging.choices import Choice, EntryId
from bot.judging.posterior import Floats, Posterior, fit
from bot.judging.stages import stages_of

BALLOT_SIZE = 4

_PRIOR_DEVIATION = 1.3
"""Of the scores while the ballots are still too few to tell how far apart entries are."""


def next_shown(
    entries: Mapping[EntryId, int],
    choices: Sequence[Choice],
    voter_id: int,
    random: np.random.Generator,
) -> tuple[EntryId, ...]:
    """Chooses what a voter sees next: four entries, or three or two where few are left.

    Those that were shown least often come first. Which of the equally often shown ones, the running
    ranking decides: those whose order it knows least.

    Takes a tenth of a second with 500 entries: call it in a thread.

    Args:
        entries: All that are judged, with their author's id.
        choices: All ballots so far, skipped ones too. A ballot that is still out counts as shown
            when it is passed as a skipped one.
        voter_id: Who votes; sees nothing of their own, and nothing twice.
        random: Decides what is left open; the same state, the same ballot.

    Returns:
        The entries in the order of their positions; empty when fewer than two are left.
    """
    seen = {entry for choice in choices if choice.voter_id == voter_id for entry in choice.shown}
    left = [entry for entry in sorted(entries) if entries[entry] != voter_id and entry not in seen]
    if len(left) < 2:
        return ()
    size = _size(len(left))
    counts = Counter(entry for choice in choices for entry in choice.shown)
    random.shuffle(left)
    left.sort(key=lambda entry: counts[entry])
    level = counts[left[size - 1]]
    shown = [entry for entry in left if counts[entry] < level]
    candidates = [entry for entry in left if counts[entry] == level]
    shown = _fill(shown, candidates, size, sorted(entries), choices)
    random.shuffle(shown)
    return tuple(shown)


def _size(left: int) -> int:
    """Returns how many of so many entries are shown, so that no single one remains at the end."""
    return BALLOT_SIZE - 1 if left == BALLOT_SIZE + 1 else min(BALLOT_SIZE, left)


def _fill(
    shown: Sequence[EntryId],
    candidates: Sequence[EntryId],
    size: int,
    entries: Sequence[EntryId],
    choices: Sequence[Choice],
) -> list[EntryId]:
    """Adds candidates one by one, each the one whose comparison with those shown tells most."""
    if len(shown) + len(candidates) == size:
        return [*shown, *candidates]
    numbers = {entry: number for number, entry in enumerate(entries)}
    worth = _worth(fit(stages_of(entries, choices), len(entries), _PRIOR_DEVIATION))
    chosen, pool = [numbers[entry] for entry in shown], [numbers[entry] for entry in candidates]
    if not chosen:
        best = int(worth[np.ix_(pool, pool)].argmax())
        chosen = [pool[best // len(pool)], pool[best % len(pool)]]
        pool = [number for number in pool if number not in chosen]
    while len(chosen) < size:
        chosen.append(pool.pop(int(worth[np.ix_(pool, chosen)].sum(axis=1).argmax())))
    return [entries[number] for number in chosen]


def _worth(posterior: Posterior) -> Floats:
    """Returns for each two entries how much comparing them would tell; of one with itself nothing.

    A comparison tells as much as its outcome is open, p (1 - p), and as the difference of the
    scores is uncertain: the product is the expected information times the variance it lessens.
    """
    covariance, scores = posterior.covariance, posterior.scores
    variances = np.diag(covariance)
    spread = variances[:, None] + variances - 2 * covariance
    # MacKay's approximation of a logistic chance averaged over a normal difference.
    shrunk = (scores[:, None] - scores) / np.sqrt(1 + np.pi * spread / 8)
    chances = 1 / (1 + np.exp(-shrunk))
    # Rounded so that equals are equal, and the shuffled order decides between them.
    return (chances * (1 - chances) * spread).round(9)
