"""From a request to all that is needed to write it."""

import random
from collections.abc import Iterable
from dataclasses import dataclass

from models.base import GenerationRequest, LyricsRequest, PoemRequest
from models.errors import RequestRejected
from models.text.forms import FORMS, MAX_TOKENS_A_WORD, Section
from models.text.lines import Wishes
from models.text.prompts import Message, lyrics_messages, poem_messages
from models.text.songs import song_sections
from models.text.themes import fold_words, require_theme
from models.text.words import avoidance, content_words


@dataclass(frozen=True)
class WritingPlan:
    """What to tell the model, what shape to hold it to and what to choose for."""

    messages: list[Message]
    sections: tuple[Section, ...]
    wishes: Wishes

    @property
    def max_new_tokens(self) -> int:
        """The most that can be written."""
        return sum(
            line.max_words * MAX_TOKENS_A_WORD
            for section in self.sections
            for line in section.lines
        )


def plan_writing(
    request: GenerationRequest, max_prompt_characters: int, *, name_avoids: bool
) -> WritingPlan:
    """Plans a poem or lyrics.

    Args:
        request: What was asked.
        max_prompt_characters: Longer themes are refused.
        name_avoids: Whether the prompt says what to leave out.

    Raises:
        RequestRejected: It is neither, or its theme or structure can't be used.
    """
    match request:
        case PoemRequest():
            theme = require_theme(request.theme, max_prompt_characters)
            messages = poem_messages(request, theme, name_avoids=name_avoids)
            sections = random.Random(request.seed).choice(FORMS[request.form].layouts)
        case LyricsRequest():
            theme = require_theme(request.theme, max_prompt_characters)
            messages = lyrics_messages(request, theme, name_avoids=name_avoids)
            sections = song_sections(request.structure)
        case _:
            raise RequestRejected("This model writes poems and lyrics only.")
    return WritingPlan(messages, sections, _wishes([theme, *request.loves], request))


def _wishes(phrases: Iterable[str], request: PoemRequest | LyricsRequest) -> Wishes:
    wished = fold_words(" ".join([*phrases, request.mood or ""]))
    return Wishes(frozenset(content_words(wished)), avoidance(request.avoids))
