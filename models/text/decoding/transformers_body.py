"""Any causal language model of transformers, on any device, reading from our cache."""

from __future__ import annotations

from typing import Any

import torch
from transformers import PreTrainedModel
from transformers.modeling_utils import ALL_ATTENTION_FUNCTIONS

from models.errors import ModelUnavailable
from models.text.decoding.body import Step
from models.text.decoding.pages import CacheShape
from models.text.decoding.tensor_attention import TensorAttention

_ATTENTION = "atelier_paged"
_ATTENTION_LAYERS = {"full_attention", "sliding_attention"}


class TransformersBody:
    """A model whose attention layers are the library's own; see `body.Body`."""

    def __init__(self, model: PreTrainedModel) -> None:
        """Takes over a model's attention.

        Raises:
            ModelUnavailable: Its layers are of a kind that has no keys and values to keep.
        """
        self._config = model.config.get_text_config()
        _check(model, self._config)
        # Registering it again changes nothing.
        ALL_ATTENTION_FUNCTIONS.register(_ATTENTION, _attend)
        model.set_attn_implementation(_ATTENTION)
        self._model = model

    @property
    def name(self) -> str:
        return str(self._model.dtype).removeprefix("torch.")

    @property
    def cache_shape(self) -> CacheShape:
        config = self._config
        heads: int = config.num_attention_heads
        return CacheShape(
            layers=config.num_hidden_layers,
            heads=getattr(config, "num_key_value_heads", None) or heads,
            head_size=getattr(config, "head_dim", None) or config.hidden_size // heads,
            device=self._model.device,
            dtype=self._model.dtype,
        )

    @torch.inference_mode()
    def logits(self, step: Step) -> torch.Tensor:
        device = self._model.device
        output: Any = self._model(
            torch.from_numpy(step.tokens)[None].to(device),
            position_ids=torch.from_numpy(step.positions)[None].to(device),
            logits_to_keep=torch.from_numpy(step.wanted).to(device),
            use_cache=False,
            attention=TensorAttention(step),
        )
        return output.logits[0].float().cpu()


def _check(model: PreTrainedModel, config: Any) -> None:
    layers = set(getattr(config, "layer_types", None) or _ATTENTION_LAYERS)
    # Capped scores, compressed keys and sinks would go unnoticed: the text would only be bad.
    if (
        layers <= _ATTENTION_LAYERS
        and getattr(config, "attn_logit_softcapping", None) is None
        and getattr(config, "kv_lora_rank", None) is None
        and not any(name.endswith("sinks") for name, _ in model.named_parameters())
        and getattr(type(model), "_supports_attention_backend", False)
    ):
        return
    raise ModelUnavailable(
        f"Models of the kind {config.model_type} can't be used for text: their attention is of a "
        "kind of its own. Llama, Mistral, Qwen, Gemma 3 and SmolLM models work."
    )


def _attend(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    _attention_mask: torch.Tensor | None,
    *,
    attention: TensorAttention,
    scaling: float | None = None,
    sliding_window: int | None = None,
    **_: object,
) -> tuple[torch.Tensor, None]:
    """Is called by every attention layer, with (1, heads, tokens, head size) of the new tokens."""
    layer: Any = module
    attended = attention(
        layer.layer_idx,
        query[0].transpose(0, 1),
        torch.stack([key[0].transpose(0, 1), value[0].transpose(0, 1)], dim=1),
        scaling,
        sliding_window,
    )
    return attended[None], None
