"""The words that a line of verse may end on."""

from collections.abc import Sequence

from models.text.verse.endings import Ending
from models.text.verse.metre import ends_on
from models.text.verse.rhyme import rhyme_onset
from models.text.verse.rhyming_words import RhymingWord
from models.text.verse.speech import Speech
from models.text.words import content_words, dangles

# A rhyme for many lines needs still more words, or only poor ones are left at the end.
_FEWEST_RHYMES, _RHYMES_A_LINE = 5, 2


class LastWords:
    """Which words may end one line.

    Args:
        ending: What the last word has to be.
        patterns: The metres that the line can have.
        speech: How words sound.

    Attributes:
        chosen: The only ones there are, if the line rhymes or has to end on one word; else none.
    """

    def __init__(self, ending: Ending, patterns: Sequence[str], speech: Speech) -> None:
        self._ending = ending
        self._patterns = patterns
        self._speech = speech
        self.chosen: list[RhymingWord] = self._choose()

    def metres(self) -> list[str]:
        """Returns the metres that the line can end in."""
        if not self.chosen:
            return list(self._patterns)
        sounds = {each.sound.stresses for each in self.chosen}
        return [metre for metre in self._patterns if any(ends_on(sound, metre) for sound in sounds)]

    def may_be(self, word: str) -> bool:
        """Returns whether the line may end on a word."""
        ending = self._ending
        if ending.has_to_be or ending.rhymes_with:
            return any(each.word == word for each in self.chosen)
        if word in ending.taken or dangles(word):
            return False
        if ending.metres and not self._can_return(word):
            return False
        return not ending.rhymes_to_come or self._can_be_rhymed(word)

    def _choose(self) -> list[RhymingWord]:
        ending, rhyming = self._ending, self._speech.rhyming
        if ending.has_to_be:
            found = rhyming.get(ending.has_to_be)
            return [found] if found else []
        return self._free_rhymes(ending.rhymes_with, [self._patterns])

    def _free_rhymes(
        self, words: Sequence[str], metres: Sequence[Sequence[str]]
    ) -> list[RhymingWord]:
        """Returns what rhymes with the words, ends no other line and may end all these metres."""
        return [
            each
            for each in self._speech.rhyming.rhymes_of(words)
            if each.word not in self._ending.taken and _may_end(each, metres)
        ]

    def _can_return(self, word: str) -> bool:
        """Whether the word bears returning, and all the lines that end on it have room for it."""
        known = self._speech.rhyming.get(word)
        if known is None or not content_words(word):
            return False
        return _may_end(known, self._ending.metres)

    def _can_be_rhymed(self, word: str) -> bool:
        """Whether enough words rhyme with it and with each other, the same sound counted once."""
        if self._speech.rhyming.get(word) is None:
            return False
        metres = self._ending.rhyming_metres
        sounds = {rhyme_onset(each.sound) for each in self._free_rhymes([word], metres)}
        needed = _FEWEST_RHYMES + _RHYMES_A_LINE * (self._ending.rhymes_to_come - 1)
        return len(sounds) >= needed


def _may_end(word: RhymingWord, metres: Sequence[Sequence[str]]) -> bool:
    """Whether a word may end a line of each metre, in one of its patterns."""
    return all(
        any(ends_on(word.sound.stresses, pattern) for pattern in patterns) for patterns in metres
    )
