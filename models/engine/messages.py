"""What the engine and its worker say to each other; frozen, and pickled by `wire`."""

from dataclasses import dataclass
from typing import TypeAlias

from models.backend import Capabilities, ModelConfiguration
from models.base import GenerationRequest, GenerationResult, Progress
from models.errors import GenerationError


@dataclass(frozen=True)
class Configure:
    """The first message to a worker.

    Attributes:
        models: What the backend is built from.
        backend: "module:function" that builds the backend.
        log_level: What is below it need not be logged.
    """

    models: ModelConfiguration
    backend: str
    log_level: int


@dataclass(frozen=True)
class Run:
    """Make this work, together with those that were sent before or after them.

    Attributes:
        reference: What the job is called in the log.
    """

    job_id: int
    request: GenerationRequest
    reference: str


@dataclass(frozen=True)
class Cancel:
    """Stop that job, which runs or was sent to run."""

    job_id: int


@dataclass(frozen=True)
class Load:
    """Make the model ready."""


ToWorker: TypeAlias = Configure | Run | Cancel | Load


@dataclass(frozen=True)
class Hello:
    """The first message of a worker that is ready for jobs."""

    model_id: str
    capabilities: Capabilities


@dataclass(frozen=True)
class CannotStart:
    """The last message of a worker that could not build its backend."""

    reason: str


@dataclass(frozen=True)
class Reported:
    """How far a job is."""

    job_id: int
    progress: Progress


@dataclass(frozen=True)
class Alive:
    """The model still works on a job, though it has no progress to report."""

    job_id: int


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
