"""What a figure has to reach."""

from collections.abc import Sequence
from dataclasses import dataclass

_HEAD = "## Bars\n\n| | measured | bar | |\n| --- | ---: | ---: | --- |"


@dataclass(frozen=True)
class Bar:
    """A bar and how it was taken.

    Attributes:
        name: Of what was measured.
        value: What was measured.
        least: What it has to be at least.
        most: What it has to be at most.
    """

    name: str
    value: float
    least: float = float("-inf")
    most: float = float("inf")

    @property
    def is_met(self) -> bool:
        return self.least <= self.value <= self.most

    @property
    def limits(self) -> str:
        if self.least == float("-inf"):
            return f"≤ {self.most:.3g}"
        if self.most == float("inf"):
            return f"≥ {self.least:.3g}"
        return f"{self.least:.3g}–{self.most:.3g}"


def bars_table(bars: Sequence[Bar]) -> str:
    """Returns a section of Markdown, a row a bar."""
    rows = [
        f"| {bar.name} | {bar.value:.3f} | {bar.limits} | {'met' if bar.is_met else '**missed**'} |"
        for bar in bars
    ]
    return "\n".join([_HEAD, *rows])
