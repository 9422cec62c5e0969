"""What the figures have to reach."""

from collections.abc import Iterator, Sequence

from tests.evaluations.bars import Bar
from tests.evaluations.verse.figures import (
    CLEAN,
    INITIALS,
    LIKELIHOOD,
    METRE,
    REFRAINS,
    RHYMES,
    SYLLABLES,
    TOPIC,
    Figures,
    differences,
)
from tests.evaluations.verse.speed import MOST_SECONDS, MOST_SECONDS_TO_FIRST_LINE, Waits
from tests.evaluations.verse.works import Work

AT_LEAST = {SYLLABLES: 1, RHYMES: 0.99, REFRAINS: 1, INITIALS: 1, METRE: 0.9, CLEAN: 0.99}
MOST_LESS_LIKELY = 0.9
"""Nats a token that a poem may be less likely than the one written freely."""


def bars_of_poems(ours: Figures, works: Sequence[Work]) -> Iterator[Bar]:
    """Yields the bars of all poems.

    Args:
        ours: Figures of Atelier's poems.
        works: Poems of both.
    """
    for name, least in AT_LEAST.items():
        if name in ours:
            yield Bar(name, ours[name], least)
    less = differences(works)
    if less.log_likelihood is not None:
        yield Bar(f"{LIKELIHOOD}, less the baseline's", less.log_likelihood, -MOST_LESS_LIKELY)
    if less.topic_similarity is not None:
        yield Bar(f"{TOPIC}, less the baseline's", less.topic_similarity, 0)


def bars_of_speed(waits: Waits) -> Iterator[Bar]:
    """Yields the bars of the median waits."""
    for form, seconds in waits.items():
        yield Bar(f"seconds, {form}", seconds["median"], most=MOST_SECONDS[form])
        first = f"seconds to the first line, {form}"
        yield Bar(first, seconds["first median"], most=MOST_SECONDS_TO_FIRST_LINE)
