"""What the engine sent to the worker: jobs to take, also while a model works, and cancellations."""

import threading
from collections import deque
from typing import BinaryIO

from models.engine import wire
from models.engine.messages import Cancel, Load, Run
from models.engine.pipes import Outbox, leave
from models.engine.ticket import WorkerTicket
from models.errors import GenerationCancelled


class Inbox:
    """The tickets of a worker, brought by a thread of its own.

    When the engine's end closes, by whatever death, the process ends at once.
    """

    def __init__(self, source: BinaryIO, outbox: Outbox) -> None:
        self._source = source
        self._outbox = outbox
        self._changed = threading.Condition()
        self._waiting: deque[WorkerTicket] = deque()
        self._taken: list[WorkerTicket] = []
        self._load_is_wanted = False
        threading.Thread(target=self._read, name="inbox", daemon=True).start()

    def wait(self) -> None:
        """Waits until there is something to make, or the model is to be loaded for later."""
        with self._changed:
            self._changed.wait_for(lambda: self._unended() or self._load_is_wanted)
            self._load_is_wanted = False

    def waiting(self) -> list[WorkerTicket]:
        """Returns the tickets that nobody has taken or ended."""
        with self._changed:
            return list(self._unended())

    def taken(self) -> list[WorkerTicket]:
        """Returns the tickets that were taken and have not ended."""
        with self._changed:
            self._taken = [ticket for ticket in self._taken if not ticket.has_ended]
            return list(self._taken)

    def references(self) -> str:
        """Returns what the log calls the jobs that have not ended."""
        return ",".join(ticket.reference for ticket in (*self.taken(), *self.waiting()))

    def take(self) -> WorkerTicket | None:
        """Returns the next ticket that is still wanted, without waiting; None if there is none."""
        while (ticket := self._next()) is not None:
            if ticket.is_cancelled:
                ticket.fail(GenerationCancelled("Cancelled."))
            else:
                return ticket
        return None

    def _next(self) -> WorkerTicket | None:
        with self._changed:
            self._taken = [ticket for ticket in self._taken if not ticket.has_ended]
            if not self._unended():
                return None
            ticket = self._waiting.popleft()
            self._taken.append(ticket)
            return ticket

    def _unended(self) -> deque[WorkerTicket]:
        self._waiting = deque(ticket for ticket in self._waiting if not ticket.has_ended)
        return self._waiting

    def _read(self) -> None:
        try:
            while True:
                message = wire.read(self._source)
                with self._changed:
                    self._note(message)
                    self._changed.notify()
        finally:
            leave()

    def _note(self, message: object) -> None:
        match message:
            case Run() as run:
                self._waiting.append(WorkerTicket(run, self._outbox))
            case Cancel(job_id):
                for ticket in (*self._waiting, *self._taken):
                    if ticket.job_id == job_id:
                        ticket.cancel()
            case Load():
                self._load_is_wanted = True
            case _:
                pass
