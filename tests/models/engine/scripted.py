"""A backend that does what the theme says, in the worker process: "verb argument"."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from models.backend import Backend, Capabilities, ModelConfiguration, Ticket, Tickets
from models.base import (
    GeneratedImage,
    GenerationRequest,
    GenerationResult,
    ImageRequest,
    ImageResult,
    Kind,
    Progress,
    ProgressCallback,
    Provenance,
    Stage,
    TextResult,
)
from models.engine.configuration import EngineConfiguration, Lane
from models.errors import (
    GenerationCancelled,
    GenerationError,
    ModelUnavailable,
    RequestRejected,
)
from models.serving import serve_one_by_one

STEP_SECONDS = 0.02
HOARD: list[bytearray] = []


def lane(
    build: str = "build", name: str = "text", kinds: frozenset[Kind] = frozenset({Kind.POEM})
) -> Lane:
    """Returns a lane with one of the factories below."""
    return Lane(name, f"tests.models.engine.scripted:{build}", kinds)


def configured(build: str = "build", *, text_model_id: str = "scripted") -> EngineConfiguration:
    """Returns a configuration of one lane with one of the factories below and short pauses."""
    return EngineConfiguration(
        models=ModelConfiguration(text_model_id=text_model_id),
        lanes=(lane(build),),
        restart_seconds=0.02,
        max_restart_seconds=0.1,
        max_running_per_member=None,
        upkeep_seconds=0.1,
    )


def build(configuration: ModelConfiguration) -> Backend:
    return ScriptedBackend(configuration.text_model_id)


def build_images(configuration: ModelConfiguration) -> Backend:
    return ScriptedBackend(configuration.image_model_id, Kind.IMAGE)


def build_batches(configuration: ModelConfiguration) -> Backend:
    return BatchingBackend(configuration.text_model_id)


def build_batches_one_by_one(configuration: ModelConfiguration) -> Backend:
    return BatchesOneByOne(configuration.text_model_id)


def build_careless(configuration: ModelConfiguration) -> Backend:
    return CarelessBackend(configuration.text_model_id)


def build_if_file_exists(configuration: ModelConfiguration) -> Backend:
    """Fails as long as there is no file of that name."""
    if not Path(configuration.text_model_id).exists():
        raise ModelUnavailable("The weights are not there.")
    return build(configuration)


def build_or_die(configuration: ModelConfiguration) -> Backend:
    os.kill(os.getpid(), signal.SIGKILL)
    return build(configuration)


def build_never(configuration: ModelConfiguration) -> Backend:
    time.sleep(1000)
    return build(configuration)


def build_that_loads_if_file_exists(configuration: ModelConfiguration) -> Backend:
    return LoadsIfFileExists(configuration.text_model_id)


class ScriptedBackend:
    """Makes one request after the other."""

    def __init__(self, model_id: str, kind: Kind = Kind.POEM) -> None:
        self._model_id = model_id
        self._kind = kind

    @property
    def model_id(self) -> str:
        return self._model_id

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(kinds=frozenset({self._kind}), options=frozenset({"mood"}))

    def load(self, on_progress: ProgressCallback) -> None:
        pass

    def serve(self, tickets: Tickets) -> None:
        serve_one_by_one(tickets, self.generate)

    def generate(
        self,
        request: GenerationRequest,
        on_progress: ProgressCallback,
        is_cancelled: Callable[[], bool],
    ) -> GenerationResult:
        verb, _, argument = _theme(request).partition(" ")
        script = Script(argument, on_progress, is_cancelled)
        result = getattr(script, verb)()
        return result if isinstance(result, ImageResult) else _text(str(result))

    def unload(self) -> None:
        pass


class BatchingBackend(ScriptedBackend):
    """Makes up to four requests at once, each in a thread."""

    @property
    def capabilities(self) -> Capabilities:
        return replace(super().capabilities, max_batch=4)

    def serve(self, tickets: Tickets) -> None:
        threads: list[threading.Thread] = []
        while True:
            while (ticket := tickets.take()) is not None:
                threads.append(threading.Thread(target=self._make, args=(ticket,)))
                threads[-1].start()
            threads = [thread for thread in threads if thread.is_alive()]
            if not threads:
                return
            time.sleep(0.001)

    def _make(self, ticket: Ticket) -> None:
        try:
            ticket.finish(self.generate(ticket.request, ticket.report, lambda: ticket.is_cancelled))
        except GenerationError as error:
            ticket.fail(error)


class BatchesOneByOne(BatchingBackend):
    """Is given up to four, but makes one after the other."""

    def serve(self, tickets: Tickets) -> None:
        serve_one_by_one(tickets, self.generate)


class CarelessBackend(BatchingBackend):
    """Forgets to end tickets, raises, or takes nothing at all, as the themes say."""

    def serve(self, tickets: Tickets) -> None:
        if self.model_id == "takes nothing":
            return
        taken = list(iter(tickets.take, None))
        time.sleep(STEP_SECONDS)
        for ticket in taken:
            if _theme(ticket.request) == "raise":
                raise ZeroDivisionError("secret detail")
            if _theme(ticket.request) != "forget":
                ticket.finish(_text("made"))
                ticket.finish(_text("made again"))
                ticket.fail(RequestRejected("made after all"))


class LoadsIfFileExists(ScriptedBackend):
    def load(self, on_progress: ProgressCallback) -> None:
        if not Path(self.model_id).exists():
            raise ModelUnavailable("The weights are not there.")


class Script:
    """The verbs."""

    def __init__(
        self, argument: str, on_progress: ProgressCallback, is_cancelled: Callable[[], bool]
    ) -> None:
        self.argument = argument
        self.on_progress = on_progress
        self.is_cancelled = is_cancelled

    def echo(self) -> str:
        return self.argument

    def echo_after(self) -> str:
        """Waits for so many seconds, unless it is cancelled, and then echoes."""
        seconds, _, echoed = self.argument.partition(" ")
        end = time.monotonic() + float(seconds)
        while time.monotonic() < end:
            if self.is_cancelled():
                raise GenerationCancelled("Stopped.")
            time.sleep(0.005)
        return echoed

    def pid(self) -> int:
        return os.getpid()

    def environment(self) -> str:
        return f"{os.environ[self.argument]} {os.nice(0)}"

    def modules(self) -> str:
        return " ".join(sys.modules)

    def sleep(self) -> str:
        """Takes so many seconds and heeds nobody."""
        time.sleep(float(self.argument))
        return "slept"

    def wait_for(self) -> str:
        """Takes until a file is there."""
        while not Path(self.argument).exists():
            self.on_progress(Progress(Stage.GENERATING))
            time.sleep(STEP_SECONDS)
        return "waited"

    def meet(self) -> str:
        """Takes until so many are in a folder."""
        folder, _, count = self.argument.rpartition(" ")
        (Path(folder) / str(threading.get_ident())).touch()
        while len(list(Path(folder).iterdir())) < int(count):
            self.on_progress(Progress(Stage.GENERATING))
            time.sleep(STEP_SECONDS)
        return "met"

    def log_steps(self) -> str:
        """Adds its step numbers to a file until it is cancelled."""
        for step in range(500):
            if self.is_cancelled():
                raise GenerationCancelled("Stopped.")
            with Path(self.argument).open("a") as log:
                log.write(f"{step}\n")
            self.on_progress(Progress(Stage.GENERATING, fraction=step / 500))
            time.sleep(STEP_SECONDS)
        return "all steps"

    def report(self) -> str:
        """Reports progress as fast as it can for half a second."""
        start = time.monotonic()
        while (passed := time.monotonic() - start) < 0.5:
            self.on_progress(Progress(Stage.GENERATING, fraction=passed * 2))
        return "reported"

    def poll(self) -> str:
        """Takes so many seconds, reports nothing, but asks whether to stop."""
        end = time.monotonic() + float(self.argument)
        while time.monotonic() < end and not self.is_cancelled():
            time.sleep(STEP_SECONDS)
        return "polled"

    def burn(self) -> str:
        """Keeps two threads busy for so many seconds."""
        end = time.monotonic() + float(self.argument)

        def count() -> None:
            while time.monotonic() < end:
                sum(range(1000))

        threads = [threading.Thread(target=count) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return "burnt"

    def die(self) -> str:
        os.kill(os.getpid(), signal.SIGKILL)
        return "dead"

    def swell(self) -> str:
        """Takes so many megabytes more, for good, and then half a second."""
        HOARD.extend(bytearray(os.urandom(2**20)) for _ in range(int(self.argument)))
        return self._nap()

    def _nap(self) -> str:
        time.sleep(0.5)
        return str(os.getpid())

    def crash(self) -> None:
        """Runs into a segmentation fault."""
        ctypes.string_at(0)

    def leave(self) -> None:
        sys.exit(3)

    def count_and_die(self) -> str:
        with Path(self.argument).open("a") as deaths:
            deaths.write("x")
        time.sleep(0.05)
        return self.die()

    def pace(self) -> str:
        """Takes so many times half a second and reports each."""
        steps = int(self.argument)
        for step in range(steps):
            self.on_progress(Progress(Stage.GENERATING, fraction=step / steps))
            time.sleep(0.5)
        return "paced"

    def die_once(self) -> str:
        """Dies unless it left its mark in the file before."""
        mark = Path(self.argument)
        if not mark.exists():
            mark.touch()
            self.die()
        return "survived"

    def hang_once(self) -> str:
        mark = Path(self.argument)
        if not mark.exists():
            mark.touch()
            time.sleep(1000)
        return "went on"

    def reject(self) -> None:
        raise RequestRejected(self.argument)

    def fail(self) -> None:
        raise ZeroDivisionError(self.argument)

    def speak(self) -> str:
        """Writes to all that looks like an output, and reads what looks like an input."""
        print(self.argument)
        print(self.argument, file=sys.__stdout__, flush=True)
        os.write(1, f"{self.argument}\n".encode())
        subprocess.run(["echo", self.argument], check=True)
        return f"read {os.read(0, 10)!r}"

    def chatter(self) -> str:
        """Fills any pipe, and draws a progress bar."""
        for number in range(20_000):
            print(f"line {number} {'x' * 100}", file=sys.stderr)
        print("10 %\r50 %\r100 %", file=sys.stderr)
        return "done"

    def draw(self) -> ImageResult:
        """Returns that many bytes."""
        image = GeneratedImage(os.urandom(int(self.argument)), 1, "noise", 1, 1)
        return ImageResult((image,), _provenance())

    def unpicklable(self) -> ImageResult:
        return ImageResult((), Provenance("m", "1", 1, 0.0, {"lock": threading.Lock()}))

    def unreadable(self) -> ImageResult:
        return ImageResult((), Provenance("m", "1", 1, 0.0, {"bad": _Unreadable()}))


def _theme(request: GenerationRequest) -> str:
    return request.prompt if isinstance(request, ImageRequest) else request.theme


class _Unreadable:
    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return (int, ("no number",))


def _text(text: str) -> TextResult:
    return TextResult(text, _provenance())


def _provenance() -> Provenance:
    return Provenance("scripted", "1", 1, 0.0)
