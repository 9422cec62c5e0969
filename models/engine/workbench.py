"""Where the worker runs jobs on backends, and turns whatever happens into an answer."""

import logging
import secrets
from collections.abc import Sequence

from models.base import (
    KIND_OF_REQUEST,
    Backend,
    Capabilities,
    GenerationResult,
    Kind,
    Progress,
    ProgressCallback,
    Stage,
)
from models.engine.messages import Failed, Finished, Run
from models.engine.pipes import Inbox, Outbox
from models.engine.signs_of_life import SignsOfLife
from models.errors import BackendFailed, GenerationCancelled, GenerationError, ModelUnavailable

logger = logging.getLogger("models.engine.worker")


class Workbench:
    """Keeps the backends, loaded once they were used."""

    def __init__(self, backends: Sequence[Backend], inbox: Inbox, outbox: Outbox) -> None:
        self._backends: dict[Kind, Backend] = {
            kind: backend for backend in backends for kind in backend.capabilities.kinds
        }
        self._loaded: set[Kind] = set()
        self._inbox = inbox
        self._outbox = outbox

    def model_ids(self) -> dict[Kind, str]:
        return {kind: backend.model_id for kind, backend in self._backends.items()}

    def capabilities(self) -> dict[Kind, Capabilities]:
        return {kind: backend.capabilities for kind, backend in self._backends.items()}

    def load(self, kind: Kind) -> None:
        """Makes a model ready before it is needed; a failure is only logged."""
        try:
            self._ready(kind, on_progress=lambda _: None)
        except Exception:
            logger.exception("The model for %s could not be loaded ahead of time", kind.value)

    def run(self, run: Run) -> None:
        """Makes a work and sends it, or the error that it ended in."""
        try:
            self._outbox.send(Finished(run.job_id, self._generate(run)))
        except GenerationError as error:
            self._outbox.send(Failed(run.job_id, error))
        except Exception:
            reference = secrets.token_hex(4)
            logger.exception("Job %d failed, reference %s", run.job_id, reference)
            apology = f"Something unexpected went wrong in the model (reference {reference})."
            self._outbox.send(Failed(run.job_id, BackendFailed(apology)))

    def _generate(self, run: Run) -> GenerationResult:
        signs = SignsOfLife(run.job_id, self._inbox, self._outbox)
        backend = self._ready(KIND_OF_REQUEST[type(run.request)], signs.report)
        if signs.is_cancelled():
            raise GenerationCancelled("Cancelled.")
        signs.report(Progress(Stage.GENERATING))
        return backend.generate(run.request, signs.report, signs.is_cancelled)

    def _ready(self, kind: Kind, on_progress: ProgressCallback) -> Backend:
        backend = self._backends.get(kind)
        if backend is None:
            raise ModelUnavailable(f"No model is configured for {kind.value}.")
        if kind not in self._loaded:
            on_progress(Progress(Stage.LOADING))
        backend.load(on_progress)
        self._loaded |= backend.capabilities.kinds
        return backend
