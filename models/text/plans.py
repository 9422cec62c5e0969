"""From a request to all that is needed to write it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from models.base import Bond, GenerationRequest, LyricsRequest, PoemRequest
from models.errors import RequestRejected
from models.text.first_lines import check_first_line
from models.text.forms.catalogue import form_of
from models.text.forms.lines import MAX_TOKENS_A_WORD, Layout, Metre, Section
from models.text.lines import Wishes
from models.text.material import NO_MATERIAL, Material
from models.text.prompts import Message, messages_for
from models.text.songs.genres import genre_of
from models.text.songs.sections import song_sections
from models.text.themes import fold_words, require_theme
from models.text.words import avoidance, content_words

_NOTHING = "something"
_ENGLISH = "english"
_TextRequest: TypeAlias = PoemRequest | LyricsRequest


@dataclass(frozen=True)
class WritingPlan:
    """What to tell the model, what shape to hold it to and what to choose for.

    Attributes:
        messages: What is asked.
        neutral_messages: The same form asked for about nothing in particular.
        sections: The shape.
        wishes: What the lines should speak of and must not.
        subject: What it is about, and in which mood.
        in_english: Whether it is written in English.
        material: What goes in besides the model's words.
        opening: What the answer begins with, and does not return.
    """

    messages: list[Message]
    neutral_messages: list[Message]
    sections: tuple[Section, ...]
    wishes: Wishes
    subject: str
    in_english: bool = True
    material: Material = NO_MATERIAL
    opening: str = ""

    @property
    def max_new_tokens(self) -> int:
        """The most that can be written."""
        lines = [line for section in self.sections for line in section.lines]
        return sum(line.measure.most * MAX_TOKENS_A_WORD for line in lines)

    @property
    def is_metred(self) -> bool:
        """Whether every line keeps to a metre."""
        return all(
            isinstance(line.measure, Metre) for section in self.sections for line in section.lines
        )


def plan_writing(
    request: GenerationRequest,
    max_prompt_characters: int,
    *,
    for_small_model: bool,
    can_scan: Callable[[str], bool],
) -> WritingPlan:
    """Plans a poem or lyrics.

    Args:
        request: What was asked.
        max_prompt_characters: Longer themes are refused.
        for_small_model: Whether to keep the prompt as short as can be; it writes English only.
        can_scan: Whether the model can be held to the sounds of a language, named as members do.

    Raises:
        RequestRejected: It is neither, or something in it can't be used.
    """
    if not isinstance(request, PoemRequest | LyricsRequest):
        raise RequestRejected("This model writes poems and lyrics only.")
    language = _language_of(request, for_small_model=for_small_model)
    sections = _layout(request, language, is_scanned=can_scan(language))
    theme = require_theme(request.theme, max_prompt_characters)
    asked = replace(request, theme=theme, language=language)
    in_english = language.casefold() == _ENGLISH
    return WritingPlan(
        messages_for(asked, for_small_model=for_small_model),
        messages_for(_neutral(asked), for_small_model=for_small_model),
        sections,
        _wishes(asked, in_english=in_english),
        fold_words(f"{theme} {request.mood or ''}"),
        in_english,
        _material(asked),
        _opening(asked),
    )


def _neutral(request: _TextRequest) -> _TextRequest:
    """Returns what asks for the same form about nothing in particular."""
    plain = replace(request, theme=_NOTHING, mood=None, loves=(), avoids=())
    if isinstance(plain, LyricsRequest):
        return replace(plain, genre=None)
    return replace(plain, earlier=None, bond=None)


def _language_of(request: _TextRequest, *, for_small_model: bool) -> str:
    """Returns the language that the form prescribes, the model knows, or the member asks for."""
    only = form_of(request).pattern.language if isinstance(request, PoemRequest) else None
    if only and for_small_model:
        raise RequestRejected(
            f"This form is written in {only}, and my model writes English only. "
            "Please choose another form."
        )
    return only or (_ENGLISH if for_small_model else request.language)


def _layout(request: _TextRequest, language: str, *, is_scanned: bool) -> Layout:
    if isinstance(request, LyricsRequest):
        is_english = language.casefold() == _ENGLISH
        return song_sections(request.structure, request.genre, can_scan=is_scanned and is_english)
    form = form_of(request)
    if form.pattern.language and not is_scanned:
        raise RequestRejected(f"My model does not know enough {language} for a {form.name}.")
    can_scan = is_scanned and form.is_scanned_in(language)
    layout = form.layout(request.seed, request.word, can_scan=can_scan)
    if len(request.given) == 1 and request.given[0]:
        check_first_line(request.given[0], layout)
    return layout


def _material(request: _TextRequest) -> Material:
    if isinstance(request, LyricsRequest):
        return NO_MATERIAL
    return Material(
        _usable_lines(request.given),
        tuple(map(fold_words, request.keywords)),
        tuple(filter(None, (request.earlier or "").split("\n"))),
    )


def _opening(request: _TextRequest) -> str:
    if isinstance(request, PoemRequest) and request.bond is Bond.CONTINUES:
        return f"{request.earlier}\n\n"
    return ""


def _usable_lines(given: Sequence[str | None]) -> tuple[str | None, ...]:
    """Returns lines of a member's own, each on one line and with nothing that a role could be."""
    folded = (None if line is None else fold_words(line) for line in given)
    return tuple(line or None for line in folded)


def _wishes(request: _TextRequest, *, in_english: bool) -> Wishes:
    words = content_words(f"{request.theme} {fold_words(request.mood or '')}")
    if isinstance(request, LyricsRequest) and in_english:
        words |= content_words(" ".join(genre_of(request.genre).words))
    loves = [fold_words(love) for love in request.loves]
    # A small model likes to recite the list it was given.
    recited = [f"{one} {next_one}" for one, next_one in pairwise(loves)]
    avoided = avoidance([*request.avoids, *recited])
    return Wishes(frozenset(words), frozenset(content_words(" ".join(loves))), avoided)
