"""Stored ballots as what the judging reads."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from bot.database.challenge_choices import Pick
from bot.database.repositories.ballots import BallotLine
from bot.judging.choices import Choice


def choices_in(lines: Iterable[BallotLine]) -> list[Choice]:
    """Returns the choices in the lines of ballots, which come a ballot after the other.

    A ballot that is still out is as one that was skipped.
    """
    return [_choice(list(group)) for _, group in groupby(lines, attrgetter("ballot_id"))]


def _choice(lines: Sequence[BallotLine]) -> Choice:
    picked = {line.pick: line.entry_id for line in lines}
    return Choice(
        lines[0].voter_id,
        tuple(line.entry_id for line in lines),
        picked.get(Pick.BEST),
        picked.get(Pick.WORST),
    )
