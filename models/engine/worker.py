"""The worker process: owns one lane's model, and never outlives the bot.

Runs as `python -m models.engine.worker` and speaks `messages` on stdin and stdout.
"""

import faulthandler
import importlib
import logging
import os
import signal
import sys
from collections.abc import Callable
from typing import cast

from models.backend import Backend, ModelConfiguration
from models.engine import wire
from models.engine.inbox import Inbox
from models.engine.messages import CannotStart, Configure, Hello
from models.engine.pipes import Outbox, leave, take_over_pipes
from models.engine.workbench import Workbench
from models.engine.worker_log import WorkerLogFormatter
from models.errors import GenerationError

NICENESS = 5

logger = logging.getLogger("models.engine.worker")


def main() -> None:
    """Works until the other end of stdin is closed."""
    _stand_back()
    source, sink = take_over_pipes()
    outbox = Outbox(sink)
    configure = wire.read(source)
    if not isinstance(configure, Configure):
        raise TypeError(f"the first message was a {type(configure).__name__}")
    formatter = _log_to_stderr(configure.log_level)
    # From here on, the end of the bot is noticed whatever the main thread is at.
    inbox = Inbox(source, outbox)
    formatter.jobs = inbox.references
    workbench = Workbench(_build_backend(configure, outbox), inbox)
    while True:
        workbench.work()


def _build_backend(configure: Configure, outbox: Outbox) -> Backend:
    """Builds the backend and sends word of it, or of what went wrong."""
    module, _, function = configure.backend.partition(":")
    try:
        factory = getattr(importlib.import_module(module), function)
        backend = cast("Callable[[ModelConfiguration], Backend]", factory)(configure.models)
        hello = Hello(backend.model_id, backend.capabilities)
    except GenerationError as error:
        logger.exception("The backend could not be built")
        outbox.send(CannotStart(error.message))
        leave()
    except Exception as error:
        logger.exception("The backend could not be built")
        outbox.send(CannotStart(f"{type(error).__name__}: {error}"))
        leave()
    outbox.send(hello)
    return backend


def _stand_back() -> None:
    """Leaves the processor to the bot first, and the end of this process to it alone."""
    # Ctrl-C and a service manager's SIGTERM reach the whole group; the bot may give us a grace.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    faulthandler.enable()
    if hasattr(os, "nice"):
        os.nice(NICENESS)


def _log_to_stderr(level: int) -> WorkerLogFormatter:
    lines = logging.StreamHandler(sys.stderr)
    formatter = WorkerLogFormatter()
    lines.setFormatter(formatter)
    logging.basicConfig(level=level, handlers=[lines])
    return formatter


if __name__ == "__main__":
    main()
