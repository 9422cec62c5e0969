"""Words offered while a member types an option."""

from collections.abc import Iterable

from discord import app_commands

from bot.presenter import cut
from bot.style.colours import SWATCHES, swatches
from models.base import Kind
from models.engine.engine import InferenceEngine
from models.errors import ModelUnavailable
from models.text.forms.form import Form

MOODS = (
    "melancholic", "joyful", "dreamy", "wistful", "hopeful", "eerie", "playful", "tender",
    "defiant", "serene", "nostalgic", "romantic", "dark", "epic",
)  # fmt: skip
LANGUAGES = (
    "English", "Spanish", "French", "German", "Italian", "Portuguese", "Dutch", "Polish",
    "Japanese", "Korean", "Chinese", "Arabic", "Hindi", "Turkish",
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
_LONGEST = 100


def image_styles(engine: InferenceEngine) -> tuple[str, ...]:
    """Returns the styles of the image model, or examples where it takes any words."""
    try:
        return engine.capabilities(Kind.IMAGE).styles or FREE_STYLES
    except ModelUnavailable:
        return ()


def image_colours(engine: InferenceEngine) -> tuple[str, ...]:
    """Returns the colours of the image model, or common ones where it takes any words."""
    try:
        return engine.capabilities(Kind.IMAGE).colours or tuple(SWATCHES)
    except ModelUnavailable:
        return ()


def image_sizes(engine: InferenceEngine) -> tuple[int, ...]:
    """Returns the sizes that the image model can draw at."""
    try:
        return engine.capabilities(Kind.IMAGE).sizes
    except ModelUnavailable:
        return ()


def matching(current: str, words: Iterable[str]) -> list[app_commands.Choice[str]]:
    """Returns the words that contain what was typed, those that begin with it first."""
    typed = current.strip().lower()
    found = [word for word in words if typed in word.lower()]
    found.sort(key=lambda word: not word.lower().startswith(typed))
    return [app_commands.Choice(name=word, value=word) for word in found[:_MOST]]


def matching_colours(
    current: str, known: Iterable[str], most: int
) -> list[app_commands.Choice[str]]:
    """Returns lists of colours, with swatches, that go on from what was typed.

    Args:
        current: Whole colours with commas between them, and maybe the beginning of another one.
        known: Colours to offer.
        most: Of colours in a list.
    """
    known = tuple(known)
    *whole, typed = (each.strip() for each in current.lower().split(","))
    if typed in known:
        whole.append(typed)
        typed = ""
    chosen = [each for each in dict.fromkeys(whole) if each]
    found = [each for each in known if typed in each and each not in chosen]
    found.sort(key=lambda each: not each.startswith(typed))
    lists = [chosen] if chosen and not typed else []
    lists += [[*chosen, each] for each in found]
    named = [(swatches(each), ", ".join(each)) for each in lists if len(each) <= most]
    return [
        app_commands.Choice(name=f"{shown} {words}".strip(), value=words)
        for shown, words in named
        if len(words) + most < _LONGEST
    ][:_MOST]


def matching_forms(current: str, forms: Iterable[Form]) -> list[app_commands.Choice[str]]:
    """Returns the forms that fit what was typed, with their summaries.

    First come those whose names begin with it, then those whose names contain it, then those whose
    summaries do.
    """
    typed = " ".join(current.casefold().split())

    def rank(form: Form) -> int:
        name = form.name.casefold()
        if name.startswith(typed):
            return 0
        return 1 if typed in name else 2

    found = [form for form in forms if typed in f"{form.name}\n{form.summary}".casefold()]
    return [
        app_commands.Choice(name=cut(f"{form.name}: {form.summary}", _LONGEST), value=form.name)
        for form in sorted(found, key=rank)[:_MOST]
    ]
