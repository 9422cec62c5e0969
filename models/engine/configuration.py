"""What an engine needs to know before it starts."""

from dataclasses import dataclass, field

from models.backend import ModelConfiguration
from models.base import Kind


@dataclass(frozen=True)
class Lane:
    """One worker process with one backend: lanes work at the same time and fail on their own.

    Attributes:
        name: What logs and metrics call it.
        backend: "module:function" that builds the backend; the worker imports it, nobody else does.
        kinds: What is made there.
    """

    name: str
    backend: str
    kinds: frozenset[Kind]


TEXT_LANE = Lane("text", "models.backends:build_text_backend", frozenset({Kind.POEM, Kind.LYRICS}))
IMAGE_LANE = Lane("images", "models.backends:build_image_backend", frozenset({Kind.IMAGE}))


@dataclass(frozen=True)
class EngineConfiguration:
    """Plain values, so that they can be carried to the workers.

    Jobs count for a limit in all lanes together. A limit that is None does not exist.

    Attributes:
        models: What the backends are built from.
        lanes: The workers; no kind is in two of them.
        max_queued: Jobs that may wait at one time, whoever sent them.
        max_queued_per_member: Jobs of one member that may wait at one time.
        max_queued_per_guild: Jobs of one guild that may wait at one time.
        max_running_per_member: Jobs of one member that workers may have at one time.
        max_running_per_guild: Jobs of one guild that workers may have at one time.
        max_worker_bytes: A worker with more memory is replaced once it is idle, and given no more
            jobs until then; one that is far above is killed. None is most of the machine's memory.
        unload_after_seconds: A model that nobody used for that long is unloaded; 0 is never.
        start_seconds: A worker that has not said hello after that long has failed to start.
        load_seconds: A worker that says nothing for that long while it loads is killed.
        stall_seconds: A worker that says nothing about a job for that long is killed.
        restart_seconds: Pause before a dead worker is started again; doubles with each failure.
        max_restart_seconds: The longest such pause.
        upkeep_seconds: How often memory and idleness are looked at and waiting times refreshed.
    """

    models: ModelConfiguration = field(default_factory=ModelConfiguration)
    lanes: tuple[Lane, ...] = (TEXT_LANE, IMAGE_LANE)
    max_queued: int = 100
    max_queued_per_member: int = 5
    max_queued_per_guild: int | None = None
    max_running_per_member: int | None = 2
    max_running_per_guild: int | None = None
    max_worker_bytes: int | None = None
    unload_after_seconds: float = 1800
    start_seconds: float = 120
    load_seconds: float = 1800
    stall_seconds: float = 300
    restart_seconds: float = 0.5
    max_restart_seconds: float = 15
    upkeep_seconds: float = 2
