"""What a model expects next, drawn towards what the prompt asks for."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from models.text.decoding.decoder import Decoder, Feed
from models.text.decoding.kernels import Floats
from models.text.decoding.pages import PagedText
from models.text.likelihoods import guide, log_likelihoods
from models.text.writing import Writing


class GuidedText:
    """A text that grows after a prompt; with two prompts, by classifier-free guidance.

    The second prompt asks for a text about nothing in particular, and the logits go away from it
    by the guidance scale. It makes a small model heed theme and mood.
    """

    def __init__(self, decoder: Decoder, texts: Sequence[PagedText], guidance_scale: float) -> None:
        self._decoder = decoder
        self._texts = texts
        self._guidance_scale = guidance_scale

    @classmethod
    def begin(
        cls,
        decoder: Decoder,
        prompts: Sequence[Sequence[int]],
        guidance_scale: float,
        *,
        is_kept: bool = True,
    ) -> Writing[tuple[GuidedText, Floats]]:
        """Reads the prompts.

        Args:
            decoder: What reads.
            prompts: The prompt, and when there is guidance the neutral prompt.
            guidance_scale: 1 is the model's own opinion.
            is_kept: Whether other prompts may begin alike, so that this one is worth keeping.

        Returns:
            The text and the log likelihoods of its first token.
        """
        opened = [decoder.open(prompt) for prompt in prompts]
        text = cls(decoder, [text for text, _ in opened], guidance_scale)
        try:
            logits = yield [Feed(text, rest) for text, rest in opened]
        except BaseException:
            text.close()
            raise
        if is_kept:
            for (kept, _), prompt in zip(opened, prompts, strict=True):
                decoder.keep(kept, prompt)
        return text, text.likelihoods(logits)

    def feeds(self, tokens: Sequence[int]) -> list[Feed]:
        """Returns what to feed so that the text goes on with these tokens."""
        return [Feed(text, tokens) for text in self._texts]

    def likelihoods(self, logits: torch.Tensor) -> Floats:
        """Returns log likelihoods, (vocabulary), from the logits of the text's feeds."""
        rows = logits.numpy()
        guided = rows[0]
        if len(rows) > 1:
            guide(guided, rows[1], self._guidance_scale)
        log_likelihoods(guided)
        return guided

    def fork(self) -> GuidedText:
        """Returns a second text that goes on from where this one is."""
        forks = [self._decoder.fork(text) for text in self._texts]
        return GuidedText(self._decoder, forks, self._guidance_scale)

    def close(self) -> None:
        """Frees what the text takes; closing it again does nothing."""
        for text in self._texts:
            self._decoder.close(text)
        self._texts = []
