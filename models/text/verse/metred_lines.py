"""Lines that keep to a metre and to a rhyme while they are written."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice

import numpy as np
from transformers import PreTrainedTokenizerBase

from models.errors import RequestRejected
from models.text.decoding.kernels import Floats
from models.text.demands import Demands, Effort
from models.text.drafts import Draft, IsForbidden
from models.text.forms.lines import Metre
from models.text.token_draws import TokenDraws
from models.text.verse.last_words import LastWords
from models.text.verse.metre import Scansion
from models.text.verse.pronunciation import spoken_words
from models.text.verse.rhyming_words import RhymingWord
from models.text.verse.speech import Speech
from models.text.vocabulary import Mask, is_verse
from models.text.weaving import WOVEN_PULL, Weaving

DRAFTS = 24
_MOST_WITH_ONE_BEGINNING = {Effort.USUAL: 8, Effort.MORE: 2, Effort.MOST: 1}
_TOKENS_A_SYLLABLE = 2
# What words that end the line and rhyme gain, in logits, where others could stand too.
_RHYME_PULL = 2.0
# That a line tries in the syllable before the word that rhymes.
_WAYS = 3
# What a small model likes to fill a foot with, whatever the line is about.
_FILLERS = frozenset({"ain't", "aye", "aw", "ere", "un", "wee"})
_TYPOGRAPHY = "’–—"
_LOOSE_APOSTROPHE = re.compile(r"(?<![A-Za-z])['’]|['’](?![A-Za-z]|$)")
_CAPITAL_INSIDE = re.compile(r"[a-z][A-Z]")
_MARK = re.compile(r"[,.;!?–—]")
# Marks take no syllable: a model that finds no word likes to set one after the other.
_MOST_MARKS = 2
# Where the model is that sure that a word goes on, it is not at its end.
_WORD_GOES_ON = -4.0
# Below, words are built that are in the dictionary but mean nothing here: rare surnames above all.
_LEAST_INSIDE_WORDS = -4.0


class MetredLineRule:
    """A `models.text.drafts.LineRule`: every word is in the dictionary and fits the metre."""

    def __init__(
        self,
        metre: Metre,
        demands: Demands,
        draws: TokenDraws,
        tokenizer: PreTrainedTokenizerBase,
        speech: Speech,
        is_forbidden: IsForbidden,
    ) -> None:
        """Prepares one line.

        Raises:
            RequestRejected: No word is left that rhymes.
        """
        self._demands = demands
        self._draws = draws
        self._tokenizer = tokenizer
        self._speech = speech
        self._is_forbidden = is_forbidden
        self._last_words = LastWords(demands.ending, metre.patterns, speech)
        self._start = Scansion.of(self._last_words.metres())
        self._most_tokens = _TOKENS_A_SYLLABLE * self._start.left
        self._rhymes = self._last_words.chosen
        if demands.ending.rhymes_with and not (self._rhymes and self._start.places):
            raise RequestRejected(
                f"I find no more words that rhyme with “{demands.ending.rhymes_with[0]}”. "
                "Try another line, theme or seed."
            )
        self._shortest_end = min((each.sound.syllables for each in self._rhymes), default=1)
        self._may_end: Callable[[str], bool] = cache(self._last_words.may_be)
        self._begun: Counter[int] = Counter()
        self._weaving = Weaving(demands.woven, tokenizer)
        self._woven = spoken_words(demands.woven or "")

    @property
    def most_tokens(self) -> int:
        return self._most_tokens

    @property
    def drafts(self) -> int:
        return DRAFTS

    def extend(self, draft: Draft, likelihoods: Floats) -> Sequence[Draft]:
        if draft.pending:
            self._weaving.go_on(draft, likelihoods)
            return ()
        closed, last = self._scan(draft.words)
        here = self._after(closed, last) if last else closed
        is_missing = self._weaving.is_missing(draft.words)
        if last and here.is_complete and self._may_end(last) and not is_missing:
            self._close(draft, likelihoods)
            return ()
        if is_missing and self._weaves_in(draft, likelihoods, here):
            return ()
        found = self._next_tokens(draft, likelihoods, here)
        if not draft.tokens:
            self._begun.update(token for token, _ in found)
        forks = [draft.fork() for _ in found[1:]]
        for each, (token, words) in zip([draft, *forks], found, strict=False):
            each.add(token, words, float(likelihoods[token]))
        if not found:
            # No word fits: nothing will come of this draft.
            draft.give_up()
        return forks

    def cut_off(self, draft: Draft) -> None:
        draft.give_up()

    def _scan(self, words: str) -> tuple[Scansion, str]:
        return self._speech.scan(words, self._start, self._after)

    def _after(self, here: Scansion, word: str) -> Scansion:
        """Returns where a line stands with a word more; a member's may be in no dictionary."""
        return (self._speech.after_any if word in self._woven else self._speech.after)(here, word)

    def _weaves_in(self, draft: Draft, likelihoods: Floats, here: Scansion) -> bool:
        """Goes on with the member's words, if they fit here and by chance, or for need."""
        there = here
        for word in self._woven:
            there = self._after(there, word)
        goes_on = there.left >= self._shortest_end
        if not goes_on and not (there.is_complete and self._may_end(self._woven[-1])):
            return False
        tokens = self._weaving.tokens_after(draft.words)
        is_last_chance = there.left <= self._shortest_end + 1
        if not is_last_chance and not self._draws.happens(
            float(likelihoods[tokens[0]]) + WOVEN_PULL
        ):
            return False
        draft.pending = tokens
        self._weaving.go_on(draft, likelihoods)
        return True

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
        drawn = self._draws.in_order(
            likelihoods,
            self._barred(draft, only_ending=only_ending),
            favoured=endings or self._openings(draft),
            favour=_RHYME_PULL,
        )
        likely = (
            token
            for token in drawn
            if self._makes_sense(token, likelihoods, draft) and self._may_begin(token, here)
        )
        texts = ((token, str(self._tokenizer.decode([*draft.tokens, token]))) for token in likely)
        return list(islice(((t, words) for t, words in texts if self._permits(words)), ways))

    def _makes_sense(self, token: int, likelihoods: Floats, draft: Draft) -> bool:
        """Whether a token that goes on with a word is one the model would think of.

        One that begins a line is in order until too many drafts begin so: all might end nowhere.
        """
        if not draft.tokens:
            return self._begun[token] < _MOST_WITH_ONE_BEGINNING[self._demands.effort]
        begins_word = self._draws.vocabulary.begins_word
        return bool(begins_word[token] or likelihoods[token] > _LEAST_INSIDE_WORDS)

    def _may_begin(self, token: int, here: Scansion) -> bool:
        """Whether a token that begins a word can fit: most don't, and that is soon known."""
        letters = self._draws.vocabulary.word_begun(token)
        return not letters or self._may_become(here, letters)

    def _barred(self, draft: Draft, *, only_ending: bool) -> Mask:
        vocabulary = self._draws.vocabulary
        barred = vocabulary.barred_or_break
        if only_ending:
            return np.ones_like(barred)
        if not draft.tokens and self._demands.initial:
            return vocabulary.barred_unless(self._demands.initial)
        return vocabulary.barred_inside if self._demands.is_inside and not draft.tokens else barred

    def _openings(self, draft: Draft) -> Sequence[int]:
        if draft.tokens or not self._demands.turns:
            return ()
        return self._draws.vocabulary.turning_tokens

    def _permits(self, words: str) -> bool:
        if not is_verse(words) or not _is_english(words):
            return False
        closed, last = self._scan(words)
        if last in _FILLERS:
            return False
        fits = self._may_become(closed, last) if last else closed.left >= self._shortest_end
        return fits and not self._is_forbidden(words)

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

    def _completes(self, here: Scansion, ending: RhymingWord) -> bool:
        return self._speech.after(here, ending.word).is_complete

    def _close(self, draft: Draft, likelihoods: Floats) -> None:
        """Ends a whole line, on the punctuation that the model likes best there."""
        vocabulary = self._draws.vocabulary
        marks = {",": self._speech.marks[","]} if self._demands.runs_on else self._speech.marks
        unmarked = vocabulary.begins_word if self._demands.runs_on else vocabulary.line_breaks
        expected = {mark: float(likelihoods[token]) for mark, token in marks.items()}
        expected[""] = float(np.logaddexp.reduce(likelihoods[np.flatnonzero(unmarked)]))
        ends = float(np.logaddexp.reduce(list(expected.values())))
        if ends < _WORD_GOES_ON and self._demands.effort == Effort.USUAL:
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
        and not _CAPITAL_INSIDE.search(words)
        and len(_MARK.findall(words)) <= _MOST_MARKS
        and all(character.isascii() or character in _TYPOGRAPHY for character in words)
    )
