"""Lines that keep to a tone pattern and to a rhyme while they are written."""

import re
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from transformers import PreTrainedTokenizerBase

from models.text.decoding.kernels import Floats
from models.text.drafts import Draft, IsForbidden
from models.text.token_draws import TokenDraws
from models.text.verse.chinese.han_tokens import HanTokens
from models.text.verse.chinese.patterns import RegulatedLine
from models.text.verse.chinese.pronunciation import readings, readings_in_words
from models.text.verse.chinese.tones import certain_tones, fits
from models.text.verse.endings import Ending
from models.text.vocabulary import Mask

# The last character has few to choose from: the more lines, the likelier is one where it fits.
_DRAFTS = 12
# A lüshi has five rhymes at most.
_FEWEST_RHYMES = 8
_DOUBLED = re.compile(r"(.)\1")


class RegulatedLineRule:
    """A `models.text.drafts.LineRule`: Han characters whose tones fit, as many as are asked for.

    Lines have no punctuation: whoever writes them out sets `RegulatedLine.mark` after each.
    """

    def __init__(
        self,
        line: RegulatedLine,
        ending: Ending,
        draws: TokenDraws,
        tokenizer: PreTrainedTokenizerBase,
        tokens: HanTokens,
        is_forbidden: IsForbidden,
    ) -> None:
        self._line = line
        self._ending = ending
        self._draws = draws
        self._tokenizer = tokenizer
        self._tokens = tokens
        self._is_forbidden = is_forbidden
        self._rhymes = {_group(character) for character in ending.rhymes_with}
        self._may_end: Callable[[str], bool] = cache(self._find_whether_it_may_end)
        self._fitting: Callable[[tuple[str, ...]], Mask] = cache(self._find_fitting)

    @property
    def most_tokens(self) -> int:
        # With one step more, in which a whole line is finished.
        return self._line.characters + 1

    @property
    def drafts(self) -> int:
        return _DRAFTS

    def extend(self, draft: Draft, likelihoods: Floats) -> Sequence[Draft]:
        if len(draft.words) == self._line.characters:
            draft.finish(float(np.logaddexp.reduce(likelihoods[self._tokens.closing])))
            return ()
        fitting = self._fitting(self._left(draft.words))
        for token in self._draws.in_order(likelihoods, ~fitting) if fitting.any() else ():
            words = draft.words + self._tokens.texts[token]
            if self._permits(words) and self._tokenizer.decode([*draft.tokens, token]) == words:
                draft.add(token, words, float(likelihoods[token]))
                return ()
        # No character fits: nothing will come of this draft.
        draft.give_up()
        return ()

    def cut_off(self, draft: Draft) -> None:
        draft.give_up()

    def _left(self, words: str) -> tuple[str, ...]:
        """Returns what is left of each pattern that the line may still be in."""
        tones = certain_tones(words)
        patterns = self._line.patterns
        return tuple(pattern[len(words) :] for pattern in patterns if fits(tones, pattern))

    def _find_fitting(self, left: tuple[str, ...]) -> Mask:
        return self._tokens.fitting(left, self._may_end)

    def _permits(self, words: str) -> bool:
        """Whether a line may begin so, now that each character stands beside its neighbours."""
        if self._is_forbidden(words) or _repeats_a_character(words):
            return False
        left = self._left(words)
        return bool(left) and (bool(left[0]) or self._sounds_alike_in_its_word(words))

    def _sounds_alike_in_its_word(self, words: str) -> bool:
        """Whether the last character rhymes as it does alone."""
        in_word = readings_in_words(words)[-1]
        return self._line.rhyme is None or in_word.rhyme_group == _group(words[-1])

    def _find_whether_it_may_end(self, character: str) -> bool:
        if character in self._ending.taken:
            return False
        if self._line.rhyme is None:
            return True
        rhymes = self._tokens.rhymes(_group(character))
        if character not in rhymes:
            return False
        if self._rhymes:
            return self._rhymes == {_group(character)}
        return not self._ending.rhymes_to_come or len(rhymes - self._ending.taken) >= _FEWEST_RHYMES


def _group(character: str) -> str:
    return next((reading.rhyme_group for reading in readings(character)), "")


def _repeats_a_character(words: str) -> bool:
    """Whether a character comes twice, but for one that is doubled as in 飘飘."""
    single = _DOUBLED.sub(r"\1", words)
    return len(set(single)) < len(single)
