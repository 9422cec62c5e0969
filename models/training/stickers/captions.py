"""The words a drawing is trained with: its label, with and without tags and colour."""

import random

_CAPTIONS = 4
_TEMPLATES = (
    "{label}",
    "a {label}",
    "{label}, {tag}",
    "{label}, {tag}, {other}",
    "{tag} {label}",
    "{tag}, {other}",
)
_COLOUR_TEMPLATES = (
    "{colour} {label}",
    "a {colour} {label}",
    "{label}, {colour}",
    "{label}, {colour} palette",
    "{colour} {label}, {tag}",
    "{tag}, {colour}",
)


def captions(label: str, tags: list[str], colour: str | None, rng: random.Random) -> list[str]:
    """Returns four captions; with a colour, all of them name it."""
    templates = _COLOUR_TEMPLATES if colour else _TEMPLATES
    words = [tag for tag in tags if tag.isascii() and tag != label] or [label]

    def caption(template: str) -> str:
        tag, other = rng.choice(words), rng.choice(words)
        return template.format(label=label, tag=tag, other=other, colour=colour).lower()

    return [caption(template) for template in rng.sample(templates, _CAPTIONS)]
