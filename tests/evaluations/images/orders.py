"""What is asked for in the evaluation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.base import ImageRequest
from models.training.drawings.held_out import held_out_captions

CAPTIONS, COLOURS, SEEDS = "captions", "colours", "seeds"
COLOUR_NAMES = ("red", "orange", "yellow", "green", "teal", "blue", "purple", "pink")
# Things of many colours, none of which is meant when they are named.
THINGS = (
    "car", "butterfly", "hat", "balloon", "flower", "cup", "bird", "fish",
    "dress", "umbrella", "house", "dragon", "backpack", "boot", "bus",
)  # fmt: skip
_SIZE = 128
_SEED_PROMPTS = 20
_SEEDS_EACH = 4


@dataclass(frozen=True)
class Order:
    """A picture to be drawn.

    Attributes:
        part: What it is drawn for.
        number: Its place in that part.
        prompt: What is asked for.
        colour: Name of the colour that is asked for, if any is.
        in_words: Whether the prompt names the colour, else it is the palette.
    """

    part: str
    number: int
    prompt: str
    style: str
    seed: int
    colour: str | None = None
    in_words: bool = True

    @property
    def request(self) -> ImageRequest:
        return ImageRequest(
            prompt=f"a {self.colour} {self.prompt}" if self._is_worded else self.prompt,
            seed=self.seed,
            style=self.style,
            palette=(self.colour,) if self.colour and not self.in_words else (),
            size=_SIZE,
        )

    @property
    def _is_worded(self) -> bool:
        return self.colour is not None and self.in_words


def caption_orders(styles: Sequence[str], count: int) -> list[Order]:
    """Returns orders of the first held-out captions, in all styles by turns."""
    captions = list(held_out_captions().values())[:count]
    return [
        Order(CAPTIONS, i, caption, styles[i % len(styles)], seed=1000 + i)
        for i, caption in enumerate(captions)
    ]


def colour_orders(styles: Sequence[str], things: int) -> list[Order]:
    """Returns orders of things in every colour, named and as a palette by turns."""
    wanted = [(thing, colour) for thing in THINGS[:things] for colour in COLOUR_NAMES]
    return [
        Order(
            COLOURS, i, thing, styles[i // 2 % len(styles)], 2000 + i, colour, in_words=i % 2 == 0
        )
        for i, (thing, colour) in enumerate(wanted)
    ]


def seed_orders(styles: Sequence[str], prompts: int = _SEED_PROMPTS) -> Iterator[Order]:
    """Yields four orders of each prompt that differ in nothing but their seed."""
    for i, caption in enumerate(list(held_out_captions().values())[:prompts]):
        for j in range(_SEEDS_EACH):
            number = i * _SEEDS_EACH + j
            yield Order(SEEDS, number, caption, styles[i % len(styles)], seed=3000 + number)
