"""Verse line by line from any causal language model."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from models.errors import RequestRejected
from models.text.chat import encode_messages
from models.text.decoding.decoder import Decoder
from models.text.decoding.kernels import Floats
from models.text.forms import MAX_TOKENS_A_WORD, LineShape
from models.text.guided_text import GuidedText
from models.text.likelihoods import shortlist
from models.text.lines import Candidate, clean_line
from models.text.prompts import Message
from models.text.sampling import Sampling
from models.text.vocabulary import is_verse
from models.text.weights import LoadedModel
from models.text.words import count_words
from models.text.writing import Writing


@dataclass
class _Draft:
    """A line being written."""

    text: GuidedText
    words: str = ""
    tokens: list[int] = field(default_factory=list[int])
    log_likelihood: float = 0.0
    break_log_likelihood: float = 0.0
    finished: bool = False

    def as_candidate(self) -> Candidate:
        mean = self.log_likelihood / max(1, len(self.tokens))
        return Candidate(clean_line(self.words), mean, self.break_log_likelihood)


class LineWriter:
    """Continues the answer to a prompt line by line.

    Same messages, same questions and same seed, same lines. `on_step` is called after every step
    of the model.

    Attributes:
        tokens_drawn: Tokens of all candidates so far, kept or not.
    """

    def __init__(
        self,
        loaded: LoadedModel,
        sampling: Sampling,
        seed: int,
        on_step: Callable[[], None],
    ) -> None:
        self.tokens_drawn = 0
        self._on_step = on_step
        self._decoder: Decoder = loaded.decoder
        self._tokenizer = loaded.tokenizer
        self._vocabulary = loaded.vocabulary
        self._most_tokens = loaded.most_tokens
        self._sampling = sampling
        self._random = np.random.Generator(np.random.PCG64(seed % 2**63))
        self._written = np.zeros_like(loaded.vocabulary.barred)
        self._texts: list[GuidedText] = []

    def begin(self, chats: Sequence[Sequence[Message]], max_new_tokens: int) -> Writing[None]:
        """Reads the prompt.

        Args:
            chats: The messages to answer, and for guidance those about nothing in particular.
            max_new_tokens: The most that will be written.

        Raises:
            RequestRejected: Prompt and answer are more than the model can hold.
        """
        prompts = [encode_messages(self._tokenizer, chat) for chat in chats]
        room = self._most_tokens
        if room is not None and max(map(len, prompts)) + max_new_tokens > room:
            raise RequestRejected(
                "That is more than the text model can hold in mind. Shorten the theme or ask for "
                "fewer sections."
            )
        text, likelihoods = yield from GuidedText.begin(
            self._decoder, prompts, self._sampling.guidance_scale
        )
        self._texts.append(text)
        self._likelihoods = likelihoods.copy()

    def append(self, words: str) -> Writing[None]:
        """Adds words to the text so far."""
        text = self._texts[0]
        tokens = self._tokenizer.encode(words, add_special_tokens=False)
        # Copied: a row of its own would hold on to the logits of the whole step.
        self._likelihoods = text.likelihoods((yield text.feeds(tokens))).copy()
        self._written[tokens] = True
        self._on_step()

    def propose(
        self, shape: LineShape, is_forbidden: Callable[[str], bool]
    ) -> Writing[list[Candidate]]:
        """Writes candidates for the next line; none of them is added.

        Args:
            shape: How long the line may be.
            is_forbidden: Whether a line can't begin like this; another token is drawn then.
        """
        drafts = [_Draft(self._texts[0].fork()) for _ in range(self._sampling.candidates)]
        self._texts += [draft.text for draft in drafts]
        likelihoods = [self._likelihoods] * len(drafts)
        growing = drafts
        for _ in range(shape.max_words * MAX_TOKENS_A_WORD):
            for draft, expected in zip(growing, likelihoods, strict=True):
                self._extend(draft, expected, shape, is_forbidden)
            growing = [draft for draft in growing if not draft.finished]
            if not growing:
                break
            feeds = [draft.text.feeds(draft.tokens[-1:]) for draft in growing]
            logits = yield [feed for fed in feeds for feed in fed]
            self._on_step()
            rows = logits.split(len(feeds[0]))
            likelihoods = [
                draft.text.likelihoods(row) for draft, row in zip(growing, rows, strict=True)
            ]
        for draft in growing:
            draft.text.close()
        del self._texts[1:]
        return [draft.as_candidate() for draft in drafts]

    def close(self) -> None:
        """Frees what the text takes."""
        for text in self._texts:
            text.close()
        self._texts = []

    def _extend(
        self,
        draft: _Draft,
        likelihoods: Floats,
        shape: LineShape,
        is_forbidden: Callable[[str], bool],
    ) -> None:
        vocabulary = self._vocabulary
        for token in self._draw(likelihoods, count_words(draft.words), shape):
            words = str(self._tokenizer.decode([*draft.tokens, token]))
            if vocabulary.line_breaks[token] or count_words(words) > shape.max_words:
                breaks = likelihoods[vocabulary.line_break_tokens]
                draft.break_log_likelihood = float(np.logaddexp.reduce(breaks))
                break
            if is_verse(words) and not is_forbidden(words):
                draft.words = words
                draft.tokens.append(token)
                self.tokens_drawn += 1
                draft.log_likelihood += float(likelihoods[token])
                return
        draft.finished = True
        draft.text.close()

    def _draw(self, likelihoods: Floats, words: int, shape: LineShape) -> Iterator[int]:
        """Yields tokens in the order to try them."""
        sampling, vocabulary = self._sampling, self._vocabulary
        past_shortest = words - shape.min_words
        pull = sampling.break_pull * past_shortest / (shape.max_words - shape.min_words)
        barred = vocabulary.barred_or_break if past_shortest < 0 else vocabulary.barred
        tokens = shortlist(likelihoods, barred, sampling.window)
        wanted = (
            likelihoods[tokens].astype(np.float64)
            + vocabulary.line_breaks[tokens] * pull
            - (self._written & vocabulary.long)[tokens] * sampling.presence_penalty
        )
        order = np.argsort(-wanted, kind="stable")
        weights = sampling.weights(wanted[order])
        # Should all that may be drawn be forbidden, the next likeliest stand in.
        yield from (int(tokens[order[place]]) for place in self._drawn_places(weights))
        yield from (int(token) for token in tokens[order[weights == 0]])

    def _drawn_places(self, weights: np.ndarray) -> Iterator[int]:
        """Yields places by chance, the heavier the sooner, none twice."""
        left = weights.copy()
        while left.any():
            sums = left.cumsum()
            drawn = self._random.random() * sums[-1]
            place = min(int(sums.searchsorted(drawn, side="right")), len(left) - 1)
            left[place] = 0
            yield place
