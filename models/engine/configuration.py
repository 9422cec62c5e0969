"""What an engine needs to know before it starts."""

from dataclasses import dataclass, field

from models.base import ModelConfiguration


@dataclass(frozen=True)
class EngineConfiguration:
    """Plain values, so that they can be carried to the worker.

    Attributes:
        models: What the backends are built from.
        backends: "module:function" that builds them; the worker imports it, nobody else does.
        max_queued: Jobs that may wait at one time, whoever sent them.
        max_queued_per_member: Jobs of one member that may wait at one time.
        start_seconds: A worker that has not said hello after that long has failed to start.
        load_seconds: A worker that says nothing for that long while it loads is killed.
        stall_seconds: A worker that says nothing for that long while it generates is killed.
        restart_seconds: Pause before a dead worker is started again; doubles with each failure.
        max_restart_seconds: The longest such pause.
    """

    models: ModelConfiguration = field(default_factory=ModelConfiguration)
    backends: str = "models.backends:build_backends"
    max_queued: int = 100
    max_queued_per_member: int = 5
    start_seconds: float = 120
    load_seconds: float = 1800
    stall_seconds: float = 300
    restart_seconds: float = 0.5
    max_restart_seconds: float = 15
