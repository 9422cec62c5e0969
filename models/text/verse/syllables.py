"""Where the syllables of a written word are, roughly: English spelling does not say."""

import re
from itertools import pairwise

_Span = tuple[int, int]

# The u of "queen" and the y of "yellow" are no vowels.
_VOWELS = re.compile(r"(?<!q)(?!^y[aeiou])[aeiouy]+")
_VOWEL = re.compile(r"[aeiouy]")
# An e that nobody hears: at the end, or before one of these.
_SILENT_E = re.compile(r"e(?=(?:ly|ness|less|ful|ments?|thing|times?|[ds])?$)")
# "Create" and "science" have two vowels side by side, and an e that is not heard.
_SIDE_BY_SIDE = re.compile(r"(?:ea|i[aeo]|u[ae]).*[^aeiouylr]e$")
# Letters for one sound stay together.
_CLUSTERS = ("ch", "sh", "th", "ph", "wh", "gh", "ck")


def split_syllables(word: str, count: int) -> tuple[str, ...]:
    """Returns the letters of each syllable; the whole word where its spelling does not show them.

    Args:
        word: As it is written.
        count: How many syllables it is said with.
    """
    lowered = word.lower()
    vowels = _sounded_vowels(lowered, count)
    if vowels is None:
        return (word,)
    inner = (_boundary(lowered, end, start) for (_, end), (start, _) in pairwise(vowels))
    bounds = [0, *inner, len(word)]
    return tuple(word[start:end] for start, end in pairwise(bounds))


def _sounded_vowels(word: str, count: int) -> list[_Span] | None:
    """Returns where the vowel of each syllable begins and ends; None if that is unclear."""
    spans = [found.span() for found in _VOWELS.finditer(word)]
    if len(spans) == count and _SIDE_BY_SIDE.search(word):
        spans.pop()
    while len(spans) > max(1, count):
        spans.remove(_silent(word, spans))
    while len(spans) < count:
        wide = next((span for span in spans if span[1] - span[0] > 1), None)
        if wide is None:
            return None
        start, end = wide
        place = spans.index(wide)
        spans[place : place + 1] = [(start, start + 1), (start + 1, end)]
    return spans


def _silent(word: str, spans: list[_Span]) -> _Span:
    """Returns the vowel after the first that is likeliest only written."""
    single = [(start, end) for start, end in spans[1:] if word[start:end] == "e"]
    unheard = [span for span in single if _SILENT_E.match(word, span[0])]
    return (unheard or single or spans)[-1]


def _boundary(word: str, end: int, start: int) -> int:
    """Returns where the next syllable begins, between the end of a vowel and the next one."""
    between = word[end:start]
    unheard = [place for place in range(end, start) if _VOWEL.match(word[place])]
    if unheard:
        return unheard[-1] + 1
    if len(between) < 2 or between in _CLUSTERS:
        return end
    return end + 2 if between[:2] in _CLUSTERS else end + 1
