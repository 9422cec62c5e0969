"""The worker's ends of the pipes to the engine."""

import os
import sys
import threading
from typing import BinaryIO, NoReturn

from models.engine import wire
from models.engine.messages import FromWorker


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


def leave() -> NoReturn:
    """Ends the process at once, from any thread."""
    # The main thread may be deep inside a model, where no exception would reach it.
    os._exit(0)
