"""Lines that have only their length to keep to, in words."""

from collections.abc import Sequence

import numpy as np
from transformers import PreTrainedTokenizerBase

from models.text.decoding.kernels import Floats
from models.text.drafts import Draft, IsForbidden
from models.text.forms.lines import MAX_TOKENS_A_WORD, Words
from models.text.token_draws import TokenDraws
from models.text.vocabulary import is_verse
from models.text.words import count_words


class FreeLineRule:
    """A `models.text.drafts.LineRule`: the model ends the line, drawn to it by and by."""

    def __init__(
        self,
        shape: Words,
        draws: TokenDraws,
        tokenizer: PreTrainedTokenizerBase,
        is_forbidden: IsForbidden,
    ) -> None:
        self._shape = shape
        self._draws = draws
        self._tokenizer = tokenizer
        self._is_forbidden = is_forbidden

    @property
    def most_tokens(self) -> int:
        return self._shape.most * MAX_TOKENS_A_WORD

    @property
    def drafts(self) -> int:
        return self._draws.sampling.candidates

    def extend(self, draft: Draft, likelihoods: Floats) -> Sequence[Draft]:
        shape, vocabulary = self._shape, self._draws.vocabulary
        past_shortest = count_words(draft.words) - shape.fewest
        pull = past_shortest / (shape.most - shape.fewest)
        barred = vocabulary.barred_or_break if past_shortest < 0 else vocabulary.barred
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

    def cut_off(self, draft: Draft) -> None:
        draft.finish()
