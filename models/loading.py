"""What loading and running a model have in common: device, number format, revision, errors."""

import logging
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import BackendFailed, GenerationError, ModelUnavailable, OutOfMemory

if TYPE_CHECKING:
    import torch

_log = logging.getLogger(__name__)


def resolve_device(device: str) -> str:
    """Returns the device for a setting; "auto" takes CUDA, then MPS, then the CPU."""
    import torch

    if device != "auto":
        return device
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def resolve_dtype(dtype: str, device: str) -> "torch.dtype":
    """Returns the number format for a setting; "auto" takes half precision."""
    import torch

    if dtype == "auto":
        dtype = "float16" if device == "mps" else "bfloat16"
    return {
        "float32": torch.float32,
        "bfloat16": torch.bfloat16,
        "float16": torch.float16,
    }[dtype]


def model_revision(model_id: str, filename: str) -> str:
    """Returns the commit of a hub model in the local cache, or "local" for a path."""
    from huggingface_hub import try_to_load_from_cache

    if Path(model_id).exists():
        return "local"
    cached = try_to_load_from_cache(model_id, filename)
    return Path(cached).parent.name if isinstance(cached, str) else "unknown"


def download(model_id: str) -> None:
    """Fetches a hub model into the local cache, with progress bars.

    Raises:
        ModelUnavailable: Unknown id or no network.
    """
    from huggingface_hub import snapshot_download

    with translated_load_errors(model_id):
        snapshot_download(model_id)


@contextmanager
def translated_load_errors(model_id: str) -> Generator[None]:
    """Turns what libraries raise for a model they can't load into `ModelUnavailable`."""
    try:
        yield
    except GenerationError:
        raise
    except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
        # The libraries raise OSError and ValueError for unknown ids, no network and broken files.
        _log.warning("model %s can't be loaded", model_id, exc_info=True)
        reason = str(error).strip().splitlines()[0][:200] if str(error).strip() else repr(error)
        raise ModelUnavailable(
            f"The model “{model_id}” can't be loaded ({reason}). Whoever runs this bot can see "
            "what is wrong with `atelier models list`."
        ) from error


@contextmanager
def translated_run_errors(model_id: str) -> Generator[None]:
    """Turns what libraries raise while they generate into our own errors."""
    import torch

    try:
        yield
    except GenerationError:
        raise
    except torch.OutOfMemoryError as error:
        raise OutOfMemory(
            "That was too much for my memory. Try fewer or smaller pictures."
        ) from error
    except Exception as error:
        reference = secrets.token_hex(3)
        _log.exception("model %s failed, reference %s", model_id, reference)
        raise BackendFailed(
            f"The model failed on this one (reference {reference}). Trying again may help."
        ) from error
