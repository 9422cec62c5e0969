"""What model libraries raise, translated once into errors for people."""

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

_OUT_OF_MEMORY = "The text model ran out of memory. Choose a smaller one, or free some memory."
_ADVICE = "Check ATELIER_TEXT_MODEL_ID: a Hugging Face id, a local folder or embedded."


@contextmanager
def translated_load_failures(model_id: str) -> Generator[None]:
    """Turns whatever goes wrong while loading into `ModelUnavailable` or `OutOfMemory`."""
    try:
        yield
    except GenerationError:
        raise
    except Exception as error:
        if is_out_of_memory(error):
            raise OutOfMemory(_OUT_OF_MEMORY) from error
        raise ModelUnavailable(_why_unavailable(model_id, error)) from error


@contextmanager
def translated_generation_failures() -> Generator[None]:
    """Turns whatever goes wrong while writing into `OutOfMemory` or `BackendFailed`."""
    try:
        yield
    except GenerationError:
        raise
    except Exception as error:
        if is_out_of_memory(error):
            raise OutOfMemory(_OUT_OF_MEMORY) from error
        raise BackendFailed(f"The text model failed: {_first_line(error)}") from error


def is_out_of_memory(error: BaseException) -> bool:
    """Returns whether a device or the machine had no memory left."""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    words = str(error).lower()
    return isinstance(error, RuntimeError) and (
        "out of memory" in words or "can't allocate memory" in words
    )


def _why_unavailable(model_id: str, error: Exception) -> str:
    causes = list(_chain(error))
    if _any(causes, GatedRepoError):
        return (
            f"The text model {model_id} asks you to accept its licence: do so on its page on "
            "huggingface.co and log in with `hf auth login`."
        )
    if _any(causes, RepositoryNotFoundError, HFValidationError):
        return f"There is no text model {model_id} that I may read. {_ADVICE}"
    if _any(causes, LocalEntryNotFoundError, OfflineModeIsEnabled, ConnectionError):
        return (
            f"The text model {model_id} is not on this machine and huggingface.co can't be "
            f"reached. Check the network, or {_ADVICE[0].lower()}{_ADVICE[1:]}"
        )
    return f"The text model {model_id} can't be loaded: {_first_line(error)} {_ADVICE}"


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
