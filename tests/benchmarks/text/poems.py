"""Whole poems by our backend, with drafts to choose from and guidance: alone and together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from models.backend import ModelConfiguration
from models.base import PoemRequest, TextResult
from tests.benchmarks.contestant import Output
from tests.benchmarks.figures import figure
from tests.benchmarks.own_process import in_own_process
from tests.benchmarks.results import Results
from tests.serving import ScriptedTicket, ScriptedTickets

SIZES = (1, 4, 16)
_THEMES = ("rain on tin roofs", "a fox in the snow", "the last ferry home", "moths at a lamp")


@dataclass
class Poet:
    """The backend as the worker runs it. Its output counts poems or, asked so, tokens.

    Attributes:
        drafts: Whether to count the tokens of all drafts, instead of poems.
    """

    drafts: bool = False
    name: str = "atelier, poems"
    _backend: Any = field(default=None, init=False)

    def start(self) -> None:
        from models.text.transformers_backend import TransformersTextBackend

        backend = TransformersTextBackend(ModelConfiguration(device="cpu"))
        backend.load(lambda _: None)
        self._backend = backend
        self.run([PoemRequest("rain", 0, "haiku")])

    def run(self, orders: Sequence[PoemRequest]) -> Output:
        tickets = [ScriptedTicket(order) for order in orders]
        self._backend.serve(ScriptedTickets(tickets))
        results = [ticket.outcome() for ticket in tickets]
        if not self.drafts:
            return Output(len(results))
        return Output(
            sum(result.tokens or 0 for result in results if isinstance(result, TextResult))
        )

    def stop(self) -> None:
        self._backend = None


def measure_poems(rounds: int) -> Results:
    """Measures poems a minute and drafted tokens a second, of quatrains."""
    per_minute: dict[str, Any] = {}
    drafted: dict[str, Any] = {}
    with in_own_process(Poet()) as poems, in_own_process(Poet(drafts=True)) as drafts:
        for size in SIZES:
            sets = [_requests(size, number) for number in range(rounds)]
            speeds = [60 * poems.run(requests).per_second for requests in sets]
            per_minute[str(size)] = figure(speeds, 1)
            drafted[str(size)] = figure([drafts.run(each).per_second for each in sets], 1)
    return {"poems": {"per_minute": per_minute, "drafted_tokens_per_second": drafted}}


def _requests(size: int, number: int) -> list[PoemRequest]:
    return [
        PoemRequest(_THEMES[place % len(_THEMES)], 100 * number + place, "quatrains")
        for place in range(size)
    ]
