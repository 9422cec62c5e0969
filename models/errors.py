"""What can go wrong while a model works, in words for the people who wait.

GenerationError
├── ModelUnavailable     the model can't be loaded: unknown id, missing or broken weights
├── RequestRejected      the model can't do what was asked: option out of range, empty prompt
├── OutOfMemory          the device ran out of memory
├── GenerationCancelled  somebody asked to stop
├── QueueFull            too many jobs wait already
├── WorkerDied           the worker process ended in the middle of the job, twice
├── EngineStopped        the engine is shutting down
└── BackendFailed        anything unexpected inside a model library
"""


class GenerationError(Exception):
    """Base class. Its only argument is a message for people, so it crosses processes whole."""

    @property
    def message(self) -> str:
        """The sentence to show."""
        return str(self.args[0])


class ModelUnavailable(GenerationError):
    """The model can't be loaded."""


class RequestRejected(GenerationError):
    """The model can't do what was asked."""


class OutOfMemory(GenerationError):
    """The device ran out of memory."""


class GenerationCancelled(GenerationError):
    """Somebody asked to stop."""


class QueueFull(GenerationError):
    """Too many jobs wait already."""


class WorkerDied(GenerationError):
    """The worker process ended in the middle of the job, and again when it was retried."""


class EngineStopped(GenerationError):
    """The engine is shutting down."""


class BackendFailed(GenerationError):
    """Anything unexpected inside a model library; the worker has logged the traceback."""
