"""How a poem or lyrics are made, for those who want to learn from it."""

import asyncio
from dataclasses import dataclass

from bot.database.session import Database
from bot.services.stored_texts import StoredText, load_text
from models.base import LyricsRequest, PoemRequest
from models.errors import RequestRejected
from models.text.forms.catalogue import form_of
from models.text.forms.form import Form
from models.text.forms.lines import Layout
from models.text.songs.sections import song_sections
from models.text.verse.craft import Craft, study
from models.text.verse.stored_layouts import layout_of


@dataclass(frozen=True)
class StudiedWork:
    """A poem or lyrics, looked at closely.

    Attributes:
        subject: Its theme, in the member's words.
        form: Of a poem, if it is still known.
        is_english: Whether it was looked at by the dictionary of English.
    """

    subject: str
    craft: Craft
    form: Form | None
    is_english: bool


class CraftService:
    """Looks closely at works."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def study(self, work_id: str) -> StudiedWork:
        """Returns how a work is made.

        Raises:
            WorkNotFound: It was deleted.
            InvalidOption: It is a picture.
        """
        stored = await load_text(self._database, work_id)
        # The first time, reading the dictionary takes half a second.
        return await asyncio.to_thread(_study, stored)


def _study(stored: StoredText) -> StudiedWork:
    request = stored.plan.request if stored.plan else None
    form, layout = None, ()
    is_english = True
    if isinstance(request, PoemRequest):
        form, layout = _form_and_layout(request, stored.text)
        has_own_language = form is not None and form.pattern.language is not None
        is_english = request.language.casefold() == "english" and not has_own_language
    elif isinstance(request, LyricsRequest):
        is_english = request.language.casefold() == "english"
        layout = song_sections(request.structure, request.genre, can_scan=is_english)
    craft = study(stored.text, layout, is_english=is_english)
    return StudiedWork(stored.subject, craft, form, is_english)


def _form_and_layout(request: PoemRequest, text: str) -> tuple[Form | None, Layout]:
    try:
        return form_of(request), layout_of(request, text)
    except (KeyError, RequestRejected):
        # A form that was known when the poem was written.
        return None, ()
