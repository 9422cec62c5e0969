"""What a member's likes and dislikes say about their traits."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

_LEARNABLE = ("mood", "poem_form", "genre", "image_style")
_LEAST_SCORE = 2


@dataclass(frozen=True)
class JudgedWork:
    """The traits a work was made with, and whether its judge liked it."""

    traits: dict[str, str]
    liked: bool


def learned_traits(works: Iterable[JudgedWork]) -> dict[str, str]:
    """Returns, for each trait, the value liked most if it is two likes ahead of its dislikes."""
    scores: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for work in works:
        for trait, value in work.traits.items():
            if trait in _LEARNABLE:
                scores[trait][value] += 1 if work.liked else -1
    best = {
        trait: max(values.items(), key=lambda item: item[1]) for trait, values in scores.items()
    }
    return {trait: value for trait, (value, score) in best.items() if score >= _LEAST_SCORE}
