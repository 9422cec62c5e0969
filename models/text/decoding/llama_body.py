"""The Llama architecture in 8-bit integers, for processors.

A small model spends more time between its operations than in them. This one has eight a layer,
where the general implementation has more than a hundred; a single token takes one in all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import LlamaForCausalLM

from models.text.decoding import kernels
from models.text.decoding.body import Step
from models.text.decoding.int8_linear import Int8Linear, sums_are_exact
from models.text.decoding.pages import CacheShape
from models.text.decoding.single_token import Layers, Products, read_token


@dataclass(frozen=True)
class _Layer:
    queries_keys_values: Int8Linear
    attention_out: Int8Linear
    feed_forward_norm: kernels.Floats
    gate_up: Int8Linear
    down: Int8Linear
    gated_size: int


class _Scaled:
    """Rows stretched to reach 127, and what one step of each row is worth."""

    def __init__(self, tokens: int, size: int) -> None:
        self.tensor = torch.empty(tokens, size, dtype=torch.float32)
        self.rows = self.tensor.numpy()
        self.steps = np.empty(tokens, np.float32)


class LlamaBody:
    """A Llama model; see `models.text.decoding.body.Body`.

    Attributes:
        single_pass: Whether a single token is read in one call, on one core. The result is the
            same to the last bit.
    """

    def __init__(self, model: LlamaForCausalLM) -> None:
        config = model.config
        self._heads: int = config.num_attention_heads
        self._kv_heads: int = config.num_key_value_heads or self._heads
        self._head_size: int = config.head_dim or config.hidden_size // self._heads
        self._eps = np.float32(config.rms_norm_eps)
        self._scale = np.float32(self._head_size**-0.5)
        self._embeddings = model.model.embed_tokens.weight.data
        self._head = Int8Linear(model.lm_head.weight)
        self._frequencies = _array(model.model.rotary_emb.inv_freq).astype(np.float64)
        self._layers = [_pack(layer) for layer in model.model.layers]
        # One before each layer and one after the last.
        names = [f"layers.{index}.input_layernorm" for index in range(len(self._layers))]
        norms = [model.model.get_parameter(f"{name}.weight") for name in [*names, "norm"]]
        self._norms = [_array(norm) for norm in norms]
        self._stacked = _stack(self._layers, self._norms)
        self.single_pass = sums_are_exact()

    @staticmethod
    def supports(model: object) -> bool:
        """Returns whether a model is of this kind, without options that this leaves out."""
        if not isinstance(model, LlamaForCausalLM):
            return False
        config = model.config
        rope = dict(config.rope_parameters or {})
        return (
            not config.attention_bias
            and not config.mlp_bias
            and config.hidden_act == "silu"
            and rope.get("rope_type") == "default"
        )

    @property
    def name(self) -> str:
        return "int8"

    @property
    def cache_shape(self) -> CacheShape:
        device = torch.device("cpu")
        return CacheShape(len(self._layers), self._kv_heads, self._head_size, device, torch.float32)

    @torch.inference_mode()
    def logits(self, step: Step) -> torch.Tensor:
        hidden = self._embeddings[torch.from_numpy(step.tokens)].float().numpy()
        normed = _Scaled(*hidden.shape)
        if self.single_pass and len(hidden) == 1:
            self._read_one(step, hidden, normed)
        else:
            self._read_many(step, hidden, normed)
        wanted = torch.from_numpy(step.wanted)
        steps = torch.from_numpy(normed.steps)[wanted]
        return self._head(normed.tensor[wanted]).mul_(steps[:, None])

    def _read_one(self, step: Step, hidden: kernels.Floats, normed: _Scaled) -> None:
        """Takes a single token through all layers."""
        read_token(
            hidden,
            self._stacked,
            self._rotation(step.positions),
            step.cache.stored.numpy(),
            step.places,
            step.tables,
            step.positions + 1,
            self._scale,
            self._eps,
            normed.rows,
            normed.steps,
        )

    def _read_many(self, step: Step, hidden: kernels.Floats, normed: _Scaled) -> None:
        """Takes tokens through all layers side by side."""
        rotation, lengths = self._rotation(step.positions), step.positions + 1
        stored = step.cache.stored.numpy()
        attended = _Scaled(len(hidden), self._heads * self._head_size)
        gated = _Scaled(len(hidden), self._layers[0].gated_size)
        kernels.normalise(hidden, self._norms[0], self._eps, normed.rows, normed.steps)
        for index, layer in enumerate(self._layers):
            product = layer.queries_keys_values(normed.tensor).numpy()
            kernels.attention(
                product.reshape(len(product), -1, self._head_size),
                normed.steps,
                rotation,
                stored[index],
                step.places,
                step.tables,
                lengths,
                self._scale,
                attended.rows,
                attended.steps,
            )
            product = layer.attention_out(attended.tensor).numpy()
            self._add(hidden, product, attended, layer.feed_forward_norm, normed)
            product = layer.gate_up(normed.tensor).numpy()
            kernels.gate(product, normed.steps, gated.rows, gated.steps)
            product = layer.down(gated.tensor).numpy()
            self._add(hidden, product, gated, self._norms[index + 1], normed)

    def _add(
        self,
        hidden: kernels.Floats,
        product: kernels.Floats,
        inputs: _Scaled,
        norm: kernels.Floats,
        normed: _Scaled,
    ) -> None:
        """Adds a product of inputs to the hidden states and takes the next norm of these."""
        kernels.add_and_normalise(
            hidden, product, inputs.steps, norm, self._eps, normed.rows, normed.steps
        )

    def _rotation(self, positions: NDArray[np.int64]) -> kernels.Floats:
        angles = positions[:, None] * self._frequencies
        return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def _pack(layer: torch.nn.Module) -> _Layer:
    def weights(*names: str) -> torch.Tensor:
        return torch.cat([layer.get_parameter(f"{name}.weight") for name in names])

    attention = [f"self_attn.{name}_proj" for name in ("q", "k", "v")]
    return _Layer(
        Int8Linear(weights(*attention)),
        Int8Linear(weights("self_attn.o_proj")),
        _array(weights("post_attention_layernorm")),
        Int8Linear(weights("mlp.gate_proj", "mlp.up_proj")),
        Int8Linear(weights("mlp.down_proj")),
        layer.get_parameter("mlp.down_proj.weight").shape[1],
    )


def _stack(layers: Iterable[_Layer], norms: Iterable[kernels.Floats]) -> Layers:
    return Layers(
        np.stack(list(norms)),
        np.stack([layer.feed_forward_norm for layer in layers]),
        _products(layer.queries_keys_values for layer in layers),
        _products(layer.attention_out for layer in layers),
        _products(layer.gate_up for layer in layers),
        _products(layer.down for layer in layers),
    )


def _products(linears: Iterable[Int8Linear]) -> Products:
    weights, scales = zip(*(linear.unpacked() for linear in linears), strict=True)
    return Products(torch.stack(weights).numpy(), torch.stack(scales).numpy())


def _array(tensor: torch.Tensor) -> kernels.Floats:
    return tensor.detach().float().numpy().copy()
