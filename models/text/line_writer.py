"""Verse line by line from any causal language model."""

from collections.abc import Callable, Sequence

from models.errors import RequestRejected
from models.text.chat import encode_messages
from models.text.decoding.decoder import Decoder
from models.text.demands import NO_DEMANDS, Demands
from models.text.drafts import Draft, IsForbidden, LineRule
from models.text.forms.lines import Measure, Metre
from models.text.free_lines import FreeLineRule
from models.text.guided_text import GuidedText
from models.text.lines import Candidate
from models.text.prompts import Message
from models.text.sampling import Sampling
from models.text.token_draws import TokenDraws
from models.text.verse.chinese.patterns import RegulatedLine
from models.text.verse.chinese.regulated_lines import RegulatedLineRule
from models.text.verse.metred_lines import MetredLineRule
from models.text.weights import LoadedModel
from models.text.writing import Writing


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
        self._loaded = loaded
        self._decoder: Decoder = loaded.decoder
        self._tokenizer = loaded.tokenizer
        self._most_tokens = loaded.most_tokens
        self._speech = loaded.speech
        self._sampling = sampling
        self._draws = TokenDraws(loaded.vocabulary, sampling, seed)
        self._texts: list[GuidedText] = []

    def begin(
        self,
        chats: Sequence[Sequence[Message]],
        max_new_tokens: int,
        *,
        is_kept: bool = True,
    ) -> Writing[None]:
        """Reads the prompt.

        Args:
            chats: The messages to answer, and for guidance those about nothing in particular.
            max_new_tokens: The most that will be written.
            is_kept: Whether other prompts may begin alike.

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
            self._decoder, prompts, self._sampling.guidance_scale, is_kept=is_kept
        )
        self._texts.append(text)
        self._likelihoods = likelihoods.copy()

    def append(self, words: str) -> Writing[None]:
        """Adds words to the text so far."""
        text = self._texts[0]
        tokens = self._tokenizer.encode(words, add_special_tokens=False)
        # Copied: a row of its own would hold on to the logits of the whole step.
        self._likelihoods = text.likelihoods((yield text.feeds(tokens))).copy()
        self._draws.written[tokens] = True
        self._on_step()

    def propose(
        self, measure: Measure, is_forbidden: IsForbidden, demands: Demands = NO_DEMANDS
    ) -> Writing[list[Candidate]]:
        """Writes candidates for the next line; none of them is added.

        Args:
            measure: How long the line is.
            is_forbidden: Whether a line can't begin like this; another token is drawn then.
            demands: What it has to be besides.
        """
        rule = self._rule(measure, is_forbidden, demands)
        drafts = [
            Draft(self._texts[0].fork(), is_inside=demands.is_inside) for _ in range(rule.drafts)
        ]
        self._texts += [draft.text for draft in drafts]
        likelihoods = [self._likelihoods] * len(drafts)
        growing = drafts
        for _ in range(rule.most_tokens):
            forks = [
                fork
                for draft, expected in zip(growing, likelihoods, strict=True)
                for fork in rule.extend(draft, expected)
            ]
            drafts += forks
            self._texts += [fork.text for fork in forks]
            growing = [draft for draft in (*growing, *forks) if not draft.finished]
            self.tokens_drawn += len(growing)
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
            rule.cut_off(draft)
        del self._texts[1:]
        return [draft.as_candidate(self._draws.luck()) for draft in drafts]

    def close(self) -> None:
        """Frees what the text takes."""
        for text in self._texts:
            text.close()
        self._texts = []

    def _rule(self, measure: Measure, is_forbidden: IsForbidden, demands: Demands) -> LineRule:
        if isinstance(measure, Metre):
            return MetredLineRule(
                measure,
                demands,
                self._draws.for_metre(demands.effort),
                self._tokenizer,
                self._speech,
                is_forbidden,
            )
        if isinstance(measure, RegulatedLine):
            tokens = self._loaded.han_tokens
            return RegulatedLineRule(
                measure, demands.ending, self._draws, self._tokenizer, tokens, is_forbidden
            )
        return FreeLineRule(measure, demands, self._draws, self._tokenizer, is_forbidden)
