"""Where a line leaves its metre, in words for whoever wrote it."""

import re
from collections.abc import Iterator, Sequence

from models.text.verse.metre import syllabic
from models.text.verse.reading_aloud import Fit, best_fit, count_syllables
from models.text.verse.sounds import WrittenWord, sounds_of, written_words

_FIGURES = re.compile(r"\d+")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip


def metre_faults(line: str, metres: Sequence[str]) -> Iterator[str]:
    """Finds what keeps a line out of all metres that it may be in."""
    figures = _FIGURES.search(line)
    if figures is not None:
        yield f"I can't tell how “{figures[0]}” is said. Please write it in letters."
        return
    words = written_words(line)
    fits = [best_fit(words, metre) for metre in metres]
    if any(_is_whole(fit, words) for fit in fits):
        return
    lengths = sorted({len(metre) for metre in metres})
    possible = [length for length in lengths if _can_have(words, length)]
    if not possible:
        count = count_syllables(words)
        has = "1 syllable" if count == 1 else f"{count} syllables"
        asked = " or ".join(map(str, lengths))
        yield f"This line has {has}; the form asks for {asked}."
        return
    furthest = max(
        (fit for fit in fits if len(fit.metre) in possible), key=lambda fit: len(fit.sounds)
    )
    yield _beat_fault(words, furthest)


def _is_whole(fit: Fit, words: Sequence[WrittenWord]) -> bool:
    return len(fit.sounds) == len(words) and fit.syllables == len(fit.metre)


def _can_have(words: Sequence[WrittenWord], syllables: int) -> bool:
    [free] = syllabic(syllables)
    return _is_whole(best_fit(words, free), words)


def _beat_fault(words: Sequence[WrittenWord], fit: Fit) -> str:
    """Returns why the first word that does not go along with a metre does not."""
    word = words[min(len(fit.sounds), len(words) - 1)]
    stresses = sounds_of(word.name)[0].stresses
    beats = fit.metre[fit.syllables : fit.syllables + len(stresses)]
    if len(stresses) == 1:
        return f"The beat falls on “{word.text}”, which nobody stresses."
    stressed, beat = stresses.find("1"), beats.find("s")
    if stressed < 0 or beat < 0:
        return f"“{word.text}” does not go with the beat of the line."
    return (
        f"The stress falls on the {_ORDINALS[stressed]} syllable of “{word.text}”, but the beat of "
        f"the line on its {_ORDINALS[beat]}."
    )
