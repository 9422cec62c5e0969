"""Lines that keep to a metre and to a rhyme while they are written."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice

import numpy as np
from transformers import PreTrainedTokenizerBase

from models.text.decoding.kernels import Floats
from models.text.drafts import Draft, IsForbidden
from models.text.forms.lines import Metre
from models.text.token_draws import TokenDraws
from models.text.verse.endings import Ending
from models.text.verse.metre import Scansion
from models.text.verse.rhyming_words import RhymingWord
from models.text.verse.speech import Speech
from models.text.vocabulary import is_verse
from models.text.words import dangles

DRAFTS = 20
_TOKENS_A_SYLLABLE = 2
_FEWEST_RHYMES = 6
# What words that end the line and rhyme gain, in logits, where others could stand too.
_RHYME_PULL = 2.0
# That a line tries in the syllable before the word that rhymes.
_WAYS = 3
# What a small model likes to fill a foot with, whatever the line is about.
_FILLERS = frozenset({"ain't", "aye", "aw", "ere", "wee"})
_TYPOGRAPHY = "’–—"
_LOOSE_APOSTROPHE = re.compile(r"(?<![A-Za-z])['’]|['’](?![A-Za-z]|$)")
_MARK = re.compile(r"[,.;!?–—]")
# Marks take no syllable: a model that finds no word likes to set one after the other.
_MOST_MARKS = 2
# Where the model is that sure that a word goes on, it is not at its end.
_WORD_GOES_ON = -4.0


class MetredLineRule:
    """A `models.text.drafts.LineRule`: every word is in the dictionary and fits the metre."""

    def __init__(
        self,
        metre: Metre,
        ending: Ending,
        draws: TokenDraws,
        tokenizer: PreTrainedTokenizerBase,
        speech: Speech,
        is_forbidden: IsForbidden,
    ) -> None:
        self._ending = ending
        self._draws = draws
        self._tokenizer = tokenizer
        self._speech = speech
        self._is_forbidden = is_forbidden
        self._start = Scansion.of(metre.patterns)
        self._most_tokens = _TOKENS_A_SYLLABLE * self._start.left
        self._rhymes = [
            each
            for each in speech.rhyming.rhymes_of(ending.rhymes_with)
            if each.word not in ending.taken
        ]
        self._shortest_end = min((each.sound.syllables for each in self._rhymes), default=1)
        self._may_end: Callable[[str], bool] = cache(self._find_whether_it_may_end)

    @property
    def most_tokens(self) -> int:
        return self._most_tokens

    @property
    def drafts(self) -> int:
        return DRAFTS

    def extend(self, draft: Draft, likelihoods: Floats) -> Sequence[Draft]:
        closed, last = self._speech.scan(draft.words, self._start)
        if last and self._ends(closed, last):
            self._close(draft, likelihoods)
            return ()
        here = self._speech.after(closed, last) if last else closed
        found = self._next_tokens(draft, likelihoods, here)
        forks = [draft.fork() for _ in found[1:]]
        for each, (token, words) in zip([draft, *forks], found, strict=False):
            each.add(token, words, float(likelihoods[token]))
        if not found:
            # No word fits: nothing will come of this draft.
            draft.give_up()
        return forks

    def cut_off(self, draft: Draft) -> None:
        draft.give_up()

    def _next_tokens(
        self, draft: Draft, likelihoods: Floats, here: Scansion
    ) -> list[tuple[int, str]]:
        """Returns tokens that fit, each with the whole line; several before the word that rhymes.

        From there, the more ways lead on, the likelier is one to a rhyme that makes sense.
        """
        endings = [each.token for each in self._rhymes if self._completes(here, each)]
        only_ending = bool(endings) and here.left == self._shortest_end
        is_fork = self._rhymes and here.left == self._shortest_end + 1 and not draft.is_forked
        ways = _WAYS if is_fork else 1
        barred = self._draws.vocabulary.barred_or_break
        drawn = self._draws.in_order(
            likelihoods,
            np.ones_like(barred) if only_ending else barred,
            favoured=endings,
            favour=_RHYME_PULL,
        )
        texts = ((token, str(self._tokenizer.decode([*draft.tokens, token]))) for token in drawn)
        return list(islice(((t, words) for t, words in texts if self._permits(words)), ways))

    def _permits(self, words: str) -> bool:
        if not is_verse(words) or self._is_forbidden(words) or not _is_english(words):
            return False
        closed, last = self._speech.scan(words, self._start)
        if last in _FILLERS:
            return False
        return self._may_become(closed, last) if last else closed.left >= self._shortest_end

    def _may_become(self, closed: Scansion, letters: str) -> bool:
        """Whether a word that begins with these letters fits here, the letters alone perhaps."""
        if self._speech.goes_on(closed, letters, self._shortest_end):
            return True
        if self._rhymes:
            return any(
                each.word.startswith(letters) and self._completes(closed, each)
                for each in self._rhymes
            )
        return any(map(self._may_end, self._speech.completing(closed, letters)))

    def _ends(self, closed: Scansion, word: str) -> bool:
        return self._speech.after(closed, word).is_complete and self._may_end(word)

    def _find_whether_it_may_end(self, word: str) -> bool:
        ending = self._ending
        if word in ending.taken or dangles(word):
            return False
        if ending.rhymes_with:
            return any(each.word == word for each in self._rhymes)
        return not ending.is_rhymed_later or self._can_be_rhymed(word)

    def _can_be_rhymed(self, word: str) -> bool:
        rhymes = self._speech.rhyming.rhymes_of([word])
        free = [each for each in rhymes if each.word not in self._ending.taken]
        return len(free) >= _FEWEST_RHYMES

    def _completes(self, here: Scansion, ending: RhymingWord) -> bool:
        return self._speech.after(here, ending.word).is_complete

    def _close(self, draft: Draft, likelihoods: Floats) -> None:
        """Ends a whole line, on the punctuation that the model likes best there."""
        marks = self._speech.marks
        expected = {mark: float(likelihoods[token]) for mark, token in marks.items()}
        breaks = likelihoods[self._draws.vocabulary.line_break_tokens]
        expected[""] = float(np.logaddexp.reduce(breaks))
        ends = float(np.logaddexp.reduce(list(expected.values())))
        if ends < _WORD_GOES_ON:
            draft.give_up()
            return
        draft.words += max(expected, key=lambda mark: expected[mark])
        draft.finish(ends)


def _is_english(words: str) -> bool:
    """Whether a line begins with a letter, and is written as the dictionary's words are."""
    stripped = words.lstrip()
    return (
        (not stripped or stripped[0].isalpha())
        and not _LOOSE_APOSTROPHE.search(words)
        and len(_MARK.findall(words)) <= _MOST_MARKS
        and all(character.isascii() or character in _TYPOGRAPHY for character in words)
    )
