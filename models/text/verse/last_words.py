"""The words that a line of verse may end on."""

from collections.abc import Sequence

from models.text.verse.endings import Ending
from models.text.verse.metre import ends_on
from models.text.verse.rhyming_words import RhymingWord
from models.text.verse.speech import Speech
from models.text.words import content_words, dangles

# A sound for many lines needs still more words, or only poor ones are left at the end.
_FEWEST_RHYMES, _RHYMES_A_LINE = 6, 2


class LastWords:
    """Which words may end one line.

    Attributes:
        chosen: The only ones there are, if the line rhymes or has to end on one word; else none.
    """

    def __init__(self, ending: Ending, speech: Speech) -> None:
        self._ending = ending
        self._speech = speech
        self.chosen: list[RhymingWord] = self._choose()

    def metres(self, patterns: Sequence[str]) -> list[str]:
        """Returns the metres that the line can end in."""
        if not self.chosen:
            return list(patterns)
        sounds = {each.sound.stresses for each in self.chosen}
        return [metre for metre in patterns if any(ends_on(sound, metre) for sound in sounds)]

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
        return [
            each for each in rhyming.rhymes_of(ending.rhymes_with) if each.word not in ending.taken
        ]

    def _can_return(self, word: str) -> bool:
        """Whether the word bears returning, and all the lines that end on it have room for it."""
        known = self._speech.rhyming.get(word)
        return (
            known is not None
            and bool(content_words(word))
            and all(
                any(ends_on(known.sound.stresses, metre) for metre in patterns)
                for patterns in self._ending.metres
            )
        )

    def _can_be_rhymed(self, word: str) -> bool:
        rhymes = self._speech.rhyming.rhymes_of([word])
        free = [each for each in rhymes if each.word not in self._ending.taken]
        is_known = self._speech.rhyming.get(word) is not None
        needed = _FEWEST_RHYMES + _RHYMES_A_LINE * (self._ending.rhymes_to_come - 1)
        return is_known and len(free) >= needed
