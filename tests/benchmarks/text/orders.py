"""Texts to make: the same for all who are compared."""

from dataclasses import dataclass

Chat = list[dict[str, str]]

TEMPERATURE = 0.8
TOP_K = 40
TOP_P = 0.95

_SYSTEM = "You are a poet. You answer with verse alone: vivid images, plain words, short lines."
_THEMES = (
    "rain on tin roofs",
    "a fox in the snow",
    "the last ferry home",
    "bread at four in the morning",
    "my grandmother's radio",
    "a lighthouse without a sea",
    "moths around a lamp",
    "the smell of a new book",
)


@dataclass(frozen=True)
class Order:
    """One request.

    Attributes:
        new_tokens: How many to make; neither more nor fewer, so that all do the same work.
        after_seconds: When it comes, counted from the first; the others wait for nobody.
    """

    chat: Chat
    new_tokens: int
    after_seconds: float = 0.0


def chats(count: int, first: int) -> list[Chat]:
    """Returns chats that differ, also from those of another `first`, save in their beginning."""
    return [
        [
            {"role": "system", "content": _SYSTEM},
            {"role": "user", "content": f"Write poem number {number} about {theme}."},
        ]
        for number in range(first, first + count)
        for theme in [_THEMES[number % len(_THEMES)]]
    ]


def orders(count: int, new_tokens: int, first: int = 0) -> list[Order]:
    """Returns orders that come together and want equally many tokens."""
    return [Order(chat, new_tokens) for chat in chats(count, first)]
