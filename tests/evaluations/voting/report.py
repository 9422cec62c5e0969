"""The figures as Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.evaluations.bars import Bar, bars_table
from tests.evaluations.voting.bars import bars_of
from tests.evaluations.voting.measures import mean
from tests.evaluations.voting.seasons import SeasonKind
from tests.evaluations.voting.voting import Figures, Results

_VOTES_HEAD = """\
| | looks | Kendall's tau | intervals hold the truth | their places | spread of counts | at most |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |"""
_RINGS_HEAD = """\
| voters | of them in a ring | challenges | seasons | with an alarm |
| ---: | ---: | ---: | ---: | ---: |"""


@dataclass(frozen=True)
class Report:
    """What came of an evaluation: its tables, and the bars of what was measured."""

    markdown: str
    bars: tuple[Bar, ...]

    @property
    def misses_bar(self) -> bool:
        return not all(bar.is_met for bar in self.bars)


def make_report(results: Results, alarms: dict[SeasonKind, float]) -> Report:
    """Sums up; either may be empty."""
    bars = tuple(bars_of(results, alarms))
    parts: list[str] = []
    if results:
        rows = [_vote(way, budget, figures) for (way, budget), figures in results.items()]
        parts.append(_table("Votes", _VOTES_HEAD, rows))
    if alarms:
        rows = [_season(kind, share) for kind, share in alarms.items()]
        parts.append(_table("Rings", _RINGS_HEAD, rows))
    parts.append(bars_table(bars))
    return Report("\n\n".join(parts) + "\n", bars)


def _table(title: str, head: str, rows: Sequence[str]) -> str:
    return "\n".join([f"## {title}", "", head, *rows])


def _vote(way: str, budget: int, figures: Figures) -> str:
    tau = mean(figures.tau)
    cells = [way, str(budget), f"{tau.value:.3f} ± {tau.error:.3f}"]
    if figures.coverage:
        covered = mean(figures.coverage)
        cells += [
            f"{100 * covered.value:.1f} % ± {100 * covered.error:.1f}",
            f"{mean(figures.width).value:.1f}",
            f"{mean(figures.spread).value:.1f}",
            f"{max(figures.spread):.0f}",
        ]
    return f"| {' | '.join(cells)}{' |' * (8 - len(cells))}"


def _season(kind: SeasonKind, share: float) -> str:
    cells = (
        kind.people,
        kind.ring or "none",
        kind.challenges,
        kind.seasons,
        f"{100 * share:.0f} %",
    )
    return f"| {' | '.join(map(str, cells))} |"
