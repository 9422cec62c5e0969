"""Evaluates poems and lyrics: `python -m tests.evaluations.verse [options]`."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from models.backend import ModelConfiguration
from tests.evaluations.verse.demands import DEMANDS
from tests.evaluations.verse.orders import LYRICS, Order, orders
from tests.evaluations.verse.report import Report, make_report
from tests.evaluations.verse.themes import THEMES
from tests.evaluations.verse.works import ATELIER, BASELINE, WorksFile

FOLDER = Path(".eval") / "verse"
POEMS, SPEED = "poems", "speed"
PARTS = (POEMS, LYRICS, BASELINE, SPEED)


@dataclass(frozen=True)
class Options:
    """What is evaluated.

    Attributes:
        parts: Poems and lyrics by Atelier, the same by the baseline, and speed.
        forms: Of poems.
        themes: How many.
        seed: The same seed, the same works.
        batch: Works written together.
        only_report: Whether to write nothing new.
        folder: Where works, waits and the report are kept.
    """

    parts: Sequence[str]
    forms: Sequence[str]
    themes: int
    seed: int
    batch: int
    only_report: bool
    folder: Path

    def orders(self) -> dict[str, list[Order]]:
        """Returns what each maker writes; the baseline alone writes both kinds."""
        kinds = [part for part in self.parts if part in {POEMS, LYRICS}] or [POEMS, LYRICS]
        wanted = [
            order
            for kind in kinds
            for form in (self.forms if kind == POEMS else [LYRICS])
            for order in orders(form, self.themes, self.seed)
        ]
        makers = {ATELIER: {POEMS, LYRICS}, BASELINE: {BASELINE}}
        return {
            maker: wanted if parts.intersection(self.parts) else []
            for maker, parts in makers.items()
        }


def main() -> None:
    """Writes what is missing, shows the report and ends with 1 if a bar is missed."""
    options = _options()
    # Their progress bars would be mixed with ours.
    os.environ.setdefault("TQDM_DISABLE", "1")
    works, waits = WorksFile(options.folder / "works.jsonl"), options.folder / "speed.json"
    if not options.only_report:
        _evaluate(options, works, waits)
    report = _report(options, works, waits)
    options.folder.mkdir(parents=True, exist_ok=True)
    (options.folder / "report.md").write_text(report.markdown, encoding="utf-8")
    print(report.markdown)
    print(f"Kept in {options.folder}.")
    sys.exit(report.misses_bar)


def _evaluate(options: Options, works: WorksFile, waits: Path) -> None:
    # Torch takes seconds to import, which a report does not need.
    from models.text.transformers_backend import TransformersTextBackend
    from tests.evaluations.verse.speed import measure_speed
    from tests.evaluations.verse.writing import write_works

    with Console(stderr=True).status("Evaluating") as status:
        write_works(works, options.orders(), options.batch, status.update)
        if SPEED in options.parts:
            backend = TransformersTextBackend(ModelConfiguration(device="cpu"))
            measured = measure_speed(backend, options.seed, status.update)
            waits.parent.mkdir(parents=True, exist_ok=True)
            waits.write_text(json.dumps(measured, indent=2) + "\n")


def _report(options: Options, works: WorksFile, waits: Path) -> Report:
    chosen = options.orders()
    found = [
        work
        for maker, wanted in chosen.items()
        for work in works.works(wanted)
        if work.maker == maker
    ]
    has_waits = SPEED in options.parts and waits.exists()
    return make_report(found, json.loads(waits.read_text()) if has_waits else {})


def _options() -> Options:
    parser = argparse.ArgumentParser(prog="python -m tests.evaluations.verse", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="what to evaluate")
    parser.add_argument(
        "--forms", nargs="+", choices=DEMANDS, default=list(DEMANDS), metavar="FORM",
        help=", ".join(DEMANDS),
    )  # fmt: skip
    parser.add_argument(
        "--themes", type=int, default=len(THEMES), help="how many, spread over the list"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=8, help="works written together, up to 16")
    parser.add_argument("--report", action="store_true", help="of what is there, writing nothing")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    given = parser.parse_args()
    themes = min(max(1, given.themes), len(THEMES))
    return Options(
        given.only, given.forms, themes, given.seed, max(1, given.batch), given.report, given.folder
    )


if __name__ == "__main__":
    main()
