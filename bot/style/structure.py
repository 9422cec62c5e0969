"""Song structures as members type them."""

import re

from bot.errors import InvalidOption

SECTIONS = ("Intro", "Verse", "Pre-Chorus", "Chorus", "Refrain", "Hook", "Bridge", "Outro")
MOST_SECTIONS = 10
_BY_WORD = {section.lower().replace("-", ""): section for section in SECTIONS}


def parse_structure(text: str | None) -> tuple[str, ...] | None:
    """Returns the sections named in the text, separated by commas or blanks; None for None.

    Raises:
        InvalidOption: A section is unknown, or there are too many.
    """
    if text is None:
        return None
    words = re.sub(r"pre[\s-]chorus", "prechorus", text.lower())
    names = [re.sub(r"\d+$", "", name) for name in re.split(r"[\s,;>/+-]+", words)]
    names = [name for name in names if name]
    unknown = next((name for name in names if name not in _BY_WORD), None)
    if unknown is not None or not names:
        raise InvalidOption(
            f"I don't know the song section “{unknown or text}”. "
            f"Name them in order, from: {', '.join(SECTIONS)}."
        )
    if len(names) > MOST_SECTIONS:
        raise InvalidOption(f"A song can have {MOST_SECTIONS} sections; that is {len(names)}.")
    return tuple(_BY_WORD[name] for name in names)
