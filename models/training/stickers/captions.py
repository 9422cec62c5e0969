"""The words a drawing is trained with: its names, with and without tags and colour."""

import random
from collections.abc import Sequence

from models.training.drawings.held_out import is_held_out

_PLAIN = (
    "{name}", "{name}", "a {name}", "{name}, {tag}", "{name}, {tag}, {other}", "{tag} {name}",
    "a drawing of a {name}", "a cute {name}", "{tag}, {other}", "{tag}, {name}, {other}",
)  # fmt: skip
_COLOURED = (
    "{colour} {name}", "a {colour} {name}", "{name}, {colour}", "a {name} in {colour}",
    "{colour} {name}, {tag}", "{tag}, {colour}",
)  # fmt: skip


def known_names(names: Sequence[str]) -> list[str]:
    """Returns the names that are not held out."""
    return [name for name in names if not is_held_out(name)]


def plain_captions(
    names: Sequence[str], tags: Sequence[str], count: int, chance: random.Random
) -> list[str]:
    """Returns up to `count` captions, each once; every name stands alone in one of them.

    At least one of the names has to be known.
    """
    known = known_names(names)[: count // 2]
    made = [*known, *(_filled(known, tags, None, chance) for _ in range(2 * count))]
    return list(dict.fromkeys(made))[:count]


def coloured_captions(
    names: Sequence[str], tags: Sequence[str], colour: str, count: int, chance: random.Random
) -> list[str]:
    """Returns up to `count` captions that all name the colour, each once."""
    known = known_names(names)
    made = [_filled(known, tags, colour, chance) for _ in range(2 * count)]
    return list(dict.fromkeys(made))[:count]


def _filled(
    names: Sequence[str], tags: Sequence[str], colour: str | None, chance: random.Random
) -> str:
    name = chance.choice(names)
    words = [tag for tag in tags if tag not in names and not is_held_out(tag)] or [name]
    tag, other = chance.choice(words), chance.choice(words)
    template = chance.choice(_COLOURED if colour else _PLAIN)
    filled = template.format(name=name, tag=tag, other=other, colour=colour)
    return name if is_held_out(filled) else filled
