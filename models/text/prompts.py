"""What the model is told: short instructions that a small model can follow."""

from collections.abc import Sequence

from models.base import LyricsRequest, PoemRequest
from models.text.forms import FORMS
from models.text.themes import fold_words

Message = dict[str, str]

_POET = "You are a poet. You answer with verse alone: vivid images, plain words, short lines."
_SONGWRITER = "You are a songwriter. You answer with lyrics alone: vivid images, singable lines."


def poem_messages(request: PoemRequest, theme: str, *, name_avoids: bool) -> list[Message]:
    """Returns the chat that asks for a poem.

    Args:
        request: What was asked.
        theme: Its theme, fit for a prompt.
        name_avoids: Whether to say what to leave out. A small model takes up every word it
            reads, so it is better not told.
    """
    mood = _article(fold_words(request.mood)) if request.mood else ""
    wording = FORMS[request.form].wording
    opening = f"Write {mood} {wording.removeprefix('a ')}" if mood else f"Write {wording}"
    return _chat(_POET, [f"{opening} about {theme}.", *_wishes(request, name_avoids)])


def lyrics_messages(request: LyricsRequest, theme: str, *, name_avoids: bool) -> list[Message]:
    """Returns the chat that asks for lyrics; the arguments are those of `poem_messages`."""
    kind = " ".join(fold_words(word) for word in (request.mood, request.genre) if word)
    opening = f"Write the lyrics of {_article(f'{kind} song'.strip())} about {theme}."
    return _chat(_SONGWRITER, [opening, *_wishes(request, name_avoids)])


def plain_prompt(messages: Sequence[Message]) -> str:
    """Returns the prompt for a model that has no chat template."""
    return "\n\n".join(message["content"] for message in messages) + "\n\n"


def _wishes(request: PoemRequest | LyricsRequest, name_avoids: bool) -> list[str]:
    wishes: list[str] = []
    if request.mood:
        wishes.append(f"The mood is {fold_words(request.mood)}.")
    if request.loves:
        wishes.append(f"Use these images: {', '.join(map(fold_words, request.loves))}.")
    if request.avoids and name_avoids:
        wishes.append(f"Do not mention: {', '.join(map(fold_words, request.avoids))}.")
    if request.language.casefold() != "english":
        wishes.append(f"Write it in {fold_words(request.language)}.")
    return wishes


def _chat(system: str, sentences: Sequence[str]) -> list[Message]:
    return [
        {"role": "system", "content": system},
        {"role": "user", "content": " ".join(sentences)},
    ]


def _article(words: str) -> str:
    return f"{'an' if words[:1].lower() in set('aeiou') else 'a'} {words}"
