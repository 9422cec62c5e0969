"""How a jury's scores count beside the ballots."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.judging.choices import EntryId
from bot.judging.criteria import JuryScore, means_by_criterion
from bot.judging.posterior import Floats


@dataclass(frozen=True)
class Verdict:
    """A jury's scores and their weight.

    The rule: the jury ranks by the mean of an entry's means by criterion. An entry's points are its
    place by ballots times (1 - weight) plus its place by the jury times the weight; the fewest
    points win. Entries that share a place count with the mean of the places they take up. One that
    the jury did not score has its place by ballots for both.

    Attributes:
        scores: Of all jurors.
        weight: Of the jury, from 0 to 1.
    """

    scores: tuple[JuryScore, ...]
    weight: float

    def mix(self, entries: Sequence[EntryId], places: Floats) -> Floats:
        """Returns the points of entries.

        Args:
            entries: All that are judged.
            places: Theirs by ballots; with several rankings, one a row.
        """
        jury = _places_by_jury(entries, self.scores)
        jury = np.where(np.isnan(jury), places, jury)
        # Rounded so that equal points are equal.
        return ((1 - self.weight) * places + self.weight * jury).round(9)


def _places_by_jury(entries: Sequence[EntryId], scores: Iterable[JuryScore]) -> Floats:
    means = means_by_criterion(scores)
    overall = np.array(
        [np.mean(list(means[entry].values())) if entry in means else np.nan for entry in entries]
    ).round(9)
    better = (overall > overall[:, None]).sum(axis=1)
    equal = (overall == overall[:, None]).sum(axis=1)
    return np.where(np.isnan(overall), np.nan, better + (equal + 1) / 2)
