"""What happens between the matrix products of a decoder, compiled for this processor.

Each of these replaces a dozen tensor operations, which would cost a small model more time than
its matrix products. A row's result depends on that row alone, to the last bit.
"""

# Numba compiles the functions from their source and has no types for them.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUntypedFunctionDecorator=false

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

from models.text.decoding.pages import PAGE

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

_LARGEST = np.float32(127)
_TINY = np.float32(1e-12)
_LOG2_E = np.float32(1.4426950408889634)
# 2**x for x from 0 to 1: the Taylor series, whose terms are ln(2)**n / n!.
_SERIES = tuple(np.float32(math.log(2) ** n / math.factorial(n)) for n in range(8))


@njit(cache=True, fastmath=True, nogil=True, error_model="numpy")
def _scale(values: Floats, scaled: Floats) -> np.float32:
    """Stretches a vector to reach 127 and returns what one of its steps is worth."""
    largest = _TINY
    for index in range(len(values)):
        largest = max(largest, abs(values[index]))
    stretch = _LARGEST / largest
    for index in range(len(values)):
        scaled[index] = values[index] * stretch
    return largest / _LARGEST


@njit(cache=True, fastmath=True, nogil=True, error_model="numpy")
def _normalise_row(row: Floats, weight: Floats, eps: np.float32, normed: Floats) -> None:
    total = np.float32(0)
    for index in range(len(row)):
        total += row[index] * row[index]
    factor = np.float32(1) / np.sqrt(total / np.float32(len(row)) + eps)
    for index in range(len(row)):
        normed[index] = row[index] * factor * weight[index]


@njit(cache=True, fastmath=True, nogil=True, error_model="numpy")
def normalise(
    hidden: Floats, weight: Floats, eps: np.float32, scaled: Floats, steps: Floats
) -> None:
    """Takes the root mean square norm of every row and stretches it to reach 127.

    Args:
        hidden: (tokens, size).
        weight: (size).
        eps: Added to the mean square.
        scaled: Written: (tokens, size).
        steps: Written: what one step of each row is worth.
    """
    normed = np.empty(hidden.shape[1], np.float32)
    for token in range(len(hidden)):
        _normalise_row(hidden[token], weight, eps, normed)
        steps[token] = _scale(normed, scaled[token])


@njit(cache=True, fastmath=True, nogil=True, error_model="numpy")
def add(hidden: Floats, product: Floats, steps: Floats) -> None:
    """Adds a product to the hidden states."""
    for token in range(len(hidden)):
        step = steps[token]
        for index in range(hidden.shape[1]):
            hidden[token, index] += product[token, index] * step


@njit(cache=True, fastmath=True, nogil=True, error_model="numpy")
def gate(product: Floats, steps: Floats, scaled: Floats, new_steps: Floats) -> None:
    """Multiplies SiLU of each row's first half with its second half; see `scale`."""
    size = product.shape[1] // 2
    gated = np.empty(size, np.float32)
    exponentials = np.empty(size, np.float32)
    powers = np.empty(size, np.int32)
    for token in range(len(product)):
        step = steps[token]
        for index in range(size):
            exponentials[index] = -product[token, index] * step
        exponentiate(exponentials, powers, size)
        for index in range(size):
            opened = product[token, index] * step / (np.float32(1) + exponentials[index])
            gated[index] = opened * product[token, size + index] * step
        new_steps[token] = _scale(gated, scaled[token])


@njit(cache=True, fastmath=True, nogil=True, error_model="numpy")
def exponentiate(values: Floats, powers: NDArray[np.int32], count: int) -> None:
    """Replaces values by their exponentials; `powers` is room to work in."""
    for index in range(count):
        exponent = min(max(values[index] * _LOG2_E, np.float32(-126)), np.float32(126))
        whole = np.floor(exponent)
        rest = exponent - whole
        result = _SERIES[7]
        for term in (6, 5, 4, 3, 2, 1, 0):
            result = result * rest + _SERIES[term]
        values[index] = result
        # A float whose exponent bits are these is the power of two.
        powers[index] = (np.int32(whole) + np.int32(127)) << np.int32(23)
    twos = powers.view(np.float32)
    for index in range(count):
        values[index] *= twos[index]


@njit(cache=True, fastmath=True, nogil=True, error_model="numpy")
def rotate_and_store(
    heads: Floats,
    steps: Floats,
    rotation: Floats,
    pages: Floats,
    places: Integers,
    query_heads: int,
) -> None:
    """Turns products into queries, keys and values, and keeps the last two.

    Args:
        heads: (tokens, query and key and value heads, head size), changed in place. Numbers
            that rotate together are half a head apart.
        steps: What one step of each token's row is worth.
        rotation: (tokens, 2, half a head): cosines and sines.
        pages: (pages, 2, heads, PAGE, head size).
        places: (tokens, 2): page and place in the page.
        query_heads: How many of the heads are queries.
    """
    kept_heads = pages.shape[2]
    half = heads.shape[2] // 2
    for token in range(len(heads)):
        step = steps[token]
        for head in range(query_heads + kept_heads):
            for index in range(half):
                cosine, sine = rotation[token, 0, index], rotation[token, 1, index]
                first = heads[token, head, index] * step
                second = heads[token, head, half + index] * step
                heads[token, head, index] = first * cosine - second * sine
                heads[token, head, half + index] = second * cosine + first * sine
        page, place = places[token, 0], places[token, 1]
        for head in range(kept_heads):
            for index in range(2 * half):
                value = heads[token, query_heads + kept_heads + head, index] * step
                pages[page, 0, head, place, index] = heads[token, query_heads + head, index]
                pages[page, 1, head, place, index] = value


@njit(cache=True, fastmath=True, nogil=True, error_model="numpy")
def _score_page(query: Floats, keys: Floats, scores: Floats, start: int) -> None:
    """Multiplies a query with the keys of a page, four at a time: their sums run side by side."""
    for place in range(0, PAGE, 4):
        first = second = third = fourth = np.float32(0)
        for index in range(len(query)):
            first += query[index] * keys[place, index]
            second += query[index] * keys[place + 1, index]
            third += query[index] * keys[place + 2, index]
            fourth += query[index] * keys[place + 3, index]
        scores[start + place] = first
        scores[start + place + 1] = second
        scores[start + place + 2] = third
        scores[start + place + 3] = fourth


@njit(cache=True, fastmath=True, nogil=True, error_model="numpy")
def _add_page(weights: Floats, start: int, values: Floats, attended: Floats) -> None:
    """Adds the values of a page by their weights, four at a time."""
    for place in range(0, PAGE, 4):
        first, second = weights[start + place], weights[start + place + 1]
        third, fourth = weights[start + place + 2], weights[start + place + 3]
        for index in range(len(attended)):
            attended[index] += (
                first * values[place, index]
                + second * values[place + 1, index]
                + third * values[place + 2, index]
                + fourth * values[place + 3, index]
            )


@njit(cache=True, fastmath=True, nogil=True, error_model="numpy")
def _attend_head(
    query: Floats,
    layer: Floats,
    head: int,
    table: Integers,
    length: int,
    scale: np.float32,
    scores: Floats,
    powers: NDArray[np.int32],
    attended: Floats,
) -> None:
    for start in range(0, length, PAGE):
        _score_page(query, layer[table[start // PAGE], 0, head], scores, start)
    largest = scores[0]
    for index in range(length):
        largest = max(largest, scores[index])
    for index in range(length):
        scores[index] = (scores[index] - largest) * scale
    exponentiate(scores, powers, length)
    total = np.float32(0)
    for index in range(length):
        total += scores[index]
    # Whatever the last page holds beyond the text weighs nothing.
    scores[length:] = 0
    attended[:] = 0
    for start in range(0, length, PAGE):
        _add_page(scores, start, layer[table[start // PAGE], 1, head], attended)
    for index in range(len(attended)):
        attended[index] /= total


@njit(cache=True, fastmath=True, nogil=True, error_model="numpy")
def attend(
    queries: Floats,
    layer: Floats,
    tables: Integers,
    lengths: Integers,
    scale: np.float32,
    attended: Floats,
) -> None:
    """Attends from every token to its text up to itself.

    Args:
        queries: (tokens, at least the query heads, head size).
        layer: (pages, 2, heads, PAGE, head size): keys and values.
        tables: (tokens, longest): the pages of each token's text in order.
        lengths: How many tokens of its text each may attend to.
        scale: Of the scores.
        attended: Written: (tokens, query heads, head size).
    """
    group = attended.shape[1] // layer.shape[2]
    scores = np.empty(lengths.max() + PAGE, np.float32)
    powers = np.empty(len(scores), np.int32)
    for token in range(len(attended)):
        for head in range(attended.shape[1]):
            _attend_head(
                queries[token, head],
                layer,
                head // group,
                tables[token],
                lengths[token],
                scale,
                scores,
                powers,
                attended[token, head],
            )


@njit(cache=True, fastmath=True, nogil=True, error_model="numpy")
def scale(values: Floats, scaled: Floats, steps: Floats) -> None:
    """Stretches every row to reach 127.

    Args:
        values: (tokens, size).
        scaled: Written: (tokens, size).
        steps: Written: what one step of each row is worth.
    """
    for token in range(len(values)):
        steps[token] = _scale(values[token], scaled[token])


@njit(cache=True, fastmath=True, nogil=True, error_model="numpy")
def attention(
    heads: Floats,
    steps: Floats,
    rotation: Floats,
    pages: Floats,
    places: Integers,
    tables: Integers,
    lengths: Integers,
    scale_of_scores: np.float32,
    scaled: Floats,
    new_steps: Floats,
) -> None:
    """Does `rotate_and_store`, `attend` and `scale` in one call: calls cost time as well."""
    query_heads = heads.shape[1] - 2 * pages.shape[2]
    rotate_and_store(heads, steps, rotation, pages, places, query_heads)
    attended = np.empty((len(heads), query_heads, heads.shape[2]), np.float32)
    attend(heads, pages, tables, lengths, scale_of_scores, attended)
    scale(attended.reshape(scaled.shape), scaled, new_steps)


@njit(cache=True, fastmath=True, nogil=True, error_model="numpy")
def add_and_normalise(
    hidden: Floats,
    product: Floats,
    steps: Floats,
    weight: Floats,
    eps: np.float32,
    scaled: Floats,
    new_steps: Floats,
) -> None:
    """Does `add` and `normalise` in one call."""
    add(hidden, product, steps)
    normalise(hidden, weight, eps, scaled, new_steps)
