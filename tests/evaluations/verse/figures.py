"""From works to figures."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import reduce
from operator import add
from typing import TypeAlias, TypeVar

from tests.evaluations.verse.checks import Tally, Verdict, distinct_bigrams, judge
from tests.evaluations.verse.demands import DEMANDS
from tests.evaluations.verse.orders import LYRICS
from tests.evaluations.verse.songs import SongVerdict, judge_song
from tests.evaluations.verse.works import ATELIER, BASELINE, Work

Figures: TypeAlias = dict[str, float]
"""Values by their name; shares are from 0 to 1."""

_Verdict = TypeVar("_Verdict", Verdict, SongVerdict)

# Names of figures.
LENGTHS = "poems with the right number of lines"
SYLLABLES = "lines with exact syllables"
METRE = "lines in metre"
RHYMES = "rhyming pairs"
REFRAINS = "refrains and end words"
INITIALS = "initials"
CLEAN = "poems without a repeated line or dangling end"
LIKELIHOOD = "log likelihood a token"
TOPIC = "topic similarity"
FAILED = "failed"
LEAST_VARIED = 0.8
"""Share of distinct bigrams below which a text goes round in circles."""

_OF_VERDICTS: Mapping[str, str] = {
    "lengths": LENGTHS,
    "syllables": SYLLABLES,
    "metre": METRE,
    "rhymes": RHYMES,
    "refrains": REFRAINS,
    "initials": INITIALS,
    "clean": CLEAN,
}
_OF_SONGS: Mapping[str, str] = {
    "labels": "songs with all sections labelled",
    "choruses": "choruses that return word for word",
    "verses": "lines of second verses within a syllable of the first's",
    "clean": "songs without a dangling end",
}


def figures_of(works: Sequence[Work]) -> Figures:
    """Returns the figures of one maker's works, all poems or all lyrics."""
    if works and works[0].order.form == LYRICS:
        tallies = _shares([judge_song(work.text) for work in works], _OF_SONGS)
    else:
        verdicts = [judge(work.text, DEMANDS[work.order.form], work.order.detail) for work in works]
        tallies = _shares(verdicts, _OF_VERDICTS)
    return {
        "works": len(works),
        FAILED: sum(work.text is None for work in works),
        **tallies,
        **_means(works),
    }


@dataclass(frozen=True)
class Differences:
    """Atelier's poems less the baseline's for the same order, on average; None without any.

    Attributes:
        log_likelihood: Mean of a token.
        log_likelihood_of_varied: The same where the baseline did not go round in circles, which
            makes a text very likely.
        topic_similarity: Of theme and poem.
    """

    log_likelihood: float | None
    log_likelihood_of_varied: float | None
    topic_similarity: float | None


def differences(works: Iterable[Work]) -> Differences:
    """Compares works of both makers, order by order; one that failed has nothing of its topic."""
    by_order: dict[object, dict[str, Work]] = {}
    for work in works:
        by_order.setdefault(work.order, {})[work.maker] = work
    pairs = [(both[ATELIER], both[BASELINE]) for both in by_order.values() if len(both) == 2]
    likelihoods = [
        (ours.log_likelihood - theirs.log_likelihood, distinct_bigrams(theirs.text or "") or 0)
        for ours, theirs in pairs
        if ours.log_likelihood is not None and theirs.log_likelihood is not None
    ]
    topics = [
        (ours.topic_similarity or 0) - (theirs.topic_similarity or 0) for ours, theirs in pairs
    ]
    return Differences(
        _mean([less for less, _ in likelihoods]),
        _mean([less for less, distinct in likelihoods if distinct >= LEAST_VARIED]),
        _mean(topics),
    )


def _shares(verdicts: Sequence[_Verdict], names: Mapping[str, str]) -> Figures:
    if not verdicts:
        return {}
    shares: Figures = {}
    for field in fields(verdicts[0]):
        tallies = [getattr(verdict, field.name) for verdict in verdicts]
        share = reduce(add, tallies, Tally()).share
        if share is not None:
            shares[names[field.name]] = share
    return shares


def _means(works: Sequence[Work]) -> Figures:
    texts = [work.text for work in works if work.text is not None]
    found = {
        "distinct bigrams": [distinct_bigrams(text) for text in texts],
        TOPIC: [work.topic_similarity or 0 for work in works],
        LIKELIHOOD: [work.log_likelihood for work in works],
    }
    means = {name: _mean([x for x in values if x is not None]) for name, values in found.items()}
    return {name: mean for name, mean in means.items() if mean is not None}


def _mean(values: Sequence[float]) -> float | None:
    return statistics.fmean(values) if values else None
