"""What goes into a work besides the model's words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Material:
    """What goes into a work besides the model's words.

    Attributes:
        given: Its first lines as they have to be; None where one is to be written.
        keywords: Words that have to come up.
        earlier: Lines that were said already and are not to be said again.
    """

    given: tuple[str | None, ...] = ()
    keywords: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()


NO_MATERIAL = Material()
