"""Matrix products in 8-bit integers, by FBGEMM."""

import warnings

import torch

_LARGEST = 127
ZERO = 128
"""Where zero stands: FBGEMM multiplies unsigned inputs."""


class Int8Linear:
    """A linear layer whose weights are rounded to bytes, with a scale for each output.

    Products are summed as integers, which is exact: a row's result does not depend on how many
    rows there are.
    """

    def __init__(self, weight: torch.Tensor) -> None:
        """Rounds and packs a weight of (outputs, inputs)."""
        # Naming the overload saves torch a look at every argument, a tenth of a small model's time.
        self._multiply = torch.ops.quantized.linear_with_input_q_dq_qweight_dq_output_fp32.default
        exact = weight.detach().float()
        scales = exact.abs().amax(dim=1).clamp(min=1e-12) / _LARGEST
        zeros = torch.zeros(len(exact), dtype=torch.int64)
        with warnings.catch_warnings():
            # Tensors that know their scale are going away; the packed weights are not.
            warnings.simplefilter("ignore")
            rounded = torch.quantize_per_channel(exact, scales.double(), zeros, 0, torch.qint8)
            self._packed = torch.ops.quantized.linear_prepack(rounded, None)

    def __call__(self, inputs: torch.Tensor) -> torch.Tensor:
        """Rounds inputs to integers and multiplies.

        Args:
            inputs: (tokens, inputs), float32 between -127 and 127.

        Returns:
            (tokens, outputs), float32.
        """
        return self._multiply(inputs, 1.0, ZERO, self._packed)

    def unpacked(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns the rounded weights, (outputs, inputs), and what a step of each output is worth.

        Unpacking makes copies, int8 and float32.
        """
        rounded, _bias = torch.ops.quantized.linear_unpack(self._packed)
        return rounded.int_repr(), rounded.q_per_channel_scales().float()


def sums_are_exact() -> bool:
    """Returns whether this processor has the instructions that add up products without loss.

    Without them FBGEMM cuts pairs of products at 16 bits.
    """
    largest = torch.full((1, 64), float(_LARGEST))
    return bool(Int8Linear(largest)(largest).item() == largest.square().sum().item())
