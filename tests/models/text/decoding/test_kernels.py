"""Every kernel against numpy in float64."""

import numpy as np
import pytest
from numpy.typing import NDArray

from models.text.decoding import kernels
from models.text.decoding.pages import PAGE

Exact = NDArray[np.float64]
ROWS, SIZE = 7, 45


@pytest.fixture
def numbers() -> np.random.Generator:
    return np.random.default_rng(5)


def floats(numbers: np.random.Generator, *shape: int) -> kernels.Floats:
    return numbers.standard_normal(shape).astype(np.float32)


def expect_stretched(stretched: kernels.Floats, steps: kernels.Floats, exact: Exact) -> None:
    """Every row reaches 127, and its numbers times its step are the exact ones."""
    np.testing.assert_allclose(steps, np.abs(exact).max(axis=1) / 127, rtol=1e-5)
    np.testing.assert_allclose(np.abs(stretched).max(axis=1), 127, rtol=1e-6)
    assert np.abs(stretched).max() < 127.5
    found = stretched.astype(np.float64) * steps[:, None]
    assert (np.abs(found - exact) < 1e-4 * np.abs(exact).max(axis=1)[:, None]).all()


def room(rows: int, size: int) -> tuple[kernels.Floats, kernels.Floats]:
    return np.zeros((rows, size), np.float32), np.zeros(rows, np.float32)


def test_exponentials() -> None:
    values = np.linspace(-80, 80, 10_001).astype(np.float32)
    expected = np.exp(values.astype(np.float64))
    kernels.exponentiate(values, np.empty(len(values), np.int32), len(values))
    np.testing.assert_allclose(values, expected, rtol=2e-5)


def test_exponentials_neither_vanish_into_nan_nor_overflow() -> None:
    values = np.array([-1e30, -1000, -100, 100, 1000, 1e30], np.float32)
    kernels.exponentiate(values, np.empty(6, np.int32), 6)
    assert np.isfinite(values).all()
    assert (values[:3] < 1e-37).all()
    assert (values[3:] > 1e37).all()


def test_only_as_many_as_said_are_exponentiated() -> None:
    values = np.array([0, 1, 5, 5], np.float32)
    kernels.exponentiate(values, np.empty(4, np.int32), 2)
    np.testing.assert_allclose(values, [1, np.e, 5, 5], rtol=1e-6)


def test_stretching(numbers: np.random.Generator) -> None:
    values = floats(numbers, ROWS, SIZE) * np.logspace(-3, 3, ROWS, dtype=np.float32)[:, None]
    stretched, steps = room(ROWS, SIZE)
    kernels.scale(values, stretched, steps)
    expect_stretched(stretched, steps, values.astype(np.float64))


def test_nothing_is_stretched_to_nothing() -> None:
    stretched, steps = room(1, SIZE)
    kernels.scale(np.zeros((1, SIZE), np.float32), stretched, steps)
    assert (stretched == 0).all()
    assert np.isfinite(steps).all()


def test_normalising(numbers: np.random.Generator) -> None:
    hidden, weight = floats(numbers, ROWS, SIZE), floats(numbers, SIZE)
    stretched, steps = room(ROWS, SIZE)
    kernels.normalise(hidden, weight, np.float32(1e-5), stretched, steps)
    exact = hidden.astype(np.float64)
    exact *= 1 / np.sqrt((exact**2).mean(axis=1, keepdims=True) + 1e-5) * weight
    expect_stretched(stretched, steps, exact)


def test_adding(numbers: np.random.Generator) -> None:
    hidden, product = floats(numbers, ROWS, SIZE), floats(numbers, ROWS, SIZE) * 100
    steps = np.abs(floats(numbers, ROWS))
    expected = hidden.astype(np.float64) + product.astype(np.float64) * steps[:, None]
    kernels.add(hidden, product, steps)
    np.testing.assert_allclose(hidden, expected, rtol=1e-5, atol=1e-4)


def test_gating(numbers: np.random.Generator) -> None:
    product = floats(numbers, ROWS, 2 * SIZE) * 300
    steps = np.full(ROWS, 0.01, np.float32)
    stretched, new_steps = room(ROWS, SIZE)
    kernels.gate(product, steps, stretched, new_steps)
    exact = product.astype(np.float64) * steps[:, None].astype(np.float64)
    opened, other = exact[:, :SIZE], exact[:, SIZE:]
    expect_stretched(stretched, new_steps, opened / (1 + np.exp(-opened)) * other)


def test_gates_can_be_shut_and_wide_open() -> None:
    product = np.array([[-500.0, 500.0, 1.0, 1.0]], np.float32)
    stretched, steps = room(1, 2)
    kernels.gate(product, np.ones(1, np.float32), stretched, steps)
    np.testing.assert_allclose(stretched, [[0, 127]], atol=1e-4)
    np.testing.assert_allclose(steps, 500 / 127, rtol=1e-6)


def test_rotating_and_storing(numbers: np.random.Generator) -> None:
    query_heads, kept_heads, head_size = 4, 2, 8
    heads = floats(numbers, 3, query_heads + 2 * kept_heads, head_size)
    steps = np.array([0.5, 1, 2], np.float32)
    angles = numbers.uniform(0, 100, (3, head_size // 2))
    pages = np.zeros((5, 2, kept_heads, PAGE, head_size), np.float32)
    places = np.array([[4, 0], [1, 15], [4, 1]])
    exact = heads.astype(np.float64) * steps[:, None, None]
    first, second = np.split(exact[:, : query_heads + kept_heads], 2, axis=2)
    turned = (first + 1j * second) * np.exp(1j * angles)[:, None]
    rotated = np.concatenate([turned.real, turned.imag], axis=2)

    rotation = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    kernels.rotate_and_store(heads, steps, rotation, pages, places, query_heads)

    np.testing.assert_allclose(heads[:, :query_heads], rotated[:, :query_heads], atol=1e-5)
    for token, (page, place) in enumerate(places):
        keys, values = pages[page, :, :, place]
        np.testing.assert_allclose(keys, rotated[token, query_heads:], atol=1e-5)
        np.testing.assert_allclose(values, exact[token, -kept_heads:], atol=1e-5)
    # Nothing else was written.
    assert np.count_nonzero(pages) == 3 * 2 * kept_heads * head_size


def attended_exactly(
    queries: Exact, layer: Exact, table: kernels.Integers, length: int, scale: float
) -> Exact:
    keys, values = (
        np.concatenate([layer[page, which] for page in table], axis=1)[:, :length]
        for which in (0, 1)
    )
    group = len(queries) // len(keys)
    keys, values = keys.repeat(group, axis=0), values.repeat(group, axis=0)
    weights = np.exp(np.einsum("hd,hld->hl", queries, keys) * scale)
    return np.einsum("hl,hld->hd", weights / weights.sum(axis=1, keepdims=True), values)


def test_attending(numbers: np.random.Generator) -> None:
    query_heads, kept_heads, head_size, scale = 6, 2, 8, 0.35
    layer = floats(numbers, 9, 2, kept_heads, PAGE, head_size)
    # More heads than queries: keys and values stand behind them in the same product.
    queries = floats(numbers, 4, query_heads + 2 * kept_heads, head_size)
    tables = np.array([[3, 1, 8], [5, 0, 0], [3, 2, 0], [7, 0, 0]])
    lengths = np.array([2 * PAGE + 5, 1, 2 * PAGE, PAGE])
    attended = np.empty((4, query_heads, head_size), np.float32)
    kernels.attend(queries, layer, tables, lengths, np.float32(scale), attended)
    for token in range(4):
        expected = attended_exactly(
            queries[token, :query_heads].astype(np.float64),
            layer.astype(np.float64),
            tables[token],
            int(lengths[token]),
            scale,
        )
        np.testing.assert_allclose(attended[token], expected, rtol=1e-4, atol=1e-5)


def test_scores_far_apart_choose_one_place() -> None:
    layer = np.zeros((1, 2, 1, PAGE, 2), np.float32)
    layer[0, 0, 0, 3] = 100
    layer[0, 1, 0, :, 0] = np.arange(PAGE)
    attended = np.empty((1, 1, 2), np.float32)
    kernels.attend(
        np.full((1, 1, 2), 100, np.float32),
        layer,
        np.zeros((1, 1), np.int64),
        np.array([PAGE]),
        np.float32(1),
        attended,
    )
    np.testing.assert_allclose(attended[0, 0], [3, 0], atol=1e-6)


def test_rows_depend_on_themselves_alone(numbers: np.random.Generator) -> None:
    hidden, weight = floats(numbers, 32, SIZE), floats(numbers, SIZE)
    together, steps = room(32, SIZE)
    kernels.normalise(hidden, weight, np.float32(1e-5), together, steps)
    for row in range(32):
        alone, step = room(1, SIZE)
        kernels.normalise(hidden[row : row + 1], weight, np.float32(1e-5), alone, step)
        assert (alone[0] == together[row]).all()
        assert step[0] == steps[row]


def test_attention_is_its_three_parts_in_one(numbers: np.random.Generator) -> None:
    query_heads, kept_heads, head_size = 4, 2, 8
    heads = floats(numbers, 2, query_heads + 2 * kept_heads, head_size)
    steps, scale = np.array([0.5, 2], np.float32), np.float32(0.35)
    rotation = floats(numbers, 2, 2, head_size // 2)
    pages = floats(numbers, 3, 2, kept_heads, PAGE, head_size)
    places, tables = np.array([[1, 3], [0, 0]]), np.array([[2, 1], [0, 0]])
    lengths = np.array([PAGE + 4, 1])
    parts_heads, parts_pages = heads.copy(), pages.copy()
    kernels.rotate_and_store(parts_heads, steps, rotation, parts_pages, places, query_heads)
    attended = np.empty((2, query_heads, head_size), np.float32)
    kernels.attend(parts_heads, parts_pages, tables, lengths, scale, attended)

    stretched, new_steps = room(2, query_heads * head_size)
    kernels.attention(
        heads, steps, rotation, pages, places, tables, lengths, scale, stretched, new_steps
    )

    expect_stretched(stretched, new_steps, attended.reshape(2, -1).astype(np.float64))
    np.testing.assert_allclose(pages, parts_pages, atol=1e-6)


def test_adding_and_normalising_in_one(numbers: np.random.Generator) -> None:
    hidden, product = floats(numbers, ROWS, SIZE), floats(numbers, ROWS, SIZE) * 100
    steps, weight = np.abs(floats(numbers, ROWS)), floats(numbers, SIZE)
    exact = hidden.astype(np.float64) + product.astype(np.float64) * steps[:, None]
    stretched, new_steps = room(ROWS, SIZE)
    kernels.add_and_normalise(
        hidden, product, steps, weight, np.float32(1e-5), stretched, new_steps
    )
    np.testing.assert_allclose(hidden, exact, rtol=1e-5, atol=1e-4)
    exact *= 1 / np.sqrt((exact**2).mean(axis=1, keepdims=True) + 1e-5) * weight
    expect_stretched(stretched, new_steps, exact)


def test_what_a_page_holds_beyond_the_text_weighs_nothing(numbers: np.random.Generator) -> None:
    layer = floats(numbers, 1, 2, 1, PAGE, 8)
    queries, table = floats(numbers, 1, 1, 8), np.zeros((1, 1), np.int64)
    found: list[kernels.Floats] = []
    for leftover in (0, 1000):
        layer[:, :, :, 5:] = leftover
        attended = np.empty((1, 1, 8), np.float32)
        kernels.attend(queries, layer, table, np.array([5]), np.float32(0.35), attended)
        found.append(attended)
    assert (found[0] == found[1]).all()
