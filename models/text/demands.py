"""What the next line has to be, besides its length."""

from dataclasses import dataclass, replace
from enum import IntEnum, auto

from models.text.verse.endings import ANY_ENDING, Ending


class Effort(IntEnum):
    """How hard to look for a line, after earlier looks were in vain.

    Attributes:
        USUAL: As in a first look.
        MORE: Drafts begin more differently, and may end where the model would rather go on.
        MOST: Besides, no two begin alike, and they may begin as the model hardly would.
    """

    USUAL = auto()
    MORE = auto()
    MOST = auto()


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
        effort: How hard to look for it.
    """

    ending: Ending = ANY_ENDING
    initial: str | None = None
    woven: str | None = None
    turns: bool = False
    is_inside: bool = False
    runs_on: bool = False
    effort: Effort = Effort.USUAL

    def weaving(self, words: str) -> "Demands":
        """Returns the same demands, and that these words come up."""
        return replace(self, woven=words)


NO_DEMANDS = Demands()
