"""What the models think of a text: how likely it is, and how near to its theme."""

from pathlib import Path

import torch
from transformers import AutoModel, AutoModelForCausalLM, AutoTokenizer, GgufConfig
from transformers.utils.logging import disable_progress_bar

from models.embedded import SENTENCE_ENCODER, TEXT_WEIGHTS, WeightsPackage
from models.errors import ModelUnavailable
from models.text.chat import encode_messages
from tests.evaluations.verse.orders import Order
from tests.evaluations.verse.wordings import asked

_MOST_TOKENS = 512


class Scores:
    """Reads texts with transformers' own models, not with Atelier's arithmetic.

    Raises:
        ModelUnavailable: The weights are not installed.
    """

    def __init__(self) -> None:
        disable_progress_bar()
        gguf, encoder = _path(TEXT_WEIGHTS), _path(SENTENCE_ENCODER)
        self._tokenizer = AutoTokenizer.from_pretrained(str(gguf.parent), gguf_file=gguf.name)
        self._model = AutoModelForCausalLM.from_pretrained(
            str(gguf.parent),
            gguf_file=gguf.name,
            dtype=torch.float32,
            quantization_config=GgufConfig(dequantize=True),
        ).eval()
        self._sentence_tokenizer = AutoTokenizer.from_pretrained(encoder)
        self._encoder = AutoModel.from_pretrained(encoder, dtype=torch.float32).eval()

    @torch.inference_mode()
    def log_likelihood(self, order: Order, text: str) -> float | None:
        """Returns the mean over the text's tokens, in nats, after the plain prompt.

        None if there is no text.
        """
        prompt = encode_messages(self._tokenizer, asked(order))
        tokens = self._tokenizer.encode(text, add_special_tokens=False)
        if not tokens:
            return None
        logits = self._model(torch.tensor([prompt + tokens])).logits[0, len(prompt) - 1 : -1]
        each = logits.log_softmax(-1).gather(1, torch.tensor(tokens)[:, None])
        return float(each.mean())

    @torch.inference_mode()
    def topic_similarity(self, theme: str, text: str) -> float:
        """Returns the cosine between the encodings of a theme and a whole text."""
        inputs = self._sentence_tokenizer(
            [theme, text],
            padding=True,
            truncation=True,
            max_length=_MOST_TOKENS,
            return_tensors="pt",
        )
        hidden = self._encoder(**inputs).last_hidden_state
        mask = inputs["attention_mask"].unsqueeze(-1)
        means = (hidden * mask).sum(dim=1) / mask.sum(dim=1)
        return float(torch.nn.functional.cosine_similarity(means[0], means[1], dim=0))


def _path(weights: WeightsPackage) -> Path:
    path = weights.path()
    if path is None:
        raise ModelUnavailable("The models are not installed. Run `atelier models install`.")
    return path
