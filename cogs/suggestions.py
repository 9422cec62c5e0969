"""Words offered while a member types an option."""

from collections.abc import Iterable

from discord import app_commands

MOODS = (
    "melancholic", "joyful", "dreamy", "wistful", "hopeful", "eerie", "playful", "tender",
    "defiant", "serene", "nostalgic", "romantic", "dark", "epic",
)  # fmt: skip
GENRES = (
    "folk", "pop", "rock", "blues", "country", "soul", "hip hop", "jazz", "punk", "lullaby",
    "sea shanty", "gospel", "metal", "disco", "indie",
)  # fmt: skip
LANGUAGES = (
    "English", "Spanish", "French", "German", "Italian", "Portuguese", "Dutch", "Polish",
    "Japanese", "Korean", "Chinese", "Arabic", "Hindi", "Turkish",
)  # fmt: skip
PALETTES = (
    "teal", "red", "orange", "yellow", "green", "blue", "purple", "pink", "teal, gold",
    "black, white", "pink, purple",
)  # fmt: skip
# For image models that take any words.
FREE_STYLES = (
    "watercolour", "oil painting", "ink drawing", "pixel art", "photograph", "comic",
    "pencil sketch", "low poly", "woodcut", "anime",
)  # fmt: skip
STRUCTURES = (
    "verse, chorus, verse, chorus, bridge, chorus",
    "verse, chorus, verse, chorus",
    "verse, pre-chorus, chorus, verse, pre-chorus, chorus",
    "intro, verse, chorus, verse, chorus, outro",
    "verse, verse, verse",
    "chorus, verse, chorus",
)
_MOST = 25


def matching(current: str, words: Iterable[str]) -> list[app_commands.Choice[str]]:
    """Returns the words that contain what was typed, those that begin with it first."""
    typed = current.strip().lower()
    found = [word for word in words if typed in word.lower()]
    found.sort(key=lambda word: not word.lower().startswith(typed))
    return [app_commands.Choice(name=word, value=word) for word in found[:_MOST]]
