"""What a model expects next, drawn towards what the prompt asks for."""

import copy
from collections.abc import Callable, Sequence

import torch
from transformers import DynamicCache, PreTrainedModel


class GuidedModel:
    """A text that grows, with the model's cache of it and its logits for the next token.

    With two prompts this is classifier-free guidance: the second one asks for a text about
    nothing in particular, and the logits go away from it by the guidance scale. It makes a small
    model heed theme and mood.
    """

    def __init__(
        self,
        model: PreTrainedModel,
        prompts: Sequence[Sequence[int]],
        guidance_scale: float,
        on_step: Callable[[], None],
    ) -> None:
        """Starts with the prompts read.

        Args:
            model: What expects.
            prompts: The prompt, and when there is guidance the neutral prompt.
            guidance_scale: 1 is the model's own opinion.
            on_step: Called before every step of the model; what it raises ends the step.
        """
        self._model = model
        self._guidance_scale = guidance_scale
        self._on_step = on_step
        self._cache = DynamicCache(config=model.config)
        longest = max(map(len, prompts))
        paddings = [longest - len(prompt) for prompt in prompts]
        self._mask = torch.tensor(
            [[0] * padding + [1] * (longest - padding) for padding in paddings]
        )
        self.logits = self._step(
            [
                [0] * padding + list(prompt)
                for padding, prompt in zip(paddings, prompts, strict=True)
            ]
        )

    def read(self, tokens: Sequence[int]) -> None:
        """Adds tokens to the text."""
        self._extend_mask(len(tokens))
        self.logits = self._step([list(tokens)] * len(self._mask))

    def branch(self, count: int) -> "GuidedModel":
        """Returns the same text `count` times over, to be continued in different ways."""
        branches = copy.copy(self)
        branches.repeat(count)
        return branches

    def repeat(self, count: int) -> None:
        """Puts the same text side by side `count` times; copies that others hold stay as is."""
        self._cache = copy.deepcopy(self._cache)
        self._cache.batch_repeat_interleave(count)
        self._mask = self._mask.repeat_interleave(count, 0)
        self.logits = self.logits.repeat_interleave(count, 0)

    def read_each(self, tokens: Sequence[int]) -> None:
        """Adds one token to each branch."""
        self._extend_mask(1)
        self.logits = self._step([[token] for token in tokens] * (len(self._mask) // len(tokens)))

    def _extend_mask(self, length: int) -> None:
        ones = torch.ones(len(self._mask), length, dtype=self._mask.dtype)
        self._mask = torch.cat([self._mask, ones], dim=1)

    def _step(self, ids: list[list[int]]) -> torch.Tensor:
        self._on_step()
        device = self._model.device
        with torch.inference_mode():
            output = self._model(
                torch.tensor(ids, device=device),
                past_key_values=self._cache,
                use_cache=True,
                logits_to_keep=1,
                **self._padding(len(ids[0])),
            )
        logits = output.logits[:, -1].float().cpu()
        if self._guidance_scale == 1:
            return logits
        asked, neutral = logits.log_softmax(-1).chunk(2)
        return neutral + self._guidance_scale * (asked - neutral)

    def _padding(self, length: int) -> dict[str, torch.Tensor]:
        if bool(self._mask.all()):
            return {}
        device = self._model.device
        positions = (self._mask.cumsum(1) - 1).clamp(min=0)[:, -length:]
        return {"attention_mask": self._mask.to(device), "position_ids": positions.to(device)}
