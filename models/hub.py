"""Hub models in the local cache."""

from pathlib import Path

from huggingface_hub import snapshot_download, try_to_load_from_cache
from huggingface_hub.errors import HFValidationError

from models.failures import translated_load_failures

UNKNOWN_REVISION = "unknown"
LOCAL_REVISION = "local"


def download(model_id: str, setting: str) -> None:
    """Fetches a hub model into the local cache, with progress bars.

    Raises:
        ModelUnavailable: Unknown id or no network.
    """
    with translated_load_failures(model_id, setting):
        snapshot_download(model_id)


def cached_folder(model_id: str, filename: str) -> Path | None:
    """Returns the folder of the cached model that holds the file, or None if there is none."""
    try:
        cached = try_to_load_from_cache(model_id, filename)
    except HFValidationError:
        # A path that does not exist can't be an id either.
        return None
    return Path(cached).parent if isinstance(cached, str) else None


def model_revision(model_id: str, filename: str) -> str:
    """Returns the commit of a cached hub model, or "local" for a path."""
    if Path(model_id).exists():
        return LOCAL_REVISION
    folder = cached_folder(model_id, filename)
    return folder.name if folder else UNKNOWN_REVISION
