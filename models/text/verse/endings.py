"""What a line of verse may end on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ending:
    """What the last word of a line has to be.

    Attributes:
        rhymes_with: The words at the ends of earlier lines that it rhymes with.
        is_rhymed_later: Later lines will rhyme with it, so there have to be words for them.
        taken: Words that other lines end on.
    """

    rhymes_with: tuple[str, ...] = ()
    is_rhymed_later: bool = False
    taken: frozenset[str] = frozenset()


ANY_ENDING = Ending()
