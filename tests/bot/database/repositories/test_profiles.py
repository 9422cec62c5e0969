import pytest
from sqlalchemy.exc import IntegrityError

from bot.database.repositories.profiles import ProfileRepository
from bot.database.session import Database
from tests.bot.database.rows import ADA, BRUNO


async def test_nobody_starts_with_a_profile(database: Database) -> None:
    async with database.unit_of_work() as session:
        assert await ProfileRepository(session).get(ADA) is None


async def test_save_sets_what_is_given_and_leaves_the_rest(database: Database) -> None:
    async with database.unit_of_work() as session:
        profiles = ProfileRepository(session)
        await profiles.save(ADA, mood="melancholic", palette=["teal"], avoids=["war"])
    async with database.unit_of_work() as session:
        profiles = ProfileRepository(session)
        first = await profiles.get(ADA)
        assert first is not None
        saved_at = first.updated_at
        await profiles.save(ADA, mood=None, genre="blues", loves=["雨", "tea 🍵"])
        profile = await profiles.get(ADA)
    assert profile is not None
    assert (profile.mood, profile.genre, profile.poem_form) == (None, "blues", None)
    assert (profile.loves, profile.avoids, profile.palette) == (["雨", "tea 🍵"], ["war"], ["teal"])
    assert profile.updated_at > saved_at


async def test_reset_forgets_one_member_only(database: Database) -> None:
    async with database.unit_of_work() as session:
        profiles = ProfileRepository(session)
        await profiles.save(ADA, language="French")
        await profiles.save(BRUNO, language="Italian")
        await profiles.reset(ADA)
    async with database.unit_of_work() as session:
        profiles = ProfileRepository(session)
        assert await profiles.get(ADA) is None
        kept = await profiles.get(BRUNO)
    assert kept is not None
    assert (kept.language, kept.loves) == ("Italian", [])


async def test_a_profile_needs_its_member(database: Database) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        async with database.unit_of_work() as session:
            await ProfileRepository(session).save(404, mood="calm")
