"""Which batch sizes give every picture the very same bits.

Libraries choose their kernels by the shape of the batch, and kernels that add up in another order
round differently: with float32 on a processor, four pictures together differ from each alone in the
last bits. Neither a row's place in the batch nor its neighbours matter, only the batch's size. So
the sizes are compared once, on this machine and in this number format, and only those that agree
are used; what does not fill one is padded. bfloat16 on processors that multiply it natively agrees
at every size, and then nothing is lost.
"""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

# A step costs a fixed part and a part for each picture, so a few sizes waste little by padding.
_PROCESSOR_SIZES = (1, 2, 4, 6, 8, 12, 16)
# Alone it costs a third more than one picture; eight would cost more than the double.
_PROCESSOR_REFERENCE = 2
# Small batches leave a graphics card idle, so one size costs no more than the others.
_CARD_SIZES = (16,)


def faithful_sizes(draw: Callable[[int], Tensor], device: torch.device) -> tuple[int, ...]:
    """Returns the sizes, rising, whose pictures do not depend on which of them is used.

    Args:
        draw: Runs the model on that many copies of one picture; returns as many rows.
        device: Where it runs.
    """
    if device.type == "cpu":
        return _agreeing(draw, _PROCESSOR_SIZES, _PROCESSOR_REFERENCE)
    return _agreeing(draw, _CARD_SIZES, _CARD_SIZES[0])


def _agreeing(
    draw: Callable[[int], Tensor], sizes: Sequence[int], reference: int
) -> tuple[int, ...]:
    expected = draw(reference)[:1]
    agreeing: list[int] = []
    for size in sizes:
        rows = draw(size)
        if torch.equal(rows, expected.expand_as(rows)):
            agreeing.append(size)
    # Where not even the rows of one batch agree, each picture is drawn alone.
    return tuple(agreeing) if reference in agreeing else (1,)
