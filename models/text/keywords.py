"""Which line each of a member's keywords goes into."""

from collections.abc import Sequence


class Keywords:
    """Spreads keywords over the lines of a poem.

    Args:
        words: In the order in which they come up.
        lines: How many lines can hold one.
    """

    def __init__(self, words: Sequence[str], lines: int) -> None:
        self._waiting = list(words)
        self._places = [int((place + 0.5) * lines / len(words)) for place in range(len(words))]
        self._line = -1

    @property
    def waiting(self) -> Sequence[str]:
        """Those that no line holds yet."""
        return self._waiting

    def next_line(self) -> str | None:
        """Goes on to the next line that can hold one, and returns what it should."""
        self._line += 1
        due = self._waiting and self._places[-len(self._waiting)] <= self._line
        return self._waiting[0] if due else None

    def came_up(self) -> None:
        """Takes note that the line holds what it should; else the next one is asked."""
        del self._waiting[0]
