"""Challenges that servers keep to begin again."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.repositories.members import GuildRepository, MemberRepository
from bot.database.repositories.templates import TemplateRepository
from bot.database.series_tables import ChallengeTemplate
from bot.database.session import Database
from bot.errors import InvalidOption
from bot.services.challenges.access import check_moderator
from bot.services.challenges.clock import Clock
from bot.services.challenges.contestant import Contestant
from bot.services.challenges.outline import Outline, Template
from bot.services.challenges.outline_checks import checked_outline
from bot.services.challenges.outline_records import outline_from_json, outline_to_json
from bot.services.challenges.wording import bounded, one_line
from bot.style.commands import name_key

MOST_TEMPLATES = 25
LONGEST_NAME = 40


class TemplateService:
    """Keeps up to 25 templates for each server. Moderators keep them, everybody may read them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def save(
        self, guild_id: int, member: Contestant, name: str, outline: Outline
    ) -> Template:
        """Keeps an outline under a name, in the place of an earlier one of that name.

        Raises:
            ModeratorsOnly: The member is no moderator.
            InvalidOption: Something can't be used, or there are too many.
        """
        check_moderator(member, guild_id)
        name = bounded(one_line(name), "The name", LONGEST_NAME)
        async with self._database.unit_of_work() as session:
            checked = await checked_outline(session, outline, guild_id, self._clock())
            templates = TemplateRepository(session)
            known = [each.key for each in await templates.of(guild_id)]
            if name_key(name) not in known and len(known) >= MOST_TEMPLATES:
                raise InvalidOption(
                    f"This server has {MOST_TEMPLATES} templates, and I keep no more. "
                    "Delete one first."
                )
            await GuildRepository(session).ensure(guild_id)
            await MemberRepository(session).ensure(member.member_id)
            await templates.save(
                guild_id, name_key(name), name, outline_to_json(checked), member.member_id
            )
        return Template(name, checked, member.member_id)

    async def of_guild(self, guild_id: int) -> list[Template]:
        """Returns the server's templates by name."""
        async with self._database.unit_of_work() as session:
            return [_template_in(row) for row in await TemplateRepository(session).of(guild_id)]

    async def get(self, guild_id: int, name: str) -> Template:
        """Returns the template of that name; upper and lower case are the same.

        Raises:
            InvalidOption: There is none.
        """
        async with self._database.unit_of_work() as session:
            return _template_in(await _existing(session, guild_id, name))

    async def delete(self, guild_id: int, member: Contestant, name: str) -> None:
        """Forgets a template.

        Raises:
            ModeratorsOnly: The member is no moderator.
            InvalidOption: There is none.
        """
        check_moderator(member, guild_id)
        async with self._database.unit_of_work() as session:
            row = await _existing(session, guild_id, name)
            await TemplateRepository(session).delete(guild_id, row.key)


async def _existing(session: AsyncSession, guild_id: int, name: str) -> ChallengeTemplate:
    row = await TemplateRepository(session).get(guild_id, name_key(name))
    if row is None:
        raise InvalidOption(f"This server has no template called “{one_line(name)[:40]}”.")
    return row


def _template_in(row: ChallengeTemplate) -> Template:
    return Template(row.name, outline_from_json(row.outline), row.author_id)
