"""What a model family has to offer, and what it is given."""

from dataclasses import dataclass
from typing import Protocol

from models.base import GenerationRequest, GenerationResult, Kind, Progress, ProgressCallback
from models.errors import GenerationError


@dataclass(frozen=True)
class Capabilities:
    """What a backend can do, for option checks and autocomplete.

    Attributes:
        kinds: The kinds of work it makes.
        styles: Image styles it knows by name; empty means any words.
        colours: Colours it knows by name; empty means any words.
        sizes: Pixels a side it can draw; empty for text.
        options: Names of the request's optional fields that it heeds.
        max_prompt_characters: Longer prompts are refused.
        max_batch: Requests that it makes together; the engine gives it no more at a time.
    """

    kinds: frozenset[Kind]
    styles: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    sizes: tuple[int, ...] = ()
    options: frozenset[str] = frozenset()
    max_prompt_characters: int = 1500
    max_batch: int = 1


class Ticket(Protocol):
    """A request that the worker was given, as a backend sees it. End each one exactly once."""

    @property
    def request(self) -> GenerationRequest: ...

    @property
    def is_cancelled(self) -> bool:
        """Whether nobody wants the work any more; ask at least once a token or step."""
        ...

    def report(self, progress: Progress) -> None:
        """Tells how far the work is; cheap, so call it at every token or step."""

    def finish(self, result: GenerationResult) -> None:
        """Ends the ticket well."""

    def fail(self, error: GenerationError) -> None:
        """Ends the ticket with an error; `GenerationCancelled` after a cancellation."""


class Tickets(Protocol):
    """The requests that wait in the worker for one backend."""

    def take(self) -> Ticket | None:
        """Returns the next request, without waiting; None if there is none now."""


class Backend(Protocol):
    """One model family. Lives in a worker process and is called by one thread at a time.

    `load` raises only `models.errors.GenerationError` subclasses, and `serve` nothing: what goes
    wrong with a request goes into its ticket.
    """

    @property
    def model_id(self) -> str: ...

    @property
    def capabilities(self) -> Capabilities: ...

    def load(self, on_progress: ProgressCallback) -> None:
        """Makes the model ready; does nothing if it is.

        Raises:
            ModelUnavailable: The weights are missing, broken or unknown.
        """

    def serve(self, tickets: Tickets) -> None:
        """Makes what waits, and what comes while it does, until nothing is left.

        Called with the model loaded. A backend that can batch takes new tickets between two steps
        and makes them together. A ticket ends in a result or in one of
            GenerationCancelled: it was cancelled; no step was made for it after that.
            RequestRejected: the model can't do what was asked.
            OutOfMemory: the device ran out of memory.
            BackendFailed: the model library failed.
        """

    def unload(self) -> None:
        """Frees the model's memory."""


@dataclass(frozen=True)
class ModelConfiguration:
    """Which models the worker runs and on what; plain values, so that it can be pickled.

    Attributes:
        text_model_id: "embedded", a hub id or a local path.
        image_model_id: "embedded", a hub id or a local path.
        device: "auto", "cpu", "cuda", "cuda:1", "mps", ...
        dtype: "auto", "float32", "bfloat16" or "float16".
        threads: Processor threads for torch; None leaves one core's worth to the bot.
    """

    text_model_id: str = "embedded"
    image_model_id: str = "embedded"
    device: str = "auto"
    dtype: str = "auto"
    threads: int | None = None
