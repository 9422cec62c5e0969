"""The worker process: owns the models, makes one job at a time, and never outlives the bot.

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

from models.base import Backend, ModelConfiguration
from models.engine.messages import CannotStart, Configure, Hello, Load, Run
from models.engine.pipes import Inbox, Outbox, leave, take_over_pipes
from models.engine.workbench import Workbench
from models.engine.worker_log import LEVEL_SEPARATOR
from models.errors import GenerationError

NICENESS = 5

logger = logging.getLogger("models.engine.worker")


def main() -> None:
    """Works until the other end of stdin is closed."""
    _stand_back()
    source, sink = take_over_pipes()
    outbox = Outbox(sink)
    inbox = Inbox(source)
    configure = inbox.next()
    if not isinstance(configure, Configure):
        raise TypeError(f"the first message was a {type(configure).__name__}")
    _log_to_stderr(configure.log_level)
    workbench = _set_up(configure, inbox, outbox)
    while True:
        match inbox.next():
            case Run() as run:
                workbench.run(run)
            case Load(kind):
                workbench.load(kind)
            case _:
                pass


def _set_up(configure: Configure, inbox: Inbox, outbox: Outbox) -> Workbench:
    try:
        workbench = Workbench(_build_backends(configure), inbox, outbox)
        hello = Hello(workbench.model_ids(), workbench.capabilities())
    except GenerationError as error:
        logger.exception("The backends could not be built")
        outbox.send(CannotStart(error.message))
        leave()
    except Exception as error:
        logger.exception("The backends could not be built")
        outbox.send(CannotStart(f"{type(error).__name__}: {error}"))
        leave()
    outbox.send(hello)
    return workbench


def _build_backends(configure: Configure) -> list[Backend]:
    module, _, function = configure.backends.partition(":")
    factory = getattr(importlib.import_module(module), function)
    return cast("Callable[[ModelConfiguration], list[Backend]]", factory)(configure.models)


def _stand_back() -> None:
    """Leaves the processor to the bot first, and the end of this process to it alone."""
    # Ctrl-C and a service manager's SIGTERM reach the whole group; the bot may give us a grace.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    faulthandler.enable()
    if hasattr(os, "nice"):
        os.nice(NICENESS)


def _log_to_stderr(level: int) -> None:
    line = f"%(levelname)s{LEVEL_SEPARATOR}%(name)s: %(message)s"
    logging.basicConfig(stream=sys.stderr, level=level, format=line)


if __name__ == "__main__":
    main()
