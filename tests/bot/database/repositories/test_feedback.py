import pytest

from bot.database.repositories.feedback import FeedbackCounts, FeedbackRepository, JudgedWork
from bot.database.repositories.works import WorkRepository
from bot.database.session import Database
from bot.database.tables import Verdict
from tests.bot.database.rows import ADA, BRUNO, a_work


async def add_works(database: Database, *themes: str) -> list[str]:
    async with database.unit_of_work() as session:
        works = WorkRepository(session)
        return [(await works.add(a_work(theme=theme))).id for theme in themes]


async def give(database: Database, member_id: int, *events: tuple[str, Verdict]) -> None:
    async with database.unit_of_work() as session:
        for work_id, verdict in events:
            await FeedbackRepository(session).add(work_id, member_id, verdict)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], None),
        ([Verdict.REGENERATE], None),
        ([Verdict.LIKE], Verdict.LIKE),
        ([Verdict.LIKE, Verdict.DISLIKE], Verdict.DISLIKE),
        ([Verdict.DISLIKE, Verdict.LIKE, Verdict.REGENERATE, Verdict.DELETE], Verdict.LIKE),
    ],
)
async def test_the_latest_judgement_is_the_verdict(
    database: Database, events: list[Verdict], expected: Verdict | None
) -> None:
    [work] = await add_works(database, "rain")
    await give(database, ADA, *((work, event) for event in events))
    await give(database, BRUNO, (work, Verdict.DISLIKE))
    async with database.unit_of_work() as session:
        assert await FeedbackRepository(session).verdict(work, ADA) == expected


async def test_each_member_counts_once(database: Database) -> None:
    rain, sea = await add_works(database, "rain", "sea")
    await give(database, ADA, (rain, Verdict.LIKE), (rain, Verdict.LIKE), (sea, Verdict.LIKE))
    await give(database, BRUNO, (rain, Verdict.LIKE), (rain, Verdict.DISLIKE))
    async with database.unit_of_work() as session:
        feedback = FeedbackRepository(session)
        assert await feedback.counts(rain) == FeedbackCounts(likes=1, dislikes=1)
        assert await feedback.counts(sea) == FeedbackCounts(likes=1, dislikes=0)
        assert await feedback.counts("none") == FeedbackCounts(likes=0, dislikes=0)


async def test_judged_works_come_latest_judged_first(database: Database) -> None:
    rain, sea, moon = await add_works(database, "rain", "sea", "moon")
    await give(database, ADA, (rain, Verdict.LIKE), (sea, Verdict.LIKE), (moon, Verdict.REGENERATE))
    await give(database, ADA, (rain, Verdict.DISLIKE))
    await give(database, BRUNO, (moon, Verdict.LIKE))
    async with database.unit_of_work() as session:
        await WorkRepository(session).mark_deleted(rain)
        feedback = FeedbackRepository(session)
        judged = await feedback.judged_works(ADA, 10)
        assert await feedback.judged_works(ADA, 1) == judged[:1]
    assert judged == [
        JudgedWork({"theme": "rain", "from_profile": ["mood"]}, "poem", Verdict.DISLIKE),
        JudgedWork({"theme": "sea", "from_profile": ["mood"]}, "poem", Verdict.LIKE),
    ]
