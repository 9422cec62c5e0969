"""Choosing among lines that the model offers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.text.words import content_words, dangles, words_of

# How a model begins when it talks about the poem instead of writing it.
_TALK = re.compile(
    r"^(here|sure|title|certainly|verse|stanza|chorus|bridge|outro|intro|note|haiku|limerick"
    r"|the end|this (poem|song|haiku)|in this (poem|song))\b"
    r"|\b(poem|haiku|limerick|stanza|free verse|lyrics|as an ai|language model|assistant)\b"
)
_REPEATED_WORD = 1.2
_REPEATED_OPENING = 0.6
_STAMMER = 1.5
_DANGLING_END = 0.8
_WISHED_WORD = 0.5


@dataclass(frozen=True)
class Candidate:
    """A line that the model offers.

    Attributes:
        text: The line, clean.
        log_likelihood: Mean over its tokens.
    """

    text: str
    log_likelihood: float


@dataclass(frozen=True)
class Wishes:
    """What the lines should speak of and must not.

    Attributes:
        words: Stems that should come up: of the theme, what the member loves, the mood.
        avoided: Finds what must not come up, in lower case.
    """

    words: frozenset[str] = field(default_factory=frozenset[str])
    avoided: re.Pattern[str] | None = None

    def forbid(self, line: str) -> bool:
        """Returns whether a line, maybe unfinished, can't become part of the work."""
        lowered = line.casefold().lstrip()
        return bool(_TALK.search(lowered) or (self.avoided and self.avoided.search(lowered)))


def clean_line(line: str) -> str:
    """Returns a line with a capital, single spaces and no loose ends."""
    folded = " ".join(line.split()).strip("-–—' ").rstrip(";")
    return folded[:1].upper() + folded[1:]


def best_line(
    candidates: Sequence[Candidate], earlier: Sequence[str], wishes: Wishes
) -> Candidate | None:
    """Returns the candidate to keep, or None if all are empty or repeat an earlier line."""
    said = {tuple(words_of(line)) for line in earlier}
    usable = [
        candidate
        for candidate in candidates
        if (words := tuple(words_of(candidate.text))) and words not in said
    ]
    return max(usable, key=lambda one: _score(one, earlier, wishes), default=None)


def _score(candidate: Candidate, earlier: Sequence[str], wishes: Wishes) -> float:
    words = words_of(candidate.text)
    content = content_words(candidate.text)
    said = [word for line in earlier for word in content_words(line)]
    repeated = sum(word in said for word in content) / max(1, len(content))
    recent_openings = [words_of(line)[:1] for line in earlier[-3:]]
    wished = len((content & wishes.words) - set(said))
    return (
        candidate.log_likelihood
        - _REPEATED_WORD * repeated
        - _REPEATED_OPENING * recent_openings.count(words[:1])
        - _STAMMER * (len(words) - len(set(words))) / len(words)
        - _DANGLING_END * dangles(candidate.text)
        + _WISHED_WORD * min(wished, 2)
    )
