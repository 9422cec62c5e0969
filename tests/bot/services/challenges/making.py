"""Challenges, works, entries, votes and steps for tests of challenges."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.database.challenge_choices import StepKind
from bot.database.repositories.members import MemberRepository
from bot.database.repositories.works import WorkRepository
from bot.database.session import Database
from bot.database.tables import Work, WorkImage
from bot.errors import EntryRefused
from bot.services.challenges.bundle import ChallengeServices
from bot.services.challenges.challenge import Challenge
from bot.services.challenges.contestant import Contestant
from bot.services.challenges.entry import Entry, UploadedText
from bot.services.challenges.paper import BallotPaper
from bot.services.challenges.step import Step
from bot.services.records import command_to_json, plan_to_json
from bot.style.commands import ImageCommand, PoemCommand
from bot.style.plan import Plan
from models.base import ImageRequest, Kind, PoemRequest
from tests.bot.services.challenges.scene import (
    ADA,
    BRUNO,
    CHANNEL,
    DRAFT,
    GUILD,
    MODERATOR,
    NOW,
    TurnedClock,
    a_draft,
    member,
)


async def create(bot: ChallengeServices, **changes: Any) -> Challenge:
    return await bot.organising.create(a_draft(**changes), GUILD, CHANNEL, MODERATOR)


async def open_challenge(bot: ChallengeServices, **changes: Any) -> Challenge:
    return await create(bot, opens_at=NOW, **changes)


async def refusal(
    bot: ChallengeServices, challenge: Challenge, source: Any, member: Contestant = ADA
) -> str:
    with pytest.raises(EntryRefused) as refused:
        await bot.submissions.submit(challenge.id, member, source)
    assert await bot.submissions.entries(challenge.id) == []
    return refused.value.message


async def enter_text(
    bot: ChallengeServices, challenge: Challenge, author: Contestant, text: str = "It rains."
) -> Entry:
    return await bot.submissions.submit(
        challenge.id, author, UploadedText(Kind.POEM, f"By {author.member_id}", text)
    )


async def enter_many(bot: ChallengeServices, challenge: Challenge, count: int) -> list[Entry]:
    """Enters a text of each of the members from 201 on."""
    return [await enter_text(bot, challenge, member(201 + number)) for number in range(count)]


async def vote(bot: ChallengeServices, challenge: Challenge, voter: Contestant) -> int:
    """Answers all of a voter's ballots by the entries' titles, the first as best."""
    answered = 0
    while paper := await bot.voting.ballot(challenge.id, voter):
        ids = [entry.entry_id for entry in sorted(paper.entries, key=lambda one: one.title)]
        worst = ids[-1] if len(ids) > 2 else None
        assert await bot.voting.cast(paper.ballot_id, voter.member_id, ids[0], worst)
        answered += 1
    return answered


async def a_poem(
    database: Database,
    author: Contestant,
    text: str = "Rain on\ntin\nroofs",
    title: str | None = "Tin",
    **request: Any,
) -> str:
    """Stores a poem of the author's; returns its id."""
    command = PoemCommand("rain", request.get("form"))
    plan = Plan(PoemRequest("rain", 7, **request), ())
    return await _stored(
        database,
        Work(
            kind="poem",
            text=text,
            title=title,
            request=command_to_json(command),
            plan=plan_to_json(plan),
            **_made_by(author),
        ),
    )


async def pictures(
    database: Database, author: Contestant, *colours: str, prompt: str = "a red fox in rain"
) -> str:
    """Stores a work of one-coloured pictures of the author's; returns its id."""
    plan = Plan(ImageRequest(prompt, 7, count=len(colours)), ())
    work = Work(
        kind="image",
        request=command_to_json(ImageCommand(prompt, count=len(colours))),
        plan=plan_to_json(plan),
        **_made_by(author),
    )
    images = [
        WorkImage(seed=7, alt_text=f"all {colour}", width=64, height=64, png=encoded(colour))
        for colour in colours
    ]
    return await _stored(database, work, images)


async def delete_work(database: Database, work_id: str) -> None:
    async with database.unit_of_work() as session:
        await WorkRepository(session).mark_deleted(work_id)


def encoded(colour: str, size: tuple[int, int] = (64, 64), format: str = "PNG") -> bytes:  # noqa: A002
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, format)
    return file.getvalue()


def _made_by(author: Contestant) -> dict[str, Any]:
    return {
        "author_id": author.member_id,
        "model_id": "embedded",
        "model_revision": "abc",
        "seed": 7,
        "seconds": 1.0,
        "parameters": {},
    }


async def _stored(database: Database, work: Work, images: list[WorkImage] | None = None) -> str:
    async with database.unit_of_work() as session:
        await MemberRepository(session).ensure(work.author_id)
        return (await WorkRepository(session).add(work, images or [])).id


async def open_voting(
    bot: ChallengeServices, clock: TurnedClock, entries: int = 8, **changes: Any
) -> Challenge:
    """Returns a challenge that can be voted in, with entries of the members from 201 on."""
    clock.turn_to(NOW)
    challenge = await create(bot, **{"opens_at": NOW, **changes})
    await enter_many(bot, challenge, entries)
    clock.turn_to(DRAFT.closes_at)
    return challenge


async def paper_for(
    bot: ChallengeServices, challenge: Challenge, voter: Contestant = ADA
) -> BallotPaper:
    paper = await bot.voting.ballot(challenge.id, voter)
    assert paper is not None
    return paper


def ids_on(paper: BallotPaper) -> list[str]:
    return [entry.entry_id for entry in paper.entries]


async def enter_two(bot: ChallengeServices, challenge: Challenge) -> None:
    for author in (ADA, BRUNO):
        text = UploadedText(Kind.POEM, "Rain", f"It rains on {author.member_id}.")
        await bot.submissions.submit(challenge.id, author, text)


async def do_all(bot: ChallengeServices) -> list[StepKind]:
    """Does all that is due, and returns it in order."""
    kinds: list[StepKind] = []
    while due := await bot.deadlines.due():
        for step in due:
            taken = await bot.deadlines.claim(step)
            assert taken is not None
            assert not taken.is_over
            assert await bot.deadlines.attempt(taken, CHANNEL)
            assert await bot.deadlines.done(taken, 1000 + len(kinds))
            kinds.append(step.kind)
    return kinds


async def only_due(bot: ChallengeServices) -> Step:
    [step] = await bot.deadlines.due()
    return step


async def claim(bot: ChallengeServices) -> Step:
    step = await bot.deadlines.claim(await only_due(bot))
    assert step is not None
    return step
