import pytest
from sqlalchemy.exc import IntegrityError

from bot.database.repositories.forms import FormRepository
from bot.database.repositories.members import GuildRepository
from bot.database.session import Database
from bot.database.tables import Form
from tests.bot.database.rows import ADA, BRUNO

STUDIO, LIBRARY = 1_146_000_000_000_000_011, 1_146_000_000_000_000_012


def a_form(guild_id: int = STUDIO, name: str = "Ours", author_id: int = ADA) -> Form:
    return Form(
        guild_id=guild_id,
        key=name.casefold(),
        name=name,
        summary="Two short lines.",
        notation="syllables: 4 4",
        author_id=author_id,
    )


@pytest.fixture(autouse=True)
async def _guilds(database: Database) -> None:  # pyright: ignore[reportUnusedFunction]
    async with database.unit_of_work() as session:
        for guild_id in (STUDIO, LIBRARY):
            await GuildRepository(session).ensure(guild_id)


async def test_forms_belong_to_one_guild_and_come_by_name(database: Database) -> None:
    async with database.unit_of_work() as session:
        forms = FormRepository(session)
        for form in (a_form(name="b"), a_form(name="A"), a_form(LIBRARY, "a", BRUNO)):
            await forms.add(form)
    async with database.unit_of_work() as session:
        forms = FormRepository(session)
        assert [form.name for form in await forms.of(STUDIO)] == ["A", "b"]
        [theirs] = await forms.of(LIBRARY)
        found = await forms.get(STUDIO, "a")
        assert await forms.get(LIBRARY, "b") is None
    assert (theirs.author_id, theirs.notation) == (BRUNO, "syllables: 4 4")
    assert found is not None
    assert (found.name, found.author_id, found.created_at.utcoffset()) != (None, None, None)


async def test_a_deleted_form_is_gone_from_its_guild_only(database: Database) -> None:
    async with database.unit_of_work() as session:
        forms = FormRepository(session)
        await forms.add(a_form())
        await forms.add(a_form(LIBRARY))
        await forms.delete(STUDIO, "ours")
        await forms.delete(STUDIO, "no such form")
    async with database.unit_of_work() as session:
        forms = FormRepository(session)
        assert list(await forms.of(STUDIO)) == []
        assert len(await forms.of(LIBRARY)) == 1


async def test_a_guild_has_a_key_once(database: Database) -> None:
    async with database.unit_of_work() as session:
        await FormRepository(session).add(a_form(name="ours"))
    with pytest.raises(IntegrityError, match="UNIQUE"):
        async with database.unit_of_work() as session:
            await FormRepository(session).add(a_form(name="OURS"))


async def test_a_form_needs_its_author(database: Database) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        async with database.unit_of_work() as session:
            await FormRepository(session).add(a_form(author_id=404))
