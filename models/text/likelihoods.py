"""From a model's logits to the tokens that are worth a look."""

# Numba compiles the functions from their source and has no types for them.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUntypedFunctionDecorator=false

import numpy as np
from numba import njit
from numpy.typing import NDArray

from models.text.decoding.kernels import Floats, Integers, exponentiate

Mask = NDArray[np.bool_]


@njit(cache=True, fastmath=True, nogil=True)
def log_likelihoods(logits: Floats) -> None:
    """Turns logits into log likelihoods, in place."""
    largest = logits[0]
    for token in range(len(logits)):
        largest = max(largest, logits[token])
    powers = np.empty(len(logits), np.int32)
    weights = logits - largest
    exponentiate(weights, powers, len(logits))
    total = np.float32(0)
    for token in range(len(logits)):
        total += weights[token]
    largest += np.log(total)
    for token in range(len(logits)):
        logits[token] -= largest


@njit(cache=True, fastmath=True, nogil=True)
def guide(asked: Floats, neutral: Floats, scale: float) -> None:
    """Moves logits away from the neutral ones, in place (classifier-free guidance).

    Args:
        asked: Logits after what was asked.
        neutral: Logits after a prompt about nothing in particular.
        scale: 1 leaves them as they are.
    """
    for token in range(len(asked)):
        asked[token] = neutral[token] + np.float32(scale) * (asked[token] - neutral[token])


@njit(cache=True, fastmath=True, nogil=True)
def shortlist(likelihoods: Floats, barred: Mask, window: float) -> Integers:
    """Returns the tokens that are allowed and nearly as likely as the likeliest of those.

    Args:
        likelihoods: (vocabulary), logarithms.
        barred: (vocabulary): tokens that are not allowed.
        window: How much less likely than the likeliest, as a logarithm, they may be.
    """
    largest = np.float32(-np.inf)
    for token in range(len(likelihoods)):
        if not barred[token]:
            largest = max(largest, likelihoods[token])
    least = largest - np.float32(window)
    found = np.empty(len(likelihoods), np.int64)
    count = 0
    for token in range(len(likelihoods)):
        if likelihoods[token] >= least and not barred[token]:
            found[count] = token
            count += 1
    return found[:count].copy()
