"""Words of the member's own that have to come up in a line."""

from transformers import PreTrainedTokenizerBase

from models.text.decoding.kernels import Floats
from models.text.drafts import Draft
from models.text.words import words_of

WOVEN_PULL = 4.0
"""A member's words are worth that much of the model's doubts, in logits."""


class Weaving:
    """The words that a line has to hold; None holds nothing.

    Args:
        words: One or more, as the member wrote them.
        tokenizer: Of the model.
    """

    def __init__(self, words: str | None, tokenizer: PreTrainedTokenizerBase) -> None:
        self.words = words
        self._tokenizer = tokenizer
        self._spoken = tuple(words_of(words or ""))

    def is_missing(self, line: str) -> bool:
        """Returns whether a line lacks the words."""
        said, count = tuple(words_of(line)), len(self._spoken)
        return not any(
            said[place : place + count] == self._spoken for place in range(len(said) - count + 1)
        )

    def tokens_after(self, line: str) -> list[int]:
        """Returns the tokens that add the words to a line, which ends on a whole word."""
        words = self.words or ""
        spelled = f" {words}" if line else words[:1].upper() + words[1:]
        return self._tokenizer.encode(spelled, add_special_tokens=False)

    def go_on(self, draft: Draft, likelihoods: Floats) -> None:
        """Adds the next of a draft's pending tokens, which are of the words."""
        token = draft.pending.pop(0)
        line = str(self._tokenizer.decode([*draft.tokens, token]))
        draft.add(token, line, float(likelihoods[token]))
