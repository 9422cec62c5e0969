"""Evaluates voting: `python -m tests.evaluations.voting [options]`."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from tests.evaluations.voting.report import make_report
from tests.evaluations.voting.seasons import KINDS, shares_of_alarms
from tests.evaluations.voting.voting import hold_votes

FOLDER = Path(".eval") / "voting"
VOTES, RINGS = "votes", "rings"


@dataclass(frozen=True)
class Options:
    """What is evaluated.

    Attributes:
        parts: Ways to vote, and how rings are found.
        challenges: How many each way to vote is tried on.
        seed: The same seed, the same figures.
        folder: Where the report is kept.
    """

    parts: Sequence[str]
    challenges: int
    seed: int
    folder: Path


def main() -> None:
    """Holds the votes, shows the report and ends with 1 if a bar is missed."""
    options = _options()
    with Console(stderr=True).status("Evaluating") as status:
        votes = options.challenges if VOTES in options.parts else 0
        results = hold_votes(votes, options.seed, status.update) if votes else {}
        kinds = KINDS if RINGS in options.parts else ()
        report = make_report(results, shares_of_alarms(kinds, options.seed, status.update))
    options.folder.mkdir(parents=True, exist_ok=True)
    (options.folder / "report.md").write_text(report.markdown, encoding="utf-8")
    print(report.markdown)
    print(f"Kept in {options.folder}.")
    sys.exit(report.misses_bar)


def _options() -> Options:
    parser = argparse.ArgumentParser(prog="python -m tests.evaluations.voting", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=(VOTES, RINGS), default=(VOTES, RINGS))
    parser.add_argument("--challenges", type=int, default=200, help="each way is tried on")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    given = parser.parse_args()
    return Options(given.only, max(1, given.challenges), given.seed, given.folder)


if __name__ == "__main__":
    main()
