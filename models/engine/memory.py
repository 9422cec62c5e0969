"""How much memory a worker takes, and whether that is too much."""

import contextlib
from pathlib import Path

import psutil

# The bot, the database and the system live in the rest.
SHARE_OF_MACHINE = 0.8
# A worker this much above its limit can't be waited for until its jobs are done.
FAR_ABOVE = 1.2

_CONTAINER_LIMIT = Path("/sys/fs/cgroup/memory.max")


def resident_bytes(pid: int) -> int | None:
    """Returns the memory of a process; None if there is no such process."""
    try:
        return psutil.Process(pid).memory_info().rss
    except psutil.Error:
        return None


def default_limit() -> int:
    """Returns most of the memory that this machine, or the container we are in, has."""
    total = psutil.virtual_memory().total
    # There is no such file without a container, and no number in it without a limit.
    with contextlib.suppress(OSError, ValueError):
        total = min(total, int(_CONTAINER_LIMIT.read_text()))
    return int(total * SHARE_OF_MACHINE)


def in_megabytes(size: int) -> str:
    """Returns a size for a log."""
    return f"{size / 2**20:.0f} MB"
