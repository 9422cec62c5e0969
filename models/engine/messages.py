"""What the engine and its worker say to each other; frozen, and pickled by `wire`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from models.base import (
    Capabilities,
    GenerationRequest,
    GenerationResult,
    Kind,
    ModelConfiguration,
    Progress,
)
from models.errors import GenerationError


@dataclass(frozen=True)
class Configure:
    """The first message to a worker.

    Attributes:
        models: What the backends are built from.
        backends: "module:function" that builds them.
        log_level: What is below it need not be logged.
    """

    models: ModelConfiguration
    backends: str
    log_level: int


@dataclass(frozen=True)
class Run:
    """Make this work, after those that were sent before."""

    job_id: int
    request: GenerationRequest


@dataclass(frozen=True)
class Cancel:
    """Stop that job, which runs or was sent to run."""

    job_id: int


@dataclass(frozen=True)
class Load:
    """Make the model for this kind ready."""

    kind: Kind


ToWorker: TypeAlias = Configure | Run | Cancel | Load


@dataclass(frozen=True)
class Hello:
    """The first message of a worker that is ready for jobs."""

    model_ids: Mapping[Kind, str]
    capabilities: Mapping[Kind, Capabilities]


@dataclass(frozen=True)
class CannotStart:
    """The last message of a worker that could not build its backends."""

    reason: str


@dataclass(frozen=True)
class Reported:
    """How far a job is."""

    job_id: int
    progress: Progress


@dataclass(frozen=True)
class Alive:
    """The model still works, though it has no progress to report."""


@dataclass(frozen=True)
class Finished:
    """A job ended in a result."""

    job_id: int
    result: GenerationResult


@dataclass(frozen=True)
class Failed:
    """A job ended in an error."""

    job_id: int
    error: GenerationError


FromWorker: TypeAlias = Hello | CannotStart | Reported | Alive | Finished | Failed
