"""How long a member waits for four stickers."""

import time
from dataclasses import asdict, dataclass

from models.backend import Backend
from models.base import ImageRequest, Progress
from tests.serving import generate

_RUNS = 3
_FOUR = ImageRequest("a red fox", seed=7, count=4, size=512)


@dataclass(frozen=True)
class Wait:
    """Seconds for four pictures of 512 pixels, asked for together."""

    first_preview: float
    all_pictures: float

    def as_json(self) -> dict[str, float]:
        return asdict(self)


def measure_wait(backend: Backend, request: ImageRequest = _FOUR) -> Wait:
    """Returns the best of three; it wants the machine to itself."""
    backend.load(lambda _: None)
    generate(backend, request)
    waits = [_measured(backend, request) for _ in range(_RUNS)]
    return min(waits, key=lambda wait: wait.all_pictures)


def _measured(backend: Backend, request: ImageRequest) -> Wait:
    shown: list[float] = []
    started = time.perf_counter()

    def note(progress: Progress) -> None:
        if progress.preview is not None:
            shown.append(time.perf_counter() - started)

    generate(backend, request, on_progress=note)
    ended = time.perf_counter() - started
    return Wait(first_preview=shown[0] if shown else ended, all_pictures=ended)
