"""The figures as Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.evaluations.bars import Bar, bars_table
from tests.evaluations.verse.bars import bars_of_poems, bars_of_speed
from tests.evaluations.verse.demands import DEMANDS
from tests.evaluations.verse.figures import (
    FAILED,
    LEAST_VARIED,
    LIKELIHOOD,
    TOPIC,
    Figures,
    differences,
    figures_of,
)
from tests.evaluations.verse.orders import LYRICS
from tests.evaluations.verse.speed import Waits
from tests.evaluations.verse.works import ATELIER, BASELINE, Work

_HEAD = f"| | {ATELIER} | {BASELINE} |\n| --- | ---: | ---: |"
_CIRCLES = (
    "A text that goes round in circles is a likely one. Beside those of the baseline's poems that "
    "have at least {} distinct bigrams, Atelier's differ by {:.3f} nats a token."
)
_COUNTS = frozenset({"works", FAILED})
_NUMBERS = frozenset({LIKELIHOOD, TOPIC, "distinct bigrams"})


@dataclass(frozen=True)
class Report:
    """What came of an evaluation.

    Attributes:
        markdown: A table for each form, one for all poems and one of the bars.
        bars: Those for which something was measured.
    """

    markdown: str
    bars: tuple[Bar, ...]

    @property
    def misses_bar(self) -> bool:
        return not all(bar.is_met for bar in self.bars)


def make_report(works: Sequence[Work], waits: Waits) -> Report:
    """Sums up works and waits; either may be empty."""
    written = {work.order.form for work in works}
    forms = [form for form in (*DEMANDS, LYRICS) if form in written]
    parts = [_section(form, [work for work in works if work.order.form == form]) for form in forms]
    poems = [work for work in works if work.order.form != LYRICS]
    bars: list[Bar] = []
    if poems:
        parts.append(_section("All poems", poems))
        bars += bars_of_poems(figures_of(_of(ATELIER, poems)), poems)
    if waits:
        parts.append(_speed_table(waits))
        bars += bars_of_speed(waits)
    if bars:
        parts.append(bars_table(bars))
    less = differences(poems).log_likelihood_of_varied
    if less is not None:
        parts.append(_CIRCLES.format(LEAST_VARIED, less))
    return Report("\n\n".join(parts) + "\n", tuple(bars))


def _section(title: str, works: Sequence[Work]) -> str:
    ours, theirs = (figures_of(_of(maker, works)) for maker in (ATELIER, BASELINE))
    names = dict.fromkeys([*ours, *theirs])
    rows = (f"| {name} | {_shown(name, ours)} | {_shown(name, theirs)} |" for name in names)
    return "\n".join([f"## {title}", "", _HEAD, *rows, *_errors(works)])


def _of(maker: str, works: Sequence[Work]) -> list[Work]:
    return [work for work in works if work.maker == maker]


def _errors(works: Sequence[Work]) -> Iterator[str]:
    failed = [work for work in works if work.error is not None]
    if failed:
        yield ""
    for work in failed:
        yield f"- {work.maker}, {work.order.form}, {work.order.theme}: {work.error}"


def _shown(name: str, figures: Figures) -> str:
    value = figures.get(name)
    if value is None or not figures["works"]:
        return ""
    if name in _COUNTS:
        return f"{value:.0f}"
    return f"{value:.2f}" if name in _NUMBERS else f"{100 * value:.1f} %"


def _speed_table(waits: Waits) -> str:
    columns = ("median", "maximum", "first median", "first maximum")
    rows = (
        f"| {form} | {' | '.join(f'{seconds[column]:.1f}' for column in columns)} |"
        for form, seconds in waits.items()
    )
    return "\n".join(
        [
            "## Seconds a poem, written alone",
            "",
            "| form | median | maximum | to the first line, median | maximum |",
            "| --- | ---: | ---: | ---: | ---: |",
            *rows,
        ]
    )
