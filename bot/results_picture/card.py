"""The card that results are drawn on.

It is dark, to stand out from Discord's light theme; an edge sets it off from the dark one.
"""

import io

from PIL import Image, ImageDraw

WIDTH = 1080
"""Pixels: a phone shows about a third of them, so that text wants 36 and more."""
MARGIN = 40

BACKGROUND, EDGE = "#23252f", "#565a70"
INK, MUTED, FAINT = "#f5f5f9", "#c0c3d3", "#454959"
PAPER, PAPER_INK = "#f7f2e6", "#2b2823"
PLACE_COLOURS = ("#f4c653", "#cfd5df", "#dfa176")
"""Gold, silver and bronze, light enough for dark text; they never tell the place by themselves."""
DARK_INK = "#1d1e25"

_RADIUS = 36
_SMOOTH = 4


class Card:
    """A picture in the making, on a card with round corners.

    Attributes:
        image: The card.
        canvas: To draw on it.
    """

    def __init__(self, height: int) -> None:
        self.image = Image.new("RGBA", (WIDTH, height))
        self.box((0, 0, WIDTH, height), EDGE, _RADIUS)
        self.box((3, 3, WIDTH - 3, height - 3), BACKGROUND, _RADIUS - 3)
        self.canvas = ImageDraw.Draw(self.image)

    def box(self, edges: tuple[float, float, float, float], colour: str, radius: float) -> None:
        """Fills a box with round corners, whose edges are smooth as Pillow's own are not."""
        left, top, right, bottom = edges
        size = round(right - left), round(bottom - top)
        mask = Image.new("L", (size[0] * _SMOOTH, size[1] * _SMOOTH))
        ImageDraw.Draw(mask).rounded_rectangle(
            (0, 0, mask.width - 1, mask.height - 1), radius * _SMOOTH, fill=255
        )
        colours = Image.new("RGBA", size, colour)
        self.image.paste(
            colours, (round(left), round(top)), mask.resize(size, Image.Resampling.BOX)
        )

    def png(self) -> bytes:
        """Returns the picture as a PNG file."""
        buffer = io.BytesIO()
        self.image.save(buffer, "PNG", compress_level=6)
        return buffer.getvalue()
