"""Choosing among lines that the model offers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from models.text.circles import repeats_phrase
from models.text.words import content_words, dangles, stem, words_of

# How a model begins when it talks about the poem instead of writing it.
_TALK = re.compile(
    r"^(here (is|are)|here['’]s|describe|write|imagine|use|sure|certainly|title|note|verse|stanza"
    r"|chorus|bridge|outro|intro|haiku|limerick|the end|(in )?this (poem|song|haiku)"
    r"|description|sentence)\b"
    r"|\b(poems?|haikus?|limericks?|stanzas?|couplets?|quatrains?|free verse|lyrics|as an ai"
    r"|sonnets?|villanelles?|pantoums?|triolets?|sestinas?|acrostics?|tankas?|senryus?|cinquains?"
    r"|(you are|i am|i['’]m) a poet|language model|assistant|songwriters?)\b"
)
_REPEATED_WORD = 1.6
_REPEATED_OPENING = 0.6
_STAMMER = 2.5
_DANGLING_END = 2.0
_WISHED_WORD = 0.4
_LOVED_WORD = 1.0
_REPEATED_PHRASE = 3.0
_REPEATED_PAIR = 0.8
_WORST_BREAK = -8.0
_NATURAL_BREAK = 0.15
_NATURAL_END = 0.4
_NAME = 0.5
_OPENING_LETTERS = 4
_NEARNESS = 1.0
# A line that says the theme over again is no nearer than this.
_NEAR_ENOUGH = 0.7
# Of a first line, which decides on all that follows: other seeds are to begin otherwise.
_LUCK = 0.4
# Each takes time, and the worst are not chosen anyway.
_MEASURED_BY_TOPIC = 8
_NAMES = re.compile(r"(?<=\s)(?!I\b)[A-Z]")


class Topic(Protocol):
    """What a work is about."""

    def nearness(self, lines: Sequence[str]) -> Sequence[float]:
        """Returns how near each line is to it, 1 at most."""
        ...


@dataclass(frozen=True)
class Candidate:
    """A line that the model offers.

    Attributes:
        text: The line, clean.
        log_likelihood: Mean over its tokens.
        break_log_likelihood: Of the line ending where it does.
        last_log_likelihood: Of its last token: a rhyme may make sense or not.
        luck: What chance gives it, so that other seeds find other lines; about -1 to 4.
    """

    text: str
    log_likelihood: float
    break_log_likelihood: float = 0.0
    last_log_likelihood: float = 0.0
    luck: float = 0.0


@dataclass(frozen=True)
class Wishes:
    """What the lines should speak of and must not.

    Attributes:
        words: Stems that should come up: of the theme and the mood.
        loved: Stems of what the member loves.
        avoided: Finds what must not come up, in lower case.
    """

    words: frozenset[str] = field(default_factory=frozenset[str])
    loved: frozenset[str] = field(default_factory=frozenset[str])
    avoided: re.Pattern[str] | None = None

    def forbid(self, line: str) -> bool:
        """Returns whether a line, maybe unfinished, can't become part of the work."""
        lowered = line.casefold().lstrip()
        return bool(_TALK.search(lowered) or (self.avoided and self.avoided.search(lowered)))


def opens_like(line: str, earlier: Iterable[str]) -> bool:
    """Returns whether a line, maybe unfinished, begins with the letters of an earlier one."""
    letters = "".join(words_of(line))
    return any(letters.startswith("".join(words_of(one))[:_OPENING_LETTERS]) for one in earlier)


def clean_line(line: str, *, capital: bool = True) -> str:
    """Returns a line with a capital, single spaces and no loose ends."""
    folded = (
        " ".join(line.replace("\N{REPLACEMENT CHARACTER}", "").split()).strip("-–—' ").rstrip(";")
    )
    folded = folded.replace(" - ", " – ")
    return folded[:1].upper() + folded[1:] if capital else folded


def best_line(
    candidates: Sequence[Candidate],
    earlier: Sequence[str],
    wishes: Wishes,
    topic: Topic | None = None,
) -> Candidate | None:
    """Returns the candidate to keep, or None if all are empty or repeat an earlier line.

    Args:
        candidates: To choose from.
        earlier: Lines that were said already.
        wishes: What the line should speak of.
        topic: What it should be near to; only the best by all else are measured by it.
    """
    said = {tuple(words_of(line)) for line in earlier}
    usable = [
        candidate
        for candidate in candidates
        if (words := tuple(words_of(candidate.text))) and words not in said
    ]
    scores = {one: _score(one, earlier, wishes) for one in usable}
    best = sorted(scores, key=lambda one: scores[one], reverse=True)[:_MEASURED_BY_TOPIC]
    if topic is None or not best:
        return next(iter(best), None)
    nearness = dict(zip(best, topic.nearness([one.text for one in best]), strict=True))
    return max(best, key=lambda one: scores[one] + _NEARNESS * min(nearness[one], _NEAR_ENOUGH))


def _score(candidate: Candidate, earlier: Sequence[str], wishes: Wishes) -> float:
    words = words_of(candidate.text)
    content = content_words(candidate.text)
    said = {word for line in earlier for word in content_words(line)}
    recent_openings = [words_of(line)[:1] for line in earlier[-3:]]
    meanings = [stem(word) for word in words]
    return (
        candidate.log_likelihood
        + _NATURAL_BREAK * max(candidate.break_log_likelihood, _WORST_BREAK)
        + _NATURAL_END * max(candidate.last_log_likelihood, _WORST_BREAK)
        + _WISHED_WORD * min(2, len((content & wishes.words) - said))
        + _LOVED_WORD * min(1, len((content & wishes.loved) - said))
        - _REPEATED_WORD * len(content & said) / max(1, len(content))
        - _REPEATED_PHRASE * repeats_phrase(candidate.text, earlier)
        - _REPEATED_PAIR * _shared_pairs(candidate.text, earlier)
        - _REPEATED_OPENING * recent_openings.count(words[:1])
        - _STAMMER * (len(meanings) - len(set(meanings))) / len(words)
        - _DANGLING_END * dangles(candidate.text)
        - _NAME * len(_NAMES.findall(candidate.text))
        + (0 if earlier else _LUCK * candidate.luck)
    )


def _shared_pairs(line: str, earlier: Sequence[str]) -> int:
    said = {pair for one in earlier for pair in pairwise(words_of(one))}
    return len(said.intersection(pairwise(words_of(line))))
