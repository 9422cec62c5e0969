"""Lines that have only their length to keep to, in words."""

from collections.abc import Sequence

import numpy as np
from transformers import PreTrainedTokenizerBase

from models.text.decoding.kernels import Floats
from models.text.demands import Demands
from models.text.drafts import Draft, IsForbidden
from models.text.forms.lines import MAX_TOKENS_A_WORD, Words
from models.text.token_draws import TokenDraws
from models.text.vocabulary import Mask, is_verse
from models.text.weaving import WOVEN_PULL, Weaving
from models.text.words import count_words


class FreeLineRule:
    """A `models.text.drafts.LineRule`: the model ends the line, drawn to it by and by."""

    def __init__(
        self,
        shape: Words,
        demands: Demands,
        draws: TokenDraws,
        tokenizer: PreTrainedTokenizerBase,
        is_forbidden: IsForbidden,
    ) -> None:
        self._shape = shape
        self._draws = draws
        self._tokenizer = tokenizer
        self._is_forbidden = is_forbidden
        self._demands = demands
        self._weaving = Weaving(demands.woven, tokenizer)
        self._woven = count_words(demands.woven or "")

    @property
    def most_tokens(self) -> int:
        return self._shape.most * MAX_TOKENS_A_WORD

    @property
    def drafts(self) -> int:
        return self._draws.sampling.candidates

    def extend(self, draft: Draft, likelihoods: Floats) -> Sequence[Draft]:
        if draft.pending:
            self._weaving.go_on(draft, likelihoods)
            return ()
        is_missing = self._weaving.is_missing(draft.words)
        if is_missing and self._weaves_in(draft, likelihoods):
            return ()
        shape, vocabulary = self._shape, self._draws.vocabulary
        past_shortest = count_words(draft.words) - shape.fewest
        pull = past_shortest / (shape.most - shape.fewest)
        barred = self._barred(draft, may_end=past_shortest >= 0 and not is_missing)
        for token in self._draws.in_order(
            likelihoods, barred, break_pull=self._draws.sampling.break_pull * pull
        ):
            words = str(self._tokenizer.decode([*draft.tokens, token]))
            if vocabulary.line_breaks[token] or count_words(words) > shape.most:
                breaks = likelihoods[vocabulary.line_break_tokens]
                draft.finish(float(np.logaddexp.reduce(breaks)))
                return ()
            if is_verse(words) and not self._is_forbidden(words):
                draft.add(token, words, float(likelihoods[token]))
                return ()
        draft.finish()
        return ()

    def _weaves_in(self, draft: Draft, likelihoods: Floats) -> bool:
        """Goes on with the member's words, by chance or because the line is nearly full."""
        room = self._shape.most - count_words(draft.words) - self._woven
        tokens = self._weaving.tokens_after(draft.words)
        pull = float(likelihoods[tokens[0]]) + WOVEN_PULL
        # In the middle of a word, its rest is far likelier than a new one.
        if room < 0 or not (room <= 1 or self._draws.happens(pull)):
            return False
        draft.pending = tokens
        self._weaving.go_on(draft, likelihoods)
        return True

    def _barred(self, draft: Draft, *, may_end: bool) -> Mask:
        vocabulary = self._draws.vocabulary
        if not draft.tokens and self._demands.initial:
            return vocabulary.barred_unless(self._demands.initial)
        return vocabulary.barred if may_end else vocabulary.barred_or_break

    def cut_off(self, draft: Draft) -> None:
        draft.finish()
