"""A request in the worker, as its backend sees it."""

import logging
import secrets

from models.base import KIND_OF_REQUEST, GenerationRequest, GenerationResult, Kind, Progress
from models.engine.messages import Failed, Finished, Run
from models.engine.pipes import Outbox
from models.engine.signs_of_life import SignsOfLife
from models.errors import BackendFailed, GenerationError

logger = logging.getLogger("models.engine.worker")


class WorkerTicket:
    """A `models.backend.Ticket` whose answers go to the engine; only the first end counts."""

    def __init__(self, run: Run, outbox: Outbox) -> None:
        self.job_id = run.job_id
        self.reference = run.reference
        self.has_ended = False
        self._request = run.request
        self._outbox = outbox
        self._signs = SignsOfLife(run.job_id, outbox)
        self._is_cancelled = False

    @property
    def request(self) -> GenerationRequest:
        return self._request

    @property
    def kind(self) -> Kind:
        """What is to be made."""
        return KIND_OF_REQUEST[type(self._request)]

    @property
    def is_cancelled(self) -> bool:
        if not self.has_ended:
            self._signs.is_asked()
        return self._is_cancelled

    def cancel(self) -> None:
        """Notes that nobody wants the work any more; called by the thread that listens."""
        self._is_cancelled = True

    def report(self, progress: Progress) -> None:
        if not self.has_ended:
            self._signs.report(progress)

    def finish(self, result: GenerationResult) -> None:
        if self.has_ended:
            return
        try:
            self._outbox.send(Finished(self.job_id, result))
        except Exception as error:  # noqa: BLE001  pickling runs any code; it is logged
            self.break_off(error)
        self.has_ended = True

    def fail(self, error: GenerationError) -> None:
        if self.has_ended:
            return
        self.has_ended = True
        self._outbox.send(Failed(self.job_id, error))

    def break_off(self, cause: BaseException) -> None:
        """Ends the ticket with an apology whose reference is in the log, with the cause."""
        if self.has_ended:
            return
        reference = secrets.token_hex(4)
        job = {"job": self.reference}
        logger.error("A job failed, reference %s", reference, exc_info=cause, extra=job)
        self.fail(
            BackendFailed(f"Something unexpected went wrong in the model (reference {reference}).")
        )
