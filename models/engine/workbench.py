"""Where the worker's backend makes what waits; whatever happens, every ticket ends."""

import logging

from models.backend import Backend
from models.base import Kind, Progress, Stage
from models.engine.inbox import Inbox
from models.engine.ticket import WorkerTicket
from models.errors import GenerationError, ModelUnavailable

logger = logging.getLogger("models.engine.worker")


class Workbench:
    """Has one backend serve an inbox."""

    def __init__(self, backend: Backend, inbox: Inbox) -> None:
        self._backend = backend
        self._inbox = inbox
        self._is_loaded = False

    def work(self) -> None:
        """Waits until something is to be made or loaded, and does it."""
        self._inbox.wait()
        try:
            self._load()
        except GenerationError as error:
            logger.warning("The model could not be loaded: %s", error.message)
            # Only those that waited for it: whoever comes now may have better luck.
            for ticket in self._inbox.waiting():
                ticket.fail(error)
        except Exception as error:
            logger.exception("The model could not be loaded")
            for ticket in self._inbox.waiting():
                ticket.break_off(error)
        else:
            self._serve()

    def _load(self) -> None:
        if not self._is_loaded:
            self._report_to_waiting(Progress(Stage.LOADING))
        self._backend.load(self._report_to_waiting)
        self._is_loaded = True

    def _serve(self) -> None:
        waited = self._inbox.waiting()
        offered = _Offered(self._inbox, self._backend.capabilities.kinds)
        cause: Exception = RuntimeError("the backend left the job without an end")
        try:
            self._backend.serve(offered)
        except Exception as error:  # noqa: BLE001  it is logged with each ticket
            cause = error
        for ticket in self._inbox.taken():
            ticket.break_off(cause)
        if offered.taken == 0:
            # A backend that takes nothing would be asked for ever.
            for ticket in waited:
                ticket.break_off(cause)

    def _report_to_waiting(self, progress: Progress) -> None:
        for ticket in self._inbox.waiting():
            ticket.report(progress)


class _Offered:
    """The `models.backend.Tickets` that a backend gets; taking one is announced."""

    def __init__(self, inbox: Inbox, kinds: frozenset[Kind]) -> None:
        self._inbox = inbox
        self._kinds = kinds
        self.taken = 0

    def take(self) -> WorkerTicket | None:
        for ticket in iter(self._inbox.take, None):
            self.taken += 1
            if ticket.kind in self._kinds:
                ticket.report(Progress(Stage.GENERATING))
                return ticket
            ticket.fail(ModelUnavailable(f"No model is configured for {ticket.kind.value}."))
        return None
