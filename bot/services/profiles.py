"""Members' style profiles: reading, setting, forgetting."""

from bot.database.repositories.members import MemberRepository
from bot.database.repositories.profiles import Preferences, ProfileRepository
from bot.database.session import Database
from bot.database.tables import StyleProfile as StyleProfileRow
from bot.errors import InvalidOption
from bot.style.profile import TRAITS, StyleProfile

LONGEST_WORD = 60
MOST_WORDS = 10
LIST_TRAITS = frozenset({"loves", "avoids", "palette"})


class ProfileService:
    """What members say they like."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, member_id: int) -> StyleProfile:
        """Returns the member's profile; an empty one if they never set any."""
        async with self._database.unit_of_work() as session:
            return profile_of(await ProfileRepository(session).get(member_id))

    async def set(self, member_id: int, preferences: Preferences) -> StyleProfile:
        """Sets the given traits and returns the whole profile.

        Raises:
            InvalidOption: A word is too long or there are too many.
        """
        for trait, value in preferences.items():
            _check(trait, value)
        async with self._database.unit_of_work() as session:
            await MemberRepository(session).ensure(member_id)
            profiles = ProfileRepository(session)
            await profiles.save(member_id, **preferences)
            return profile_of(await profiles.get(member_id))

    async def set_streaming(self, member_id: int, *, streaming: bool) -> None:
        """Notes whether the member watches drafts and previews while they wait."""
        async with self._database.unit_of_work() as session:
            members = MemberRepository(session)
            await members.ensure(member_id)
            await members.set_streaming(member_id, streaming)

    async def reset(self, member_id: int, trait: str | None = None) -> StyleProfile:
        """Forgets one trait, or all of them, and returns what is left."""
        async with self._database.unit_of_work() as session:
            profiles = ProfileRepository(session)
            if trait is None:
                await profiles.reset(member_id)
            elif await profiles.get(member_id) is not None:
                await profiles.save(member_id, **_nothing_for(trait))
            return profile_of(await profiles.get(member_id))


def profile_of(row: StyleProfileRow | None) -> StyleProfile:
    """Returns the profile in a row; an empty one for no row."""
    if row is None:
        return StyleProfile()
    return StyleProfile(
        mood=row.mood,
        loves=tuple(row.loves),
        avoids=tuple(row.avoids),
        palette=tuple(row.palette),
        poem_form=row.poem_form,
        genre=row.genre,
        image_style=row.image_style,
        language=row.language,
    )


def words_of(text: str) -> list[str]:
    """Returns the comma-separated words of an option, without blanks and repetitions."""
    words = (" ".join(word.split()) for word in text.split(","))
    return list(dict.fromkeys(word for word in words if word))


def _nothing_for(trait: str) -> Preferences:
    if trait not in TRAITS:
        raise InvalidOption(f"I don't know the trait “{trait}”. Choose from: {', '.join(TRAITS)}.")
    nothing: Preferences = {}
    nothing[trait] = [] if trait in LIST_TRAITS else None  # pyright: ignore[reportGeneralTypeIssues]
    return nothing


def _check(trait: str, value: object) -> None:
    words: list[object] = list(value) if isinstance(value, list) else [value]  # pyright: ignore[reportUnknownArgumentType]
    if len(words) > MOST_WORDS:
        raise InvalidOption(f"That is a lot for {trait}: {MOST_WORDS} are the most I keep in mind.")
    for word in words:
        if isinstance(word, str) and len(word) > LONGEST_WORD:
            raise InvalidOption(
                f"“{word[:20]}…” is too long for {trait}: {LONGEST_WORD} characters at most."
            )
