"""R-precision: how often a picture's own caption fits it best."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np

AMONG = 100
"""Captions that a picture's own is compared with, itself included."""


@dataclass(frozen=True)
class Precision:
    """Shares of pictures whose own caption is the best match, or one of the five best."""

    top1: float
    top5: float


def r_precision(similarities: np.ndarray, among: int = AMONG) -> Precision:
    """Returns the expected R-precision over all choices of other captions.

    No lot is drawn: of n captions, those that fit better than the picture's own are counted, and
    how many of them are among the others chosen follows the hypergeometric distribution.

    Args:
        similarities: Of each picture (row) with each caption (column); its own in the diagonal.
        among: Captions compared, the own one included; at most as many as there are.
    """
    own = similarities.diagonal()[:, None]
    # A tie is no match: a picture that fits all captions alike fits none.
    better = (similarities >= own).sum(axis=1) - 1
    others = len(similarities) - 1
    drawn = min(among - 1, others)
    return Precision(
        top1=_mean(better, others, drawn, most=0), top5=_mean(better, others, drawn, most=4)
    )


def _mean(better: Sequence[int] | np.ndarray, others: int, drawn: int, most: int) -> float:
    """Returns the mean chance that at most so many better ones are drawn."""
    return float(np.mean([_chance(int(b), others, drawn, most) for b in better]))


def _chance(better: int, others: int, drawn: int, most: int) -> float:
    allowed = range(min(most, drawn) + 1)
    ways = sum(comb(better, k) * comb(others - better, drawn - k) for k in allowed)
    return ways / comb(others, drawn)
