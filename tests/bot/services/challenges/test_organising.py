"""Making challenges, changing and ending them."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.database.challenge_choices import Making
from bot.database.session import Database
from bot.errors import (
    ChallengeChanged,
    ChallengeNotFound,
    ChallengeOver,
    InvalidOption,
    ModeratorsOnly,
)
from bot.services.challenges.bundle import ChallengeServices
from bot.services.challenges.challenge import Challenge, Phase
from bot.services.challenges.entry import UploadedText
from bot.services.challenges.organising import MOST_CURRENT
from bot.services.forms import FormDraft, FormService
from models.base import Kind
from tests.bot.services.challenges.scene import (
    ADA,
    CHANNEL,
    DAY,
    DRAFT,
    ELSEWHERE,
    GUILD,
    HOUR,
    MINUTE,
    MODERATOR,
    NOW,
    OTHER_MODERATOR,
    TurnedClock,
    a_draft,
)


async def create(bot: ChallengeServices, **changes: Any) -> Challenge:
    return await bot.organising.create(a_draft(**changes), GUILD, CHANNEL, MODERATOR)


async def test_a_challenge_is_kept_as_it_was_written(bot: ChallengeServices) -> None:
    draft = a_draft(
        required_words=("rain", "tin roof"),
        form="haiku",
        palette=("teal", "#ff8800"),
        entries_each=3,
        making=Making.HUMAN,
        is_blind=False,
    )
    made = await bot.organising.create(draft, GUILD, CHANNEL, MODERATOR)
    assert made.draft == draft
    assert (made.guild_id, made.channel_id, made.author_id) == (GUILD, CHANNEL, 1)
    assert (made.phase, made.version, made.notation) == (Phase.PLANNED, 1, None)
    assert await bot.organising.get(made.id) == made


async def test_words_are_tidied(bot: ChallengeServices) -> None:
    made = await create(
        bot,
        title="  Rain \n on\u202e roofs ",
        brief="One line.  \n\n\n\nAnother.\x00",
        kinds=(Kind.IMAGE, Kind.POEM, Kind.IMAGE),
        required_words=("tin  roof", "", "tin roof"),
        form=" HAIKU ",
        palette=("Teal", "teal"),
    )
    assert made.draft.title == "Rain on roofs"
    assert made.draft.brief == "One line.\n\nAnother."
    assert made.draft.kinds == (Kind.POEM, Kind.IMAGE)
    assert made.draft.required_words == ("tin roof",)
    assert made.draft.form == "haiku"
    assert made.draft.palette == ("teal",)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": " "}, "The title is empty"),
        ({"title": "x" * 101}, "The title has 101 characters"),
        ({"brief": "\u200b"}, "The brief is empty"),
        ({"brief": "x" * 1501}, "The brief has 1,501 characters"),
        ({"kinds": ()}, "at least one kind"),
        ({"entries_each": 0}, "1 to 5 entries"),
        ({"entries_each": 6}, "1 to 5 entries"),
        ({"required_words": ("a", "b", "c", "d", "e", "f")}, "6 required words"),
        ({"required_words": ("x" * 41,)}, "too long"),
        ({"required_words": ("!!",)}, "has no letters"),
        ({"form": "villanette"}, "I don't know the form"),
        ({"form": "haiku", "kinds": (Kind.IMAGE,)}, "A form is for poems"),
        ({"palette": ("octarine",)}, "I don't know the colour “octarine”"),
        ({"palette": tuple(f"#00000{n}" for n in range(9))}, "9 colours"),
        ({"palette": ("teal",), "kinds": (Kind.POEM,)}, "A palette is for pictures"),
        ({"opens_at": NOW - HOUR}, "it opens has passed"),
        ({"opens_at": NOW + timedelta(days=400)}, "more than a year"),
        (
            {"closes_at": NOW - MINUTE, "opens_at": NOW - 2 * MINUTE},
            "submissions would end has passed",
        ),
        ({"closes_at": NOW + MINUTE}, "Submissions would end before they open"),
        ({"closes_at": NOW + HOUR + timedelta(seconds=5)}, "less than a minute"),
        ({"voting_closes_at": NOW + DAY}, "Voting would end before submissions close"),
        ({"voting_closes_at": NOW + 100 * DAY}, "longer than 90 days"),
    ],
)
async def test_what_cannot_be_used_is_told(
    bot: ChallengeServices, changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(InvalidOption, match=words):
        await create(bot, **changes)
    with pytest.raises(InvalidOption, match=words):
        await bot.organising.check(a_draft(**changes), GUILD)
    assert await bot.organising.current(GUILD) == []


async def test_a_time_that_has_just_passed_means_at_once(bot: ChallengeServices) -> None:
    made = await create(bot, opens_at=NOW - 5 * MINUTE)
    assert made.phase is Phase.OPEN


async def test_only_moderators_make_change_and_cancel(bot: ChallengeServices) -> None:
    made = await create(bot)
    with pytest.raises(ModeratorsOnly, match="Manage Server or Manage Events"):
        await bot.organising.create(DRAFT, GUILD, CHANNEL, ADA)
    with pytest.raises(ModeratorsOnly):
        await bot.organising.edit(made.id, 1, DRAFT, ADA)
    with pytest.raises(ModeratorsOnly):
        await bot.organising.cancel(made.id, 1, "no", ADA)
    with pytest.raises(ModeratorsOnly):
        await bot.organising.cancel(made.id, 1, "no", ELSEWHERE)


async def test_a_server_has_a_limit(bot: ChallengeServices) -> None:
    first, *_ = [await create(bot) for _ in range(MOST_CURRENT)]
    with pytest.raises(InvalidOption, match="10 challenges"):
        await create(bot)
    await bot.organising.create(DRAFT, GUILD + 1, CHANNEL, ELSEWHERE)
    await bot.organising.cancel(first.id, 1, "One too many.", MODERATOR)
    await create(bot)


async def test_a_form_of_the_server_outlives_its_removal(
    bot: ChallengeServices, database: Database
) -> None:
    forms = FormService(database)
    await forms.add(GUILD, 1, FormDraft("Drizzle", "Two short lines.", "syllables: 3 3"))
    made = await create(bot, form="drizzle")
    assert (made.draft.form, made.notation) == ("Drizzle", "syllables: 3 3")
    await forms.remove(GUILD, 1, "Drizzle", is_moderator=True)
    edited = await bot.organising.edit(made.id, 1, a_draft(form="Drizzle", title="New"), MODERATOR)
    assert (edited.draft.title, edited.notation) == ("New", "syllables: 3 3")
    with pytest.raises(InvalidOption, match="I don't know the form"):
        await create(bot, form="drizzle")


async def test_the_phase_follows_the_times(bot: ChallengeServices, clock: TurnedClock) -> None:
    made = await create(bot)
    for time, phase in (
        (DRAFT.opens_at, Phase.OPEN),
        (DRAFT.closes_at - MINUTE, Phase.OPEN),
        (DRAFT.closes_at, Phase.VOTING),
        (DRAFT.voting_closes_at, Phase.COUNTING),
    ):
        clock.turn_to(time)
        assert (await bot.organising.get(made.id)).phase is phase


async def test_a_clock_set_back_opens_nothing_again(
    bot: ChallengeServices, clock: TurnedClock
) -> None:
    made = await create(bot)
    clock.turn_to(DRAFT.closes_at)
    [step] = await bot.deadlines.due()
    assert await bot.deadlines.claim(step)
    clock.turn(-HOUR)
    assert (await bot.organising.get(made.id)).phase is Phase.VOTING


async def test_current_ones_come_in_the_order_of_their_ends(bot: ChallengeServices) -> None:
    later = await create(bot, voting_closes_at=NOW + 9 * DAY)
    sooner = await create(bot)
    await bot.organising.create(DRAFT, GUILD + 1, CHANNEL, ELSEWHERE)
    cancelled = await create(bot)
    await bot.organising.cancel(cancelled.id, 1, "Never mind.", MODERATOR)
    assert [each.id for each in await bot.organising.current(GUILD)] == [sooner.id, later.id]
    assert await bot.organising.archive(GUILD) == []


async def test_an_unknown_challenge(bot: ChallengeServices) -> None:
    for call in (
        bot.organising.get("nothing"),
        bot.organising.edit("nothing", 1, DRAFT, MODERATOR),
        bot.organising.cancel("nothing", 1, "no", MODERATOR),
    ):
        with pytest.raises(ChallengeNotFound):
            await call


async def test_of_two_moderators_at_once_the_second_is_told(
    bot: ChallengeServices, other_bot: ChallengeServices
) -> None:
    made = await create(bot)
    outcomes = await asyncio.gather(
        bot.organising.edit(made.id, 1, a_draft(title="Snow"), MODERATOR),
        other_bot.organising.edit(made.id, 1, a_draft(title="Hail"), OTHER_MODERATOR),
        other_bot.organising.cancel(made.id, 1, "Sunshine.", OTHER_MODERATOR),
        return_exceptions=True,
    )
    [winner] = [each for each in outcomes if isinstance(each, Challenge)]
    losers = [each for each in outcomes if isinstance(each, ChallengeChanged | ChallengeOver)]
    assert len(losers) == 2
    assert await bot.organising.get(made.id) == winner
    assert winner.version == 2


async def test_an_edit_of_an_old_version_is_refused(bot: ChallengeServices) -> None:
    made = await create(bot)
    await bot.organising.edit(made.id, 1, a_draft(title="Snow"), MODERATOR)
    with pytest.raises(ChallengeChanged, match="Another moderator changed this challenge"):
        await bot.organising.edit(made.id, 1, a_draft(title="Hail"), OTHER_MODERATOR)
    with pytest.raises(ChallengeChanged):
        await bot.organising.cancel(made.id, 1, "Sunshine.", OTHER_MODERATOR)


@pytest.mark.parametrize(
    ("phase_at", "changes", "words"),
    [
        (DRAFT.opens_at, {"opens_at": NOW + 2 * HOUR}, "When it opens can't be changed"),
        (NOW + 2 * HOUR, {"closes_at": NOW + 1.5 * HOUR}, "submissions would end has passed"),
        (DRAFT.closes_at, {"closes_at": NOW + 3 * DAY}, "When submissions close can't"),
        (DRAFT.closes_at, {"kinds": (Kind.POEM,)}, "Which kinds are allowed can't"),
        (DRAFT.closes_at, {"entries_each": 2}, "How many entries a member has can't"),
        (DRAFT.closes_at, {"voting_closes_at": NOW + 2 * DAY + 1 * MINUTE / 2}, "less than a min"),
        (DRAFT.voting_closes_at, {"voting_closes_at": NOW + 9 * DAY}, "When voting closes can't"),
    ],
)
async def test_what_has_begun_stays(
    bot: ChallengeServices,
    clock: TurnedClock,
    phase_at: Any,
    changes: dict[str, Any],
    words: str,
) -> None:
    made = await create(bot)
    clock.turn_to(phase_at)
    with pytest.raises(InvalidOption, match=words):
        await bot.organising.edit(made.id, 1, a_draft(**changes), MODERATOR)


async def test_with_entries_the_rules_stay(bot: ChallengeServices, clock: TurnedClock) -> None:
    made = await create(bot, entries_each=2)
    clock.turn_to(DRAFT.opens_at)
    await bot.submissions.submit(made.id, ADA, UploadedText(Kind.POEM, "Rain", "It rains."))
    with pytest.raises(InvalidOption, match="By whom entries are made can't be changed"):
        await bot.organising.edit(made.id, 1, a_draft(making=Making.AI, entries_each=2), MODERATOR)
    with pytest.raises(InvalidOption, match="only go up"):
        await bot.organising.edit(made.id, 1, a_draft(entries_each=1), MODERATOR)
    edited = await bot.organising.edit(
        made.id, 1, a_draft(entries_each=3, closes_at=NOW + 3 * DAY), MODERATOR
    )
    assert (edited.draft.entries_each, edited.entry_count) == (3, 1)


async def test_a_cancelled_challenge_is_over(bot: ChallengeServices) -> None:
    made = await create(bot)
    with pytest.raises(InvalidOption, match="The reason is empty"):
        await bot.organising.cancel(made.id, 1, " ", MODERATOR)
    cancelled = await bot.organising.cancel(made.id, 1, "  Too much\nrain. ", MODERATOR)
    assert (cancelled.phase, cancelled.cancelled_reason) == (Phase.CANCELLED, "Too much rain.")
    with pytest.raises(ChallengeOver, match="cancelled"):
        await bot.organising.cancel(made.id, 2, "again", MODERATOR)
    with pytest.raises(ChallengeOver, match="cancelled"):
        await bot.organising.edit(made.id, 2, DRAFT, MODERATOR)
