"""Editing a line of a poem into a new work: checked by the form, kept, or left to the model."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.database.repositories.jobs import JobRepository
from bot.database.repositories.members import GuildRepository, MemberRepository
from bot.database.repositories.works import WorkRepository
from bot.database.session import Database
from bot.errors import InvalidOption
from bot.services.checks import LONGEST_LINE
from bot.services.continuation import MOST_CHARACTERS, count_earlier_lines
from bot.services.creation import Creation
from bot.services.deliveries import Undelivered
from bot.services.edits import Edit, with_edit
from bot.services.line_suggestions import suggestion_for
from bot.services.orders import Order, OrderService
from bot.services.records import command_to_json, plan_to_json
from bot.services.requester import Requester
from bot.services.rows import job_row, result_of, work_row
from bot.services.stored_texts import StoredPoem, layout_in, load_poem
from models.base import TextResult
from models.text.verse.checking import faults
from models.text.verse.text_lines import lines_of, with_line


@dataclass(frozen=True)
class CheckedLine:
    """A line that a member wrote.

    Attributes:
        text: With single spaces.
        faults: What in it breaks the form, in sentences.
    """

    text: str
    faults: tuple[str, ...]


class EditingService:
    """Lets members change the lines of poems, each into a work of their own."""

    def __init__(self, database: Database, orders: OrderService) -> None:
        self._database = database
        self._orders = orders

    async def lines(self, work_id: str) -> tuple[str, ...]:
        """Returns the lines of a poem.

        Raises:
            WorkNotFound: It was deleted.
            InvalidOption: It is no poem.
        """
        return lines_of((await load_poem(self._database, work_id)).text)

    async def check(self, work_id: str, place: int, line: str) -> CheckedLine:
        """Checks a line that is to stand at a place of a poem, from 0.

        Raises:
            WorkNotFound: The poem was deleted.
            InvalidOption: It is no poem, has no such line, or this can't be one.
        """
        poem = await load_poem(self._database, work_id)
        lines = lines_of(poem.text)
        text = _checked(line, place, lines)
        # The first time, reading the dictionary takes half a second.
        found = await asyncio.to_thread(_faults, poem, place, text, lines)
        return CheckedLine(text, found)

    async def keep(
        self, work_id: str, place: int, line: str, requester: Requester, editor: str
    ) -> Undelivered:
        """Stores the poem with that line as a new work, which is to be delivered.

        Args:
            work_id: The poem.
            place: Where the line stands, from 0.
            line: What the member wrote.
            requester: Who it was.
            editor: The name to show.

        Raises:
            WorkNotFound: The poem was deleted.
            InvalidOption: It is no poem, has no such line, or this can't be one.
            DatabaseError: It could not be stored.
        """
        poem = await load_poem(self._database, work_id)
        text = _checked(line, place, lines_of(poem.text))
        edited = _edited(poem, place, text, editor)
        command, plan = command_to_json(edited.command), plan_to_json(edited.plan)
        async with self._database.unit_of_work() as session:
            await MemberRepository(session).ensure(requester.member_id)
            if requester.guild_id is not None:
                await GuildRepository(session).ensure(requester.guild_id)
            jobs, works = JobRepository(session), WorkRepository(session)
            job = await jobs.add(job_row(command, plan, requester, work_id))
            work = await works.add(work_row(command, plan, edited.result, requester))
            await works.add_parent(work.id, work_id)
            await jobs.finish(job.id, work.id)
            made = replace(edited, work_id=work.id)
            return Undelivered(job.id, requester, None, made, None, is_cancelled=False)

    async def suggest(self, work_id: str, place: int, requester: Requester) -> Order:
        """Accepts the same poem with another line at that place, which the model writes.

        Raises:
            WorkNotFound: The poem was deleted.
            InvalidOption: It is no poem, or the model can't write that line alone.
        """
        poem = await load_poem(self._database, work_id)
        command = await asyncio.to_thread(suggestion_for, poem, place)
        return await self._orders.accept(command, requester, parent_id=work_id)


def _checked(line: str, place: int, lines: Sequence[str]) -> str:
    """Returns a line with single spaces, if it can be one of the poem."""
    if not 0 <= place < len(lines):
        raise InvalidOption(f"This poem has no line {place + 1}. Press ✏️ again to choose one.")
    if len(line.strip().splitlines()) > 1:
        raise InvalidOption("That is more than one line. Please leave out the line breaks.")
    text = " ".join(line.split())
    if not any(map(str.isalnum, text)):
        raise InvalidOption("That line is empty. A line has at least one word.")
    if len(text) > LONGEST_LINE:
        raise InvalidOption(
            f"That line has {len(text)} characters, and {LONGEST_LINE} is the most. "
            "Please shorten it."
        )
    if text == lines[place]:
        raise InvalidOption("The line is as it was; nothing to change.")
    length = sum(map(len, lines)) + len(text) - len(lines[place]) + 2 * len(lines)
    if length > MOST_CHARACTERS:
        raise InvalidOption("With that line the poem would be longer than I can show.")
    return text


def _faults(poem: StoredPoem, place: int, line: str, lines: Sequence[str]) -> tuple[str, ...]:
    return faults(line, place, lines, layout_in(poem))


def _edited(poem: StoredPoem, place: int, line: str, editor: str) -> Creation:
    """Returns the poem with another line, not stored yet."""
    result = result_of(poem.work, ())
    assert isinstance(result, TextResult)  # noqa: S101 - a poem is text
    parameters = with_edit(result.provenance.parameters, Edit(place + 1, editor))
    result = replace(
        result,
        text=with_line(poem.text, place, line),
        provenance=replace(result.provenance, parameters=parameters),
    )
    command, request = poem.command, poem.request
    if place < count_earlier_lines(request):
        earlier = with_line(request.earlier or "", place, line)
        command, request = replace(command, earlier=earlier), replace(request, earlier=earlier)
    return Creation(None, command, replace(poem.plan, request=request), result)
