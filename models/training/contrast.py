"""Learning what belongs together from what does not."""

import torch
from torch import Tensor
from torch.nn import functional


def matching_loss(seen: Tensor, told: Tensor, concepts: Tensor) -> Tensor:
    """Cross-entropy both ways (Radford et al. 2021, arXiv:2103.00020).

    Args:
        seen: Vectors of pictures (batch, dimensions).
        told: Of their captions, as far apart as the right answer shall be sure.
        concepts: What each shows; others of the same are no wrong answers.
    """
    logits = seen @ told.T
    same = concepts[:, None] == concepts
    same.fill_diagonal_(fill_value=False)
    logits = logits.masked_fill(same, float("-inf"))
    right = torch.arange(len(logits))
    return functional.cross_entropy(logits, right) + functional.cross_entropy(logits.T, right)
