"""Servers' own forms of poems."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.repositories.forms import FormRepository
from bot.database.repositories.members import GuildRepository, MemberRepository
from bot.database.session import Database
from bot.database.tables import Form as FormRow
from bot.errors import InvalidOption, NotYours
from bot.style.commands import form_named, name_key
from models.text.forms.catalogue import catalogue
from models.text.forms.form import Form

LONGEST_NAME = 40
LONGEST_SUMMARY = 80
MOST_FORMS = 25
MARKUP = "<>@#:*_~`|\\/[]()“”"
"""Characters that make Discord show something else than a name."""


@dataclass(frozen=True)
class FormDraft:
    """A form as a member writes it down."""

    name: str
    summary: str
    notation: str


class FormService:
    """What servers do with forms of their own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def own(self, guild_id: int | None) -> list[Form]:
        """Returns the server's own forms by name; none outside of servers."""
        async with self._database.unit_of_work() as session:
            return await own_forms(session, guild_id)

    async def named(self, guild_id: int | None, name: str) -> tuple[Form, int | None]:
        """Returns the form of that name, and who gave it to the server; None if everybody has it.

        Raises:
            InvalidOption: There is none.
        """
        async with self._database.unit_of_work() as session:
            form = form_named(name, await own_forms(session, guild_id))
            if guild_id is None or form.name in catalogue():
                return form, None
            row = await FormRepository(session).get(guild_id, name_key(name))
            return form, row.author_id if row else None

    async def add(self, guild_id: int, author_id: int, draft: FormDraft) -> Form:
        """Gives the server a form.

        Raises:
            InvalidOption: The name or the summary can't be used, or there are too many forms.
            FormInvalid: The notation can't be read; the message shows where.
        """
        form = _checked(draft)
        async with self._database.unit_of_work() as session:
            forms = FormRepository(session)
            if await forms.get(guild_id, name_key(form.name)):
                raise InvalidOption(
                    f"This server has a form “{form.name}” already. Choose another name, "
                    "or remove that one first with `/forms remove`."
                )
            if len(await forms.of(guild_id)) >= MOST_FORMS:
                raise InvalidOption(
                    f"This server has {MOST_FORMS} forms, and I keep no more. "
                    "Remove one first with `/forms remove`."
                )
            await MemberRepository(session).ensure(author_id)
            await GuildRepository(session).ensure(guild_id)
            await forms.add(_row(guild_id, author_id, form))
        return form

    async def remove(self, guild_id: int, member_id: int, name: str, *, is_moderator: bool) -> str:
        """Takes a form away from the server, and returns its name.

        Works in it can still be made again.

        Raises:
            InvalidOption: The server has no such form.
            NotYours: The member neither made it nor moderates the server.
        """
        async with self._database.unit_of_work() as session:
            forms = FormRepository(session)
            row = await forms.get(guild_id, name_key(name))
            if row is None:
                raise InvalidOption(f"This server has no form of its own called “{name}”.")
            if row.author_id != member_id and not is_moderator:
                raise NotYours("Only the one who added this form, or a moderator, can remove it.")
            await forms.delete(guild_id, row.key)
            return row.name


async def own_forms(session: AsyncSession, guild_id: int | None) -> list[Form]:
    """Returns the server's own forms by name; none outside of servers."""
    if guild_id is None:
        return []
    rows = await FormRepository(session).of(guild_id)
    return [Form(row.name, "poem", row.summary, row.notation) for row in rows]


def _checked(draft: FormDraft) -> Form:
    name, summary = " ".join(draft.name.split()), " ".join(draft.summary.split())
    _check_name(name)
    if not summary or len(summary) > LONGEST_SUMMARY:
        raise InvalidOption(f"Explain the form in one line of up to {LONGEST_SUMMARY} characters.")
    form = Form(name, "poem", summary, draft.notation.strip())
    form.pattern  # noqa: B018 - reads the notation
    return form


def _check_name(name: str) -> None:
    if len(name) > LONGEST_NAME:
        raise InvalidOption(f"A form's name has up to {LONGEST_NAME} characters.")
    if not any(map(str.isalpha, name)):
        raise InvalidOption("A form's name needs letters.")
    if not name.isprintable() or any(character in MARKUP for character in name):
        raise InvalidOption(f"A form's name goes without these: {' '.join(MARKUP)}")
    if name_key(name) in map(name_key, catalogue()):
        raise InvalidOption(f"Everybody has a form called “{name}”. Choose another name.")


def _row(guild_id: int, author_id: int, form: Form) -> FormRow:
    return FormRow(
        guild_id=guild_id,
        key=name_key(form.name),
        name=form.name,
        summary=form.summary,
        notation=form.notation,
        author_id=author_id,
    )
