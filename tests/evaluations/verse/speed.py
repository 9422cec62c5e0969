"""How long somebody waits for a poem, with the machine to themselves."""

import math
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from models.backend import Backend
from models.base import GenerationRequest, PoemRequest, Progress
from tests.evaluations.verse.orders import Order, orders
from tests.serving import ScriptedTicket, ScriptedTickets

MOST_SECONDS: Mapping[str, float] = {"haiku": 3, "quatrain": 6, "Shakespearean sonnet": 25}
MOST_SECONDS_TO_FIRST_LINE = 3
THEMES = 10
_WARM_UP = PoemRequest("rain", 0, "haiku")

Waits: TypeAlias = dict[str, dict[str, float]]
"""For each form seconds: "median" and "maximum", "first median" and "first maximum"."""


def measure_speed(backend: Backend, seed: int, say: Callable[[str], None]) -> Waits:
    """Has poems written one at a time; one that can't be written takes for ever."""
    say("speed: loading the model")
    backend.load(lambda _: None)
    _wait(backend, _WARM_UP)
    waits: Waits = {}
    for form in MOST_SECONDS:
        say(f"speed: {form}")
        waits[form] = _measured(backend, orders(form, THEMES, seed))
    return waits


def _measured(backend: Backend, wanted: Sequence[Order]) -> dict[str, float]:
    pairs = [_wait(backend, order.request) for order in wanted]
    firsts, totals = zip(*pairs, strict=True)
    figures = {
        "median": statistics.median(totals),
        "maximum": max(totals),
        "first median": statistics.median(firsts),
        "first maximum": max(firsts),
    }
    return {name: round(seconds, 2) for name, seconds in figures.items()}


def _wait(backend: Backend, request: GenerationRequest) -> tuple[float, float]:
    """Returns the seconds until the first line is shown, and until the poem is there."""
    started = time.perf_counter()
    shown: list[float] = []

    def note(progress: Progress) -> None:
        if progress.draft and not shown:
            shown.append(time.perf_counter() - started)

    ticket = ScriptedTicket(request, on_progress=note)
    backend.serve(ScriptedTickets([ticket]))
    seconds = math.inf if ticket.error else time.perf_counter() - started
    return (shown[0] if shown else seconds), seconds
