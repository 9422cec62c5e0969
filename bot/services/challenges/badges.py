"""What members win: places by votes, and the jury's favourite."""

from collections.abc import Sequence

from bot.database.repositories.standings import MemberStanding
from bot.services.challenges.challenge import Challenge
from bot.services.challenges.outcome import Badge, BadgeKind, RankedEntry

_PLACES = {1: BadgeKind.GOLD, 2: BadgeKind.SILVER, 3: BadgeKind.BRONZE}


def badges_in(challenge: Challenge, ranking: Sequence[RankedEntry]) -> tuple[Badge, ...]:
    """Returns the badges of published results.

    Those who share a place share its badge. An entry on which nobody voted wins none.
    """
    best = max((each.jury_score for each in ranking if each.jury_score is not None), default=None)
    return tuple(
        Badge(kind, each.entry.author_id, challenge.id, challenge.draft.title)
        for each in ranking
        for kind in _kinds(
            each.standing.place,
            each.standing.shown,
            is_jurys=best is not None and each.jury_score == best,
        )
    )


def badges_of(standings: Sequence[MemberStanding]) -> list[Badge]:
    """Returns the badges of a member's standings, in their order."""
    return [
        Badge(kind, each.author_id, each.challenge.id, each.challenge.title)
        for each in standings
        for kind in _kinds(
            each.standing.place, each.standing.shown, is_jurys=each.has_best_jury_score
        )
    ]


def _kinds(place: int, shown: int, *, is_jurys: bool) -> list[BadgeKind]:
    by_votes = [_PLACES[place]] if shown and place in _PLACES else []
    return [*by_votes, BadgeKind.JURY] if is_jurys else by_votes
