"""What a member said they like."""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class StyleProfile:
    """A member's own style; None and empty tuples mean that they have not said.

    Attributes:
        loves: Themes and images to work in.
        avoids: Themes to keep out.
        palette: Colours to draw in.
    """

    mood: str | None = None
    loves: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()
    palette: tuple[str, ...] = ()
    poem_form: str | None = None
    genre: str | None = None
    image_style: str | None = None
    language: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said at all."""
        return self == StyleProfile()


TRAITS: tuple[str, ...] = tuple(field.name for field in fields(StyleProfile))
