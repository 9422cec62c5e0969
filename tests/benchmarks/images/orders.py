"""Pictures to draw: the same for all who are compared."""

from models.base import ImageRequest

STYLE = "soft"
_SUBJECTS = (
    "a red fox",
    "a sailing boat",
    "a slice of melon",
    "an old lighthouse",
    "a green kettle",
    "a snail",
    "a paper kite",
    "a bunch of radishes",
)


def orders(count: int, first: int = 0) -> list[ImageRequest]:
    """Returns requests for one picture each, none like another."""
    return [
        ImageRequest(
            f"{_SUBJECTS[number % len(_SUBJECTS)]} with a number {number}",
            seed=number,
            style=STYLE,
        )
        for number in range(first, first + count)
    ]
