"""Choosing the device and number format a model runs with."""

import torch

from models.errors import ModelUnavailable

_DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}


def choose_device(name: str) -> torch.device:
    """Returns the named device; "auto" is CUDA, else Apple's MPS, else the processor.

    Raises:
        ModelUnavailable: There is no such device here.
    """
    if name == "auto":
        if torch.cuda.is_available():
            return torch.device("cuda")
        return torch.device("mps" if torch.backends.mps.is_available() else "cpu")
    try:
        device = torch.device(name)
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError) as error:
        raise ModelUnavailable(
            f"There is no device {name} here. Set ATELIER_DEVICE to auto, cpu, cuda or mps."
        ) from error
    return device


def choose_dtype(name: str, device: torch.device) -> torch.dtype:
    """Returns the named number format; "auto" is bfloat16, on MPS float16.

    Raises:
        ModelUnavailable: There is no such format.
    """
    if name == "auto":
        return torch.float16 if device.type == "mps" else torch.bfloat16
    if name not in _DTYPES:
        raise ModelUnavailable(
            f"There is no number format {name}. Set ATELIER_DTYPE to auto, {', '.join(_DTYPES)}."
        )
    return _DTYPES[name]
