"""The pictures drawn so far, in a folder that only grows, so that a run can be taken up again."""

import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from models.backend import Backend
from models.base import ImageResult
from models.image.stickers import cutout
from tests.evaluations.images.orders import Order
from tests.serving import ScriptedTicket, ScriptedTickets

_TOGETHER = 16


class PicturesFolder:
    """Pictures as PNG, by the orders that they were drawn for.

    Args:
        path: Of one model's pictures; another model needs another folder.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def draw_missing(
        self, backend: Backend, orders: Iterable[Order], on_progress: Callable[[str], None]
    ) -> None:
        """Draws what is not there yet.

        Raises:
            GenerationError: A picture could not be drawn.
        """
        missing = [order for order in orders if not self.file(order).exists()]
        for start in range(0, len(missing), _TOGETHER):
            on_progress(f"Drawing picture {start + 1} of {len(missing)}")
            batch = missing[start : start + _TOGETHER]
            tickets = [ScriptedTicket(order.request) for order in batch]
            backend.serve(ScriptedTickets(tickets))
            for order, ticket in zip(batch, tickets, strict=True):
                self._keep(order, ticket)

    def pixels(self, orders: Sequence[Order]) -> np.ndarray:
        """Returns the orders' pictures on white, uint8 (count, height, width, 3)."""
        return np.stack([on_white(Image.open(self.file(order))) for order in orders])

    def file(self, order: Order) -> Path:
        """Returns where the order's picture is, or will be."""
        return self._path / order.part / f"{order.number:03}.png"

    def _keep(self, order: Order, ticket: ScriptedTicket) -> None:
        result = ticket.outcome()
        assert isinstance(result, ImageResult)
        file = self.file(order)
        file.parent.mkdir(parents=True, exist_ok=True)
        # Written beside its place first: half a picture would pass for a whole one.
        partial = file.with_suffix(".partial")
        Image.open(io.BytesIO(result.images[0].png)).save(partial, "PNG")
        partial.replace(file)


def on_white(picture: Image.Image) -> np.ndarray:
    """Returns its pixels (height, width, 3), on white where it is transparent."""
    return np.asarray(cutout.on_white(picture.convert("RGBA")))


def resized(pixels: Sequence[np.ndarray] | np.ndarray, side: int) -> np.ndarray:
    """Returns pictures (count, side, side, 3), each pixel the mean of what it covers."""
    box = Image.Resampling.BOX
    return np.stack([np.asarray(Image.fromarray(one).resize((side, side), box)) for one in pixels])


def contact_sheet(pixels: np.ndarray, columns: int) -> Image.Image:
    """Returns pictures (count, height, width, 3) in rows on one sheet."""
    count, height, width, _ = pixels.shape
    rows = -(-count // columns)
    sheet = Image.new("RGB", (columns * width, rows * height), "white")
    for i, picture in enumerate(pixels):
        sheet.paste(Image.fromarray(picture), (i % columns * width, i // columns * height))
    return sheet
