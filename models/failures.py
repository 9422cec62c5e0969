"""What model libraries raise, translated once into errors for people."""

import logging
import secrets
from collections.abc import Generator, Iterator
from contextlib import contextmanager

import torch
from huggingface_hub.errors import (
    GatedRepoError,
    HFValidationError,
    LocalEntryNotFoundError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
)

from models.errors import BackendFailed, GenerationError, ModelUnavailable, OutOfMemory

_log = logging.getLogger(__name__)
_OUT_OF_MEMORY = (
    "That was too much for the memory of this machine. Ask for something smaller; whoever runs "
    "this bot can also choose a smaller model."
)


@contextmanager
def translated_load_failures(model_id: str, setting: str) -> Generator[None]:
    """Turns whatever goes wrong while loading into `ModelUnavailable` or `OutOfMemory`.

    Args:
        model_id: The model.
        setting: The environment variable that chooses it.
    """
    try:
        yield
    except GenerationError:
        raise
    except Exception as error:
        if is_out_of_memory(error):
            raise OutOfMemory(_OUT_OF_MEMORY) from error
        _log.warning("The model %s can't be loaded", model_id, exc_info=True)
        raise ModelUnavailable(_why_unavailable(model_id, setting, error)) from error


@contextmanager
def translated_generation_failures(model_id: str) -> Generator[None]:
    """Turns whatever goes wrong while generating into `OutOfMemory` or `BackendFailed`.

    Args:
        model_id: The model.
    """
    try:
        yield
    except GenerationError:
        raise
    except Exception as error:
        if is_out_of_memory(error):
            raise OutOfMemory(_OUT_OF_MEMORY) from error
        reference = secrets.token_hex(3)
        _log.exception("The model %s failed, reference %s", model_id, reference)
        raise BackendFailed(
            f"The model failed on this one (reference {reference}). Trying again may help."
        ) from error


def is_out_of_memory(error: BaseException) -> bool:
    """Returns whether a device or the machine had no memory left."""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    words = str(error).lower()
    return isinstance(error, RuntimeError) and (
        "out of memory" in words or "can't allocate memory" in words
    )


def _why_unavailable(model_id: str, setting: str, error: Exception) -> str:
    causes = list(_chain(error))
    advice = f"Check {setting}: a Hugging Face id, a local folder or embedded."
    if _any(causes, GatedRepoError):
        return (
            f"The model {model_id} asks you to accept its licence: do so on its page on "
            "huggingface.co and log in with `hf auth login`."
        )
    if _any(causes, RepositoryNotFoundError, HFValidationError):
        return f"There is no model {model_id} that I may read. {advice}"
    if _any(causes, LocalEntryNotFoundError, OfflineModeIsEnabled, ConnectionError):
        return (
            f"The model {model_id} is not on this machine and huggingface.co can't be reached. "
            f"Check the network. {advice}"
        )
    return f"The model {model_id} can't be loaded: {_first_line(error)} {advice}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    current: BaseException | None = error
    while current is not None:
        yield current
        current = current.__cause__ or current.__context__


def _any(causes: list[BaseException], *kinds: type[BaseException]) -> bool:
    return any(isinstance(cause, kinds) for cause in causes)


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    first = lines[0].strip() if lines else type(error).__name__
    return first if first.endswith((".", "!", "?")) else f"{first}."
