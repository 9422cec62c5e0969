"""Verse line by line from any causal language model."""

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import torch
from transformers import DynamicCache

from models.text.chat import encode_messages
from models.text.forms import MAX_TOKENS_A_WORD, LineShape
from models.text.lines import Candidate, clean_line
from models.text.prompts import Message
from models.text.weights import LoadedModel
from models.text.words import count_words

_WEIGHED_TOKENS = 100


@dataclass(frozen=True)
class Sampling:
    """How the next token is drawn.

    Attributes:
        candidates: Lines written side by side, of which one is kept.
        temperature: Of the softmax.
        top_p: Only the likeliest tokens that together weigh this much are drawn from.
        break_pull: How much a line break gains, in logits, from a line's shortest to its longest.
    """

    candidates: int = 4
    temperature: float = 0.9
    top_p: float = 0.92
    break_pull: float = 4.0


@dataclass
class _Draft:
    """A line being written."""

    text: str = ""
    tokens: list[int] = field(default_factory=list[int])
    log_likelihood: float = 0.0
    finished: bool = False

    def as_candidate(self) -> Candidate:
        length = max(1, len(self.tokens))
        return Candidate(clean_line(self.text), self.log_likelihood / length)


class LineWriter:
    """Continues a text line by line, keeping the model's cache of what stands already."""

    def __init__(
        self,
        loaded: LoadedModel,
        sampling: Sampling,
        seed: int,
        on_token: Callable[[], None],
    ) -> None:
        """Starts an empty text.

        Args:
            loaded: What writes.
            sampling: How it draws.
            seed: Same text so far, same questions and same seed, same lines.
            on_token: Called before every step of the model; what it raises ends the writing.
        """
        self._model = loaded.model
        self._tokenizer = loaded.tokenizer
        self._sampling = sampling
        self._on_token = on_token
        self._line_breaks = loaded.vocabulary.line_breaks
        self._barred = loaded.vocabulary.barred
        # A generator on the processor draws the same on every device.
        self._generator = torch.Generator().manual_seed(seed % 2**63)
        self._cache = DynamicCache(config=loaded.model.config)
        self._unread: list[int] = []
        self._logits = torch.empty(0)

    def read_messages(self, messages: Sequence[Message]) -> str:
        """Begins with the prompt for the messages, and returns it."""
        prompt, tokens = encode_messages(self._tokenizer, messages)
        self._unread.extend(tokens)
        return prompt

    def append(self, text: str) -> None:
        """Adds words to the text so far."""
        self._unread.extend(self._tokenizer.encode(text, add_special_tokens=False))

    def propose(self, shape: LineShape, is_forbidden: Callable[[str], bool]) -> list[Candidate]:
        """Writes candidates for the next line; none of them is added.

        Args:
            shape: How long the line may be.
            is_forbidden: Whether a line can't begin like this; such a token is drawn again.
        """
        logits = self._read().expand(self._sampling.candidates, -1)
        cache = copy.deepcopy(self._cache)
        cache.batch_repeat_interleave(self._sampling.candidates)
        drafts = [_Draft() for _ in range(self._sampling.candidates)]
        for _ in range(shape.max_words * MAX_TOKENS_A_WORD):
            for draft, row in zip(drafts, logits, strict=True):
                if not draft.finished:
                    self._extend(draft, row, shape, is_forbidden)
            if all(draft.finished for draft in drafts):
                break
            ids = [[draft.tokens[-1] if draft.tokens else 0] for draft in drafts]
            logits = self._step(ids, cache)
        return [draft.as_candidate() for draft in drafts]

    def _read(self) -> torch.Tensor:
        if self._unread:
            self._logits = self._step([self._unread], self._cache)
            self._unread = []
        return self._logits

    def _step(self, ids: list[list[int]], cache: DynamicCache) -> torch.Tensor:
        self._on_token()
        with torch.inference_mode():
            output = self._model(
                torch.tensor(ids, device=self._model.device), past_key_values=cache, use_cache=True
            )
        return output.logits[:, -1].float().cpu()

    def _extend(
        self,
        draft: _Draft,
        logits: torch.Tensor,
        shape: LineShape,
        is_forbidden: Callable[[str], bool],
    ) -> None:
        weights, tokens = self._weigh(logits, count_words(draft.text), shape)
        drawn = torch.multinomial(weights, int((weights > 0).sum()), generator=self._generator)
        for token in tokens[drawn].tolist():
            text = str(self._tokenizer.decode([*draft.tokens, token]))
            if self._line_breaks[token] or count_words(text) > shape.max_words:
                draft.finished = True
                return
            if not is_forbidden(text):
                draft.text = text
                draft.tokens.append(token)
                draft.log_likelihood += float(logits[token] - logits.logsumexp(0))
                return
        draft.finished = True

    def _weigh(
        self, logits: torch.Tensor, words: int, shape: LineShape
    ) -> tuple[torch.Tensor, torch.Tensor]:
        pull = self._sampling.break_pull * (words - shape.min_words)
        pull = pull / max(1, shape.max_words - shape.min_words)
        if words < shape.min_words:
            pull = -torch.inf
        wanted = logits.masked_fill(self._barred, -torch.inf)
        wanted = wanted + torch.where(self._line_breaks, pull, 0.0)
        best, tokens = wanted.topk(min(_WEIGHED_TOKENS, len(wanted)))
        weights = (best / self._sampling.temperature).softmax(0)
        # A token stays when those before it have not filled top_p yet.
        weights[weights.cumsum(0) - weights > self._sampling.top_p] = 0
        return weights, tokens
