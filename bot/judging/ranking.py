"""The ranking of a challenge's entries, and how sure it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.judging.choices import Choice, EntryId
from bot.judging.draws import Draws, draw, places_of
from bot.judging.jury import Verdict
from bot.judging.posterior import Floats

LEVEL = 0.92
"""How much of what the ballots leave possible the interval of a place holds at least.

Places are whole numbers, so it holds more: it covered the truth in 95 % of simulated challenges.
"""
TOSS_UP = 0.55
"""Below this chance that one entry is better than another, they share a place."""


@dataclass(frozen=True)
class Standing:
    """Where an entry came in.

    Attributes:
        entry_id: Which entry.
        place: From 1. Those that share one leave out as many after it: 1, 1, 3.
        is_tied: Whether others share the place.
        score: By the ballots alone: an entry with 1 more is chosen e times as often; 0 is average.
        low_place: The best place that the ballots leave possible.
        high_place: The last one.
        shown: How many ballots showed the entry, skipped ones not counted.
    """

    entry_id: EntryId
    place: int
    is_tied: bool
    score: float
    low_place: int
    high_place: int
    shown: int


def rank(
    entries: Sequence[EntryId], choices: Sequence[Choice], verdict: Verdict | None = None
) -> list[Standing]:
    """Ranks entries by all ballots, the best first; the same each time, whatever their order.

    The tie rule: entries share a place when the ballots leave it as good as open which of them is
    better, that is, when the chance that the first of those on the place is better is below 55 %.
    Nothing else breaks a tie, neither the time of submission nor lots. With a jury, those with
    equally many points share a place (see `Verdict`).

    Takes a second with 500 entries and 2000 ballots: call it in a thread.

    Args:
        entries: All that are judged. Those nobody saw are ranked too, as average ones.
        choices: Skipped ballots change nothing, and entries no longer judged are left out of them.
        verdict: What a jury says, and how much it counts.
    """
    numbered = sorted(set(entries))
    if not numbered:
        return []
    draws = draw(numbered, choices)
    points, sample = _places_by_ballots(draws), draws.places
    if verdict is not None:
        points = verdict.mix(numbered, points)
        sample = places_of(verdict.mix(numbered, sample))
    return _standings(numbered, choices, draws.scores, points, sample)


def _standings(
    entries: Sequence[EntryId],
    choices: Sequence[Choice],
    scores: Floats,
    points: Floats,
    sample: Floats,
) -> list[Standing]:
    places = [1 + int((points < own).sum()) for own in points]
    low = np.quantile(sample, (1 - LEVEL) / 2, axis=0, method="lower")
    high = np.quantile(sample, (1 + LEVEL) / 2, axis=0, method="higher")
    sharing = Counter(places)
    shown = Counter(entry for each in choices if not each.is_skipped for entry in each.shown)
    standings = [
        Standing(
            entry,
            place,
            sharing[place] > 1,
            float(scores[number]),
            min(int(low[number]), place),
            max(int(high[number]), place + sharing[place] - 1),
            shown[entry],
        )
        for number, (entry, place) in enumerate(zip(entries, places, strict=True))
    ]
    return sorted(standings, key=lambda each: (each.place, -round(each.score, 6), each.entry_id))


def _places_by_ballots(draws: Draws) -> Floats:
    """Returns each entry's place; those that share one have the mean of the places they take up."""
    order = np.argsort(-draws.scores.round(6), kind="stable")
    groups: list[list[int]] = []
    for number in order.tolist():
        if groups and (draws.sample[:, groups[-1][0]] > draws.sample[:, number]).mean() < TOSS_UP:
            groups[-1].append(number)
        else:
            groups.append([number])
    places = np.empty(len(order))
    before = 0
    for group in groups:
        places[group] = before + (len(group) + 1) / 2
        before += len(group)
    return places
