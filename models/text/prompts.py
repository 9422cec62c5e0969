"""What the model is told: short instructions that a small model can follow."""

from collections.abc import Sequence

from models.base import LyricsRequest, PoemRequest
from models.text.forms import FORMS
from models.text.themes import fold_words

Message = dict[str, str]

_POET = "You are a poet. You answer with verse alone: vivid images, plain words, short lines."
_SONGWRITER = "You are a songwriter. You answer with lyrics alone: vivid images, singable lines."


def messages_for(request: PoemRequest | LyricsRequest, *, name_avoids: bool) -> list[Message]:
    """Returns the chat that asks for a poem or lyrics.

    Args:
        request: What was asked; its theme is fit for a prompt.
        name_avoids: Whether to say what to leave out. A small model takes up every word it
            reads, so it is better not told.
    """
    mood = fold_words(request.mood or "")
    if isinstance(request, PoemRequest):
        system = _POET
        asked = _article(f"{mood} {FORMS[request.form].wording}")
    else:
        system = _SONGWRITER
        genre = fold_words(request.genre or "")
        asked = f"the lyrics of {_article(f'{mood} {genre} song')}"
    sentences = [f"Write {asked} about {request.theme}.", *_wishes(request, name_avoids)]
    return [
        {"role": "system", "content": system},
        {"role": "user", "content": " ".join(sentences)},
    ]


def plain_prompt(messages: Sequence[Message]) -> str:
    """Returns the prompt for a model that has no chat template."""
    return "\n\n".join(message["content"] for message in messages) + "\n\n"


def _wishes(request: PoemRequest | LyricsRequest, name_avoids: bool) -> list[str]:
    wishes: list[str] = []
    if request.loves:
        wishes.append(f"Use these images: {', '.join(map(fold_words, request.loves))}.")
    if request.avoids and name_avoids:
        wishes.append(f"Do not mention: {', '.join(map(fold_words, request.avoids))}.")
    if request.language.casefold() != "english":
        wishes.append(f"Write it in {fold_words(request.language)}.")
    return wishes


def _article(words: str) -> str:
    folded = " ".join(words.split())
    return f"{'an' if folded[:1].lower() in set('aeiou') else 'a'} {folded}"
