"""The figures as Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.evaluations.bars import Bar, bars_table
from tests.evaluations.images.bars import (
    bar_of_colours,
    bar_of_styles,
    bars_of_matches,
    bars_of_speed,
)
from tests.evaluations.images.figures import Diversity, Matches
from tests.evaluations.images.precision import AMONG, Precision
from tests.evaluations.images.speed import Wait


@dataclass
class Report:
    """Sections of Markdown, with the bars of what was measured."""

    sections: list[str] = field(default_factory=list[str])
    bars: list[Bar] = field(default_factory=list[Bar])

    @property
    def misses_bar(self) -> bool:
        return not all(bar.is_met for bar in self.bars)

    @property
    def markdown(self) -> str:
        shown = [*self.sections, bars_table(self.bars)] if self.bars else self.sections
        return "\n\n".join(shown) + "\n"

    def add_matches(self, found: Matches) -> None:
        """Adds the R-precision."""
        rows = {"the model": found.drawn, "real drawings": found.real, **found.floors}
        self.sections.append(
            _table(
                f"Captions: which of {AMONG} a picture fits",
                ("", "its own best", "its own among five"),
                [(name, *_percents(precision)) for name, precision in rows.items()],
            )
        )
        self.bars += bars_of_matches(found)

    def add_styles(self, drawn: Mapping[str, float], real: Mapping[str, float]) -> None:
        """Adds how often the style was right, for pictures and for real drawings."""
        rows = [
            (style, _percent(share), _percent(real[style]) if style in real else "")
            for style, share in drawn.items()
        ]
        self.sections.append(_table("Style as asked", ("", "the model", "real drawings"), rows))
        self.bars.append(bar_of_styles(dict(drawn)))

    def add_colours(self, shares: Mapping[str, float]) -> None:
        """Adds how often a colour that was asked for was there."""
        rows = [(way, _percent(share)) for way, share in shares.items()]
        self.sections.append(_table("Colour as asked", ("", "the model"), rows))
        self.bars.append(bar_of_colours(dict(shares)))

    def add_diversity(self, found: Diversity) -> None:
        """Adds how far pictures are apart."""
        rows = [
            ("of one prompt, other seeds", f"{found.seeds:.3f}"),
            ("of other prompts", f"{found.prompts:.3f}"),
        ]
        self.sections.append(_table("How far pictures are apart (1 - cosine)", ("", "mean"), rows))

    def add_copies(self, share: float, deviations: Sequence[float], limit: float) -> None:
        """Adds how near pictures come to drawings of the training."""
        rows = [
            (f"near-copies (deviation of pixels below {limit:g})", _percent(share)),
            ("least deviation", f"{min(deviations):.3f}"),
            ("median deviation", f"{sorted(deviations)[len(deviations) // 2]:.3f}"),
        ]
        self.sections.append(_table("Nearest drawings of the training", ("", ""), rows))

    def add_wait(self, wait: Wait) -> None:
        """Adds how long four stickers take."""
        rows = [
            ("first preview", f"{wait.first_preview:.2f}"),
            ("all four", f"{wait.all_pictures:.2f}"),
            ("pictures a second", f"{4 / wait.all_pictures:.2f}"),
        ]
        self.sections.append(_table("Seconds for four stickers of 512 pixels", ("", ""), rows))
        self.bars += bars_of_speed(wait)


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [
        f"| {' | '.join(row)} |" for row in (head, ["---", *["---:"] * (len(head) - 1)], *rows)
    ]
    return "\n".join([f"## {title}", "", *lines])


def _percents(precision: Precision) -> tuple[str, str]:
    return _percent(precision.top1), _percent(precision.top5)


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
