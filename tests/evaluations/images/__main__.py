"""Evaluates the embedded image model: `python -m tests.evaluations.images [options]`."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from models.backend import ModelConfiguration
from models.image.stickers.loading import load_stickers
from models.image.stickers_backend import StickersBackend
from tests.evaluations.images.copies import (
    NEAR,
    nearest,
    side_by_side,
    training_drawings,
)
from tests.evaluations.images.examiners import Examiners
from tests.evaluations.images.figures import (
    colour_obedience,
    diversity,
    judged_styles,
    matches,
    real_style_obedience,
    style_obedience,
)
from tests.evaluations.images.orders import (
    CAPTIONS,
    COLOUR_NAMES,
    COLOURS,
    SEEDS,
    THINGS,
    Order,
    caption_orders,
    colour_orders,
    seed_orders,
)
from tests.evaluations.images.pictures import PicturesFolder, contact_sheet
from tests.evaluations.images.report import Report
from tests.evaluations.images.speed import Wait, measure_wait

FOLDER = Path(".eval") / "images"
SPEED, COPIES = "speed", "copies"
PARTS = (CAPTIONS, COLOURS, SEEDS, COPIES, SPEED)
_COMPARED_WITH_TRAINING = 50
_COLUMNS = {CAPTIONS: 20, COLOURS: len(COLOUR_NAMES), SEEDS: 8, COPIES: 15}
_CPU = ModelConfiguration(device="cpu")


@dataclass(frozen=True)
class Options:
    """What is evaluated.

    Attributes:
        parts: Some of `PARTS`.
        captions: How many of the 200.
        only_report: Whether to draw nothing new.
        folder: Where pictures, sheets and the report are kept.
    """

    parts: Sequence[str]
    captions: int
    only_report: bool
    folder: Path

    @property
    def wait_file(self) -> Path:
        return self.folder / "speed.json"

    def orders(self, styles: Sequence[str]) -> dict[str, list[Order]]:
        """Returns what is drawn for each part."""
        every = {
            CAPTIONS: caption_orders(styles, self.captions),
            COLOURS: colour_orders(styles, len(THINGS)),
            SEEDS: list(seed_orders(styles)),
            COPIES: caption_orders(styles, min(self.captions, _COMPARED_WITH_TRAINING)),
        }
        return {part: orders for part, orders in every.items() if part in self.parts}


def main() -> None:
    """Draws what is missing, shows the report and ends with 1 if a bar is missed."""
    options = _options()
    backend = StickersBackend(_CPU)
    orders = options.orders(judged_styles(backend.capabilities.styles))
    pictures = PicturesFolder(options.folder / "pictures")
    options.folder.mkdir(parents=True, exist_ok=True)
    if not options.only_report:
        _draw(options, backend, orders, pictures)
    report = _report(options, orders, pictures)
    (options.folder / "report.md").write_text(report.markdown, encoding="utf-8")
    print(report.markdown)
    print(f"Kept in {options.folder}, with the pictures and sheets of them.")
    sys.exit(report.misses_bar)


def _draw(
    options: Options,
    backend: StickersBackend,
    orders: dict[str, list[Order]],
    pictures: PicturesFolder,
) -> None:
    with Console(stderr=True).status("Evaluating") as status:
        for wanted in orders.values():
            pictures.draw_missing(backend, wanted, status.update)
        if SPEED in options.parts:
            status.update("Measuring speed")
            options.wait_file.write_text(json.dumps(measure_wait(backend).as_json()) + "\n")


def _report(options: Options, orders: dict[str, list[Order]], pictures: PicturesFolder) -> Report:
    report, examiners = Report(), Examiners()
    for part, wanted in orders.items():
        pixels = pictures.pixels(wanted)
        if part == COPIES:
            found = nearest(examiners, pixels, training_drawings(load_stickers(_CPU)[0]))
            report.add_copies(found.share_of_copies, list(found.deviations), NEAR)
            pixels = side_by_side(pixels, found)
        elif part == CAPTIONS:
            report.add_matches(matches(examiners, pixels))
            obedience = style_obedience(examiners, wanted, pixels)
            report.add_styles(obedience, real_style_obedience(examiners))
        elif part == COLOURS:
            report.add_colours(colour_obedience(wanted, pixels))
        else:
            report.add_diversity(diversity(examiners, wanted, pixels))
        contact_sheet(pixels, _COLUMNS[part]).save(options.folder / f"{part}.png")
    if SPEED in options.parts and options.wait_file.exists():
        report.add_wait(Wait(**json.loads(options.wait_file.read_text())))
    return report


def _options() -> Options:
    parser = argparse.ArgumentParser(prog="python -m tests.evaluations.images", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="what to evaluate")
    parser.add_argument("--captions", type=int, default=200, help="how many of the 200")
    parser.add_argument("--report", action="store_true", help="of what is there, drawing nothing")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    given = parser.parse_args()
    captions = min(max(2, given.captions), 200)
    return Options(given.only, captions, given.report, given.folder)


if __name__ == "__main__":
    main()
