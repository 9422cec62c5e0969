"""What a jury says of an entry, criterion by criterion."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from bot.judging.choices import EntryId

LEAST_SCORE, MOST_SCORE = 1, 5


class Criterion(StrEnum):
    """What a jury looks at."""

    CREATIVITY = "creativity"
    AESTHETICS = "aesthetics"
    CRAFT = "craft"
    THEME = "theme"


@dataclass(frozen=True)
class JuryScore:
    """How one member of the jury rates an entry by one criterion, from 1 to 5."""

    juror_id: int
    entry_id: EntryId
    criterion: Criterion
    score: int


def means_by_criterion(
    scores: Iterable[JuryScore],
) -> Mapping[EntryId, Mapping[Criterion, float]]:
    """Returns each entry's mean score by criterion, of those that anybody scored."""
    found: dict[EntryId, dict[Criterion, list[int]]] = defaultdict(lambda: defaultdict(list))
    for score in scores:
        found[score.entry_id][score.criterion].append(score.score)
    return {
        entry: {
            criterion: fmean(found[entry][criterion])
            for criterion in Criterion
            if found[entry][criterion]
        }
        for entry in found
    }
