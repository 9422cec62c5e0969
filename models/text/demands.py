"""What the next line has to be, besides its length."""

from dataclasses import dataclass, replace

from models.text.verse.endings import ANY_ENDING, Ending


@dataclass(frozen=True)
class Demands:
    """What the next line, or part of a line, has to be.

    Attributes:
        ending: What a line of verse may end on.
        initial: The letter it begins with, in lower case.
        woven: Words that have to come up in it.
        turns: It may well begin with a word of contrast.
        is_inside: It stands on the same line as the part before it.
        runs_on: The part after it stands on the same line.
        is_hard: It was looked for in vain: drafts begin more differently, and may end where the
            model would rather go on.
    """

    ending: Ending = ANY_ENDING
    initial: str | None = None
    woven: str | None = None
    turns: bool = False
    is_inside: bool = False
    runs_on: bool = False
    is_hard: bool = False

    def weaving(self, words: str) -> "Demands":
        """Returns the same demands, and that these words come up."""
        return replace(self, woven=words)


NO_DEMANDS = Demands()
