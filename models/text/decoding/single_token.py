"""All layers of a Llama model in one call, for a single token.

A single token has nothing to share the reading of the weights with, so that reading is all its
time: 8-bit products row by row keep up with the memory, and calls from Python would not.
"""

# Numba compiles the functions from their source and has no types for them.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUntypedFunctionDecorator=false

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from models.text.decoding import kernels
from models.text.decoding.int8_linear import ZERO
from models.text.decoding.kernels import Floats, Integers

Bytes = NDArray[np.int8]
_ZERO = np.float32(ZERO)


class Products(NamedTuple):
    """The same matrix product of every layer.

    Attributes:
        weights: (layers, outputs, inputs).
        scales: (layers, outputs): what one step of the weights is worth.
    """

    weights: Bytes
    scales: Floats


class Layers(NamedTuple):
    """The layers of a model.

    Attributes:
        norms: (layers + 1, size): before each layer and after the last.
        inner_norms: (layers, size): between attention and feed-forward.
    """

    norms: Floats
    inner_norms: Floats
    queries_keys_values: Products
    attention_out: Products
    gate_up: Products
    down: Products


# Not "fastmath": the integers are exact anyhow, and the scaling must round as FBGEMM's does.
@njit(cache=True, nogil=True, error_model="numpy")
def multiply(scaled: Floats, weights: Bytes, scales: Floats, product: Floats) -> None:
    """Rounds a row to integers and multiplies; to the last bit what `Int8Linear` does.

    Args:
        scaled: (inputs), between -127 and 127.
        weights: (outputs, inputs).
        scales: (outputs): what one step of the weights is worth.
        product: Written: (outputs).
    """
    inputs = np.empty(len(scaled), np.int8)
    for index in range(len(scaled)):
        # FBGEMM adds its zero before it rounds, which decides what becomes of a near tie.
        inputs[index] = np.int8(np.rint(scaled[index] + _ZERO) - _ZERO)
    for output in range(len(weights)):
        row = weights[output]
        total = np.int32(0)
        for index in range(len(inputs)):
            # Numba widens sums to 64 bits, for which processors have no such product.
            total = np.int32(total + np.int32(row[index]) * np.int32(inputs[index]))
        product[output] = np.float32(total) * scales[output]


@njit(cache=True, nogil=True, error_model="numpy")
def read_token(
    hidden: Floats,
    layers: Layers,
    rotation: Floats,
    stored: Floats,
    places: Integers,
    tables: Integers,
    lengths: Integers,
    score_scale: np.float32,
    eps: np.float32,
    normed: Floats,
    normed_steps: Floats,
) -> None:
    """Reads one token; arrays are those of `kernels`, for one token.

    Args:
        hidden: (1, size): the token's embedding, changed in place.
        layers: Of the model.
        rotation: (1, 2, half a head): cosines and sines.
        stored: (layers, pages, 2, heads, PAGE, head size).
        places: (1, 2): page and place in the page.
        tables: (1, longest): the pages of the text in order.
        lengths: (1): how many tokens of the text it may attend to.
        score_scale: Of the scores.
        eps: Of the norms.
        normed: Written: (1, size): after the last norm, stretched to reach 127.
        normed_steps: Written: what one step of these is worth.
    """
    queries_keys_values = np.empty((1, layers.queries_keys_values.weights.shape[1]), np.float32)
    heads = queries_keys_values.reshape(1, -1, stored.shape[5])
    attended = np.empty((1, layers.attention_out.weights.shape[2]), np.float32)
    gate_up = np.empty((1, layers.gate_up.weights.shape[1]), np.float32)
    gated = np.empty((1, layers.down.weights.shape[2]), np.float32)
    product = np.empty_like(hidden)
    steps = np.empty(1, np.float32)
    kernels.normalise(hidden, layers.norms[0], eps, normed, normed_steps)
    for index in range(len(layers.inner_norms)):
        weights, scales = layers.queries_keys_values
        multiply(normed[0], weights[index], scales[index], queries_keys_values[0])
        kernels.attention(
            heads,
            normed_steps,
            rotation,
            stored[index],
            places,
            tables,
            lengths,
            score_scale,
            attended,
            steps,
        )
        weights, scales = layers.attention_out
        multiply(attended[0], weights[index], scales[index], product[0])
        kernels.add_and_normalise(
            hidden, product, steps, layers.inner_norms[index], eps, normed, normed_steps
        )
        weights, scales = layers.gate_up
        multiply(normed[0], weights[index], scales[index], gate_up[0])
        kernels.gate(gate_up, normed_steps, gated, steps)
        weights, scales = layers.down
        multiply(gated[0], weights[index], scales[index], product[0])
        kernels.add_and_normalise(
            hidden, product, steps, layers.norms[index + 1], eps, normed, normed_steps
        )
