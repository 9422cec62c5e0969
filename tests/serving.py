"""Tickets for tests of backends: what the worker would hand out, with a script of when."""

from collections.abc import Callable, Sequence

from models.backend import Backend
from models.base import GenerationRequest, GenerationResult, Progress, ProgressCallback
from models.errors import GenerationError


class ScriptedTicket:
    """A ticket that keeps what it was told, and fails the test when it is ended twice.

    Attributes:
        reports: All progress, in order.
        result: The result, once it was finished.
        error: The error, once it failed.
    """

    def __init__(
        self,
        request: GenerationRequest,
        *,
        on_progress: ProgressCallback = lambda _: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self._request = request
        self._on_progress = on_progress
        self._is_cancelled = is_cancelled
        self.reports: list[Progress] = []
        self.result: GenerationResult | None = None
        self.error: GenerationError | None = None

    @property
    def request(self) -> GenerationRequest:
        return self._request

    @property
    def is_cancelled(self) -> bool:
        return self._is_cancelled()

    @property
    def has_ended(self) -> bool:
        return self.result is not None or self.error is not None

    def report(self, progress: Progress) -> None:
        assert not self.has_ended, "progress after the end"
        self.reports.append(progress)
        self._on_progress(progress)

    def finish(self, result: GenerationResult) -> None:
        assert not self.has_ended, "ended twice"
        self.result = result

    def fail(self, error: GenerationError) -> None:
        assert not self.has_ended, "ended twice"
        self.error = error

    def outcome(self) -> GenerationResult:
        """Returns the result, or raises the error the ticket ended in."""
        if self.error is not None:
            raise self.error
        assert self.result is not None, "the ticket has not ended"
        return self.result


class ScriptedTickets:
    """Tickets of which some arrive only after `take` was called so many times.

    Args:
        tickets: What waits from the beginning.
        later: Pairs of a number of calls and a ticket that arrives after them, in order.
    """

    def __init__(
        self,
        tickets: Sequence[ScriptedTicket],
        later: Sequence[tuple[int, ScriptedTicket]] = (),
    ) -> None:
        self._arrivals = [*((0, ticket) for ticket in tickets), *later]
        self.takes = 0

    def take(self) -> ScriptedTicket | None:
        arrived = bool(self._arrivals) and self._arrivals[0][0] <= self.takes
        self.takes += 1
        return self._arrivals.pop(0)[1] if arrived else None


def generate(
    backend: Backend,
    request: GenerationRequest,
    on_progress: ProgressCallback = lambda _: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> GenerationResult:
    """Makes one request alone, as the worker would: loads the model, then serves.

    Raises:
        GenerationError: What the request ended in, or why the model can't be loaded.
    """
    ticket = ScriptedTicket(request, on_progress=on_progress, is_cancelled=is_cancelled)
    backend.load(on_progress)
    backend.serve(ScriptedTickets([ticket]))
    return ticket.outcome()
