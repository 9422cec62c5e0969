"""Words in lines: counting them, comparing them, finding the ones to avoid."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Scripts that put no space between words: two characters count as one word.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_FUNCTION_WORDS = frozenset(
    _WORD.findall(
        "a about above after all am an and are as at be been before below but by can could "
        "did do does  down each for from had has have he her him his how i if in into is it "
        "its like me my no nor  not of off on once or our out over own she so some such than "
        "that the their them then there  these they this those through to too under until up "
        "us very was we were what when where which  while who whom whose why will with would "
        "yet you your"
    )
)
_DANGLING = frozenset(
    _WORD.findall(
        "a although among amongst an and are as at because between but by could during every for "
        "from her his if in into is its like may my nor of onto or our shall should than that the "
        "their though till to toward towards unless until upon was we were when where which while "
        "whose with without would i they your"
    )
)


def count_words(line: str) -> int:
    """Returns how long a line is, in words."""
    unspaced = len(_UNSPACED.findall(line))
    return len(_UNSPACED.sub(" ", line).split()) + (unspaced + 1) // 2


def words_of(line: str) -> list[str]:
    """Returns a line's words in lower case."""
    return _WORD.findall(line.casefold())


def content_words(line: str) -> set[str]:
    """Returns the stems of the words that carry a line's meaning."""
    return {stem(word) for word in words_of(line) if word not in _FUNCTION_WORDS}


def dangles(line: str) -> bool:
    """Returns whether a line ends on a word that wants another after it."""
    words = words_of(line)
    return bool(words) and words[-1] in _DANGLING


def stem(word: str) -> str:
    """Returns a word without its commonest English endings."""
    for ending in ("'s", "’s", "ing", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def avoidance(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """Returns a pattern that finds any of the phrases, their inflections included.

    A word of up to three letters is found whole or in the plural only: avoiding "war" leaves
    "warm" alone.
    """
    patterns = [_phrase_pattern(words) for phrase in phrases if (words := words_of(phrase))]
    return re.compile("|".join(patterns)) if patterns else None


def _phrase_pattern(words: list[str]) -> str:
    telling = [word for word in words if word not in _FUNCTION_WORDS] or words
    return r"\W+".join(_word_pattern(word) for word in telling)


def _word_pattern(word: str) -> str:
    if _UNSPACED.search(word):
        return re.escape(word)
    if len(word) <= 3:
        return rf"\b{re.escape(word)}(?:e?s)?\b"
    singular, root = re.escape(word.removesuffix("s")), re.escape(stem(word))
    return rf"\b(?:{singular}\w*|{root}(?:y|ies|ing|ed|er|ers)\b)"
