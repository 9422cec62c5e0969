"""The worker's ends of the pipes to the engine."""

import os
import queue
import sys
import threading
from typing import BinaryIO, NoReturn, cast

from models.engine import wire
from models.engine.messages import Cancel, FromWorker, ToWorker


def take_over_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Returns stdin and stdout for messages alone.

    What a library prints from now on goes to stderr, and what it tries to read is empty.
    """
    source = os.fdopen(os.dup(0), "rb")
    sink = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    sys.stdout.flush()
    os.dup2(2, 1)
    return source, sink


class Outbox:
    """Sends messages to the engine, from any thread."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink = sink
        self._lock = threading.Lock()

    def send(self, message: FromWorker) -> None:
        """Sends a message.

        Raises:
            Exception: It can't be pickled; nothing was sent.
        """
        frame = wire.encode(message)
        with self._lock:
            try:
                self._sink.write(frame)
                self._sink.flush()
            except OSError:
                leave()


class Inbox:
    """Receives messages in a thread of its own, so that they arrive while a model works.

    When the engine's end closes, by whatever death, the process ends at once.
    """

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._messages: queue.SimpleQueue[ToWorker] = queue.SimpleQueue()
        # Only the latest counts: the engine sends one job at a time.
        self._cancelled_job_id: int | None = None
        threading.Thread(target=self._read, name="inbox", daemon=True).start()

    def next(self) -> ToWorker:
        """Waits for the next message that is no Cancel."""
        return self._messages.get()

    def is_cancelled(self, job_id: int) -> bool:
        """Whether that job, the running one, is to stop."""
        return self._cancelled_job_id == job_id

    def _read(self) -> None:
        try:
            while True:
                message = cast("ToWorker", wire.read(self._source))
                if isinstance(message, Cancel):
                    self._cancelled_job_id = message.job_id
                else:
                    self._messages.put(message)
        finally:
            leave()


def leave() -> NoReturn:
    """Ends the process at once, from any thread."""
    # The main thread may be deep inside a model, where no exception would reach it.
    os._exit(0)
