"""Poems and lyrics read back, for all that goes on from them."""

from dataclasses import dataclass

from bot.database.repositories.works import WorkRepository
from bot.database.session import Database
from bot.database.tables import Work
from bot.errors import InvalidOption, WorkNotFound
from bot.services.records import command_from_json, plan_from_json
from bot.style.commands import PoemCommand, subject_of
from bot.style.plan import Plan, Source
from models.base import PoemRequest
from models.errors import RequestRejected
from models.text.forms.lines import Layout
from models.text.verse.stored_layouts import layout_of

_UNREADABLE = (KeyError, ValueError, TypeError)


@dataclass(frozen=True)
class StoredText:
    """A poem or lyrics.

    Attributes:
        subject: Its theme, in the member's words.
        plan: None if an older version wrote it in a way that is not known now.
    """

    text: str
    subject: str
    plan: Plan | None


@dataclass(frozen=True)
class StoredPoem:
    """A poem with all that is needed to go on from it."""

    work: Work
    text: str
    command: PoemCommand
    plan: Plan
    request: PoemRequest


async def load_text(database: Database, work_id: str) -> StoredText:
    """Returns a poem or lyrics.

    Raises:
        WorkNotFound: It was deleted.
        InvalidOption: It is a picture.
    """
    work = await _load(database, work_id)
    if work.text is None:
        raise InvalidOption("Only poems and lyrics have lines to look at; this is a picture.")
    try:
        plan = plan_from_json(work.plan)
    except _UNREADABLE:
        plan = None
    return StoredText(work.text, subject_of(command_from_json(work.request)), plan)


async def load_poem(database: Database, work_id: str) -> StoredPoem:
    """Returns a poem.

    Raises:
        WorkNotFound: It was deleted.
        InvalidOption: It is no poem, or one from a version that can't be read any more.
    """
    work = await _load(database, work_id)
    if work.kind != "poem" or work.text is None:
        raise InvalidOption("That goes only with poems, and this is none.")
    try:
        command, plan = command_from_json(work.request), plan_from_json(work.plan)
    except _UNREADABLE:
        raise InvalidOption(
            "An older version of me wrote this poem, and I can't read any more how. "
            "🔁 makes another one like it, from which you can go on."
        ) from None
    assert isinstance(command, PoemCommand)  # noqa: S101 - the row says that it is a poem
    assert isinstance(plan.request, PoemRequest)  # noqa: S101
    return StoredPoem(work, work.text, command, plan, plan.request)


def language_of(plan: Plan) -> str | None:
    """Returns the language that a poem was planned in; None if its model had no choice."""
    return next(
        (
            part.value
            for part in plan.parts
            if part.trait == "language" and part.source is not Source.UNSUPPORTED
        ),
        None,
    )


def layout_in(poem: StoredPoem) -> Layout:
    """Returns the layout of a poem; empty, so that it asks for nothing, if it is not known now."""
    try:
        return layout_of(poem.request, poem.text)
    except (KeyError, RequestRejected):
        return ()


async def _load(database: Database, work_id: str) -> Work:
    async with database.unit_of_work() as session:
        work = await WorkRepository(session).get(work_id)
    if work is None:
        raise WorkNotFound("This work was deleted; there is nothing left to go on from.")
    return work
