"""Which tones characters stand for, and whether they fit a pattern."""

from models.text.verse.chinese.pronunciation import (
    EITHER,
    LEVEL,
    OBLIQUE,
    Reading,
    readings,
    readings_in_words,
)


def certain_tones(characters: str) -> str:
    """Returns the tone that each character has however it is read: 平, 仄, or 中 if that differs.

    It is read alone, in its usual way, and beside the others. A neutral tone stands for the full
    tones of the same character: 子 is 仄 in 燕子 too, 吗 may be either.

    Args:
        characters: Han characters, all of them known.
    """
    in_words = readings_in_words(characters)
    return "".join(map(_certain_tone, characters, in_words))


def possible_tones(characters: str) -> tuple[frozenset[str], ...]:
    """Returns the tones that each character may have: 平, 仄 or both.

    Args:
        characters: Han characters, all of them known.
    """
    in_words = readings_in_words(characters)
    return tuple(
        _full_tones((*readings(each), reading))
        for each, reading in zip(characters, in_words, strict=True)
    )


def fits(tones: str, pattern: str) -> bool:
    """Returns whether characters of these tones can begin a line of the pattern.

    What is not certain fits only where either may stand.
    """
    return len(tones) <= len(pattern) and all(
        asked in (EITHER, tone) for tone, asked in zip(tones, pattern, strict=False)
    )


def _certain_tone(character: str, in_word: Reading) -> str:
    known = readings(character)
    tones = {known[0].level, in_word.level}
    if EITHER in tones:
        tones |= {reading.level for reading in known}
        tones.remove(EITHER)
    return tones.pop() if len(tones) == 1 else EITHER


def _full_tones(sounds: tuple[Reading, ...]) -> frozenset[str]:
    tones = {reading.level for reading in sounds}
    return frozenset((LEVEL, OBLIQUE) if EITHER in tones else tones)
