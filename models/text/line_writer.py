"""Verse line by line from any causal language model."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import torch

from models.errors import RequestRejected
from models.text.chat import encode_messages
from models.text.forms import MAX_TOKENS_A_WORD, LineShape
from models.text.guided_model import GuidedModel
from models.text.lines import Candidate, clean_line
from models.text.prompts import Message
from models.text.vocabulary import is_verse
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
        min_p: Tokens less likely than this share of the likeliest are not drawn.
        presence_penalty: What a token of a longer word loses, in logits, once it was written.
        guidance_scale: How far to go from what the model would write about nothing in particular
            to what it writes about the theme, and past it; 1 is the model's own.
        break_pull: How much a line break gains, in logits, from a line's shortest to its longest.
    """

    candidates: int = 6
    temperature: float = 0.8
    top_p: float = 0.92
    min_p: float = 0.03
    presence_penalty: float = 0.6
    guidance_scale: float = 1.0
    break_pull: float = 4.0


@dataclass
class _Draft:
    """A line being written."""

    text: str = ""
    tokens: list[int] = field(default_factory=list[int])
    log_likelihood: float = 0.0
    break_log_likelihood: float = 0.0
    finished: bool = False

    def as_candidate(self) -> Candidate:
        mean = self.log_likelihood / max(1, len(self.tokens))
        return Candidate(clean_line(self.text), mean, self.break_log_likelihood)


class LineWriter:
    """Continues the answer to a prompt line by line."""

    def __init__(
        self,
        loaded: LoadedModel,
        chats: Sequence[Sequence[Message]],
        sampling: Sampling,
        seed: int,
        max_new_tokens: int,
        on_token: Callable[[], None],
    ) -> None:
        """Starts with the prompt read.

        Args:
            loaded: What writes.
            chats: The messages to answer, and for guidance those about nothing in particular.
            sampling: How it draws.
            seed: Same messages, same questions and same seed, same lines.
            max_new_tokens: The most that will be written.
            on_token: Called before every step of the model; what it raises ends the writing.

        Raises:
            RequestRejected: Prompt and answer are more than the model can hold.
        """
        self._tokenizer = loaded.tokenizer
        self._vocabulary = loaded.vocabulary
        self._sampling = sampling
        # A generator on the processor draws the same on every device.
        self._generator = torch.Generator().manual_seed(seed % 2**63)
        self._written = torch.zeros_like(loaded.vocabulary.barred)
        prompts = [encode_messages(self._tokenizer, chat) for chat in chats]
        room = getattr(loaded.model.config, "max_position_embeddings", None)
        if room is not None and max(map(len, prompts)) + max_new_tokens > room:
            raise RequestRejected(
                "That is more than the text model can hold in mind. Shorten the theme or ask for "
                "fewer sections."
            )
        self._text = GuidedModel(loaded.model, prompts, sampling.guidance_scale, on_token)

    def append(self, text: str) -> None:
        """Adds words to the text so far."""
        tokens = self._tokenizer.encode(text, add_special_tokens=False)
        self._text.read(tokens)
        self._written[tokens] = True

    def propose(self, shape: LineShape, is_forbidden: Callable[[str], bool]) -> list[Candidate]:
        """Writes candidates for the next line; none of them is added.

        Args:
            shape: How long the line may be.
            is_forbidden: Whether a line can't begin like this; another token is drawn then.
        """
        drafts = [_Draft() for _ in range(self._sampling.candidates)]
        branches = self._text.branch(len(drafts))
        for _ in range(shape.max_words * MAX_TOKENS_A_WORD):
            for draft, logits in zip(drafts, branches.logits, strict=True):
                if not draft.finished:
                    self._extend(draft, logits, shape, is_forbidden)
            if all(draft.finished for draft in drafts):
                break
            branches.read_each([draft.tokens[-1] if draft.tokens else 0 for draft in drafts])
        return [draft.as_candidate() for draft in drafts]

    def _extend(
        self,
        draft: _Draft,
        logits: torch.Tensor,
        shape: LineShape,
        is_forbidden: Callable[[str], bool],
    ) -> None:
        likelihoods = logits.log_softmax(0)
        line_breaks = self._vocabulary.line_breaks
        draft.finished = True
        for token in self._draw(likelihoods, count_words(draft.text), shape):
            text = str(self._tokenizer.decode([*draft.tokens, token]))
            if line_breaks[token] or count_words(text) > shape.max_words:
                draft.break_log_likelihood = float(likelihoods[line_breaks].logsumexp(0))
                return
            if is_verse(text) and not is_forbidden(text):
                draft.text = text
                draft.tokens.append(token)
                draft.log_likelihood += float(likelihoods[token])
                draft.finished = False
                return

    def _draw(self, likelihoods: torch.Tensor, words: int, shape: LineShape) -> list[int]:
        """Returns tokens in the order to try them."""
        past_shortest = words - shape.min_words
        pull = self._sampling.break_pull * past_shortest / (shape.max_words - shape.min_words)
        line_breaks = self._vocabulary.line_breaks
        repeated = self._written & self._vocabulary.long
        wanted = likelihoods + line_breaks * pull - repeated * self._sampling.presence_penalty
        barred = (
            self._vocabulary.barred | line_breaks if past_shortest < 0 else self._vocabulary.barred
        )
        best, tokens = wanted.masked_fill(barred, -torch.inf).topk(_WEIGHED_TOKENS)
        weights = (best / self._sampling.temperature).softmax(0)
        # A token stays when those before it have not filled top_p yet.
        weights[weights.cumsum(0) - weights > self._sampling.top_p] = 0
        weights[weights < self._sampling.min_p * weights[0]] = 0
        drawn = torch.multinomial(weights, int((weights > 0).sum()), generator=self._generator)
        # Should all that were drawn be forbidden, the next likeliest stand in.
        return [*tokens[drawn].tolist(), *tokens[weights == 0].tolist()]
