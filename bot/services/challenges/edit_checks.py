"""What of a challenge can still be changed."""

from bot.errors import InvalidOption
from bot.services.challenges.challenge import ChallengeDraft, Phase

_RULES = ("kinds", "required_words", "form", "palette", "making", "is_blind")
_TIMES = {"opens_at": Phase.OPEN, "closes_at": Phase.VOTING, "voting_closes_at": Phase.COUNTING}
_NAMES = {
    "opens_at": "When it opens",
    "closes_at": "When submissions close",
    "voting_closes_at": "When voting closes",
    "kinds": "Which kinds are allowed",
    "required_words": "Which words are required",
    "form": "The form",
    "palette": "The palette",
    "making": "By whom entries are made",
    "is_blind": "Whether authors are shown",
}


def check_changes(old: ChallengeDraft, new: ChallengeDraft, phase: Phase, entry_count: int) -> None:
    """Checks that a change takes back nothing that members rely on.

    Times that have passed stay. Once there are entries or submissions have closed, so do the rules
    that entries follow; more entries a member can be allowed until then.

    Raises:
        InvalidOption: It does.
    """
    for name, begins in _TIMES.items():
        if phase >= begins and getattr(old, name) != getattr(new, name):
            raise InvalidOption(f"{_NAMES[name]} can't be changed any more: that has passed.")
    if not entry_count and phase < Phase.VOTING:
        return
    for name in _RULES:
        if getattr(old, name) != getattr(new, name):
            raise InvalidOption(f"{_NAMES[name]} can't be changed any more: there are entries.")
    if new.entries_each < old.entries_each:
        raise InvalidOption("Members may have used their entries; their number can only go up.")
    if phase >= Phase.VOTING and new.entries_each != old.entries_each:
        raise InvalidOption("How many entries a member has can't be changed any more.")
