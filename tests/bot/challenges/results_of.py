"""Results for tests of what shows them."""

from datetime import UTC, datetime, timedelta

from bot.database.challenge_choices import EntryState, Making
from bot.judging.ranking import Standing
from bot.services.challenges.challenge import Challenge, ChallengeDraft, Phase
from bot.services.challenges.entry import Entry
from bot.services.challenges.outcome import RankedEntry, Results
from bot.services.challenges.paper import Turnout
from models.base import Kind

NOW = datetime(2026, 12, 1, 18, tzinfo=UTC)
DRAFT = ChallengeDraft(
    "Harbours at night",
    "What the water keeps.",
    tuple(Kind),
    NOW,
    NOW + timedelta(days=2),
    NOW + timedelta(days=4),
)
CHALLENGE = Challenge("abcdefgh", 1, 2, 3, DRAFT, Phase.PUBLISHED, 1)


def ranked(place: int, *, title: str = "", is_tied: bool = False, spread: int = 0) -> RankedEntry:
    """Returns an entry that came in at a place."""
    entry = Entry(
        f"entry{place}", "abcdefgh", 100 + place, Kind.POEM, Making.AI, title or f"Title {place}",
        None, EntryState.STANDING, NOW,
    )  # fmt: skip
    standing = Standing(entry.id, place, is_tied, 1.0, max(1, place - spread), place + spread, 9)
    return RankedEntry(entry, standing)


def results_of(*ranking: RankedEntry) -> Results:
    """Returns the results with that ranking."""
    return Results(CHALLENGE, ranking, Turnout(7, 30), ())
