"""Two bots in processes of their own on one database."""

import asyncio
import json
import sys
from pathlib import Path

from bot.database.session import Database
from bot.services.challenges.bundle import ChallengeServices
from tests.bot.services.challenges.making import create, enter_many
from tests.bot.services.challenges.scene import DRAFT, NOW, TurnedClock, member

ROOT = Path(__file__).parents[4]
# Announces that it is ready, waits for the other one, and then tries everything.
PROGRAM = """
import asyncio, json, sys
from bot.database.session import Database
from bot.services.challenges.bundle import challenge_services
from tests.bot.services.challenges.scene import CHANNEL, DRAFT

async def main(url, ballots):
    bot = challenge_services(Database(url), lambda: DRAFT.closes_at)
    print("ready", flush=True)
    sys.stdin.readline()
    done, counted = [], []
    for ballot_id, voter_id, best in ballots:
        if await bot.voting.cast(ballot_id, voter_id, best):
            counted.append(ballot_id)
    for step in await bot.deadlines.due():
        claimed = await bot.deadlines.claim(step)
        if claimed and await bot.deadlines.attempt(claimed, CHANNEL):
            assert await bot.deadlines.done(claimed, 1)
            done.append(step.challenge_id)
    print(json.dumps([done, counted]))

asyncio.run(main(sys.argv[1], json.loads(sys.argv[2])))
"""


async def test_each_step_is_done_and_each_ballot_counted_by_one_of_them(
    bot: ChallengeServices, database: Database, database_file: Path, clock: TurnedClock
) -> None:
    challenges = [await create(bot, opens_at=NOW) for _ in range(10)]
    await enter_many(bot, challenges[0], 4)
    clock.turn_to(DRAFT.closes_at)
    ballots: list[tuple[str, int, str]] = []
    for voter_id in range(301, 321):
        paper = await bot.voting.ballot(challenges[0].id, member(voter_id))
        assert paper is not None
        ballots.append((paper.ballot_id, voter_id, paper.entries[0].entry_id))
    await database.dispose()

    url = f"sqlite+aiosqlite:///{database_file}"
    outcomes = await race(url, json.dumps(ballots))

    done = [challenge_id for outcome in outcomes for challenge_id in outcome[0]]
    counted = [ballot_id for outcome in outcomes for ballot_id in outcome[1]]
    assert sorted(done) == sorted(challenge.id for challenge in challenges)
    assert sorted(counted) == sorted(ballot_id for ballot_id, _, _ in ballots)


async def race(*arguments: str) -> list[list[list[str]]]:
    """Starts the program twice, lets both go at once, and returns what each says it did."""
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            PROGRAM,
            *arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            cwd=ROOT,
        )
        for _ in range(2)
    ]
    for process in processes:
        assert process.stdout is not None
        assert await process.stdout.readline() == b"ready\n"
    outputs = await asyncio.gather(*(process.communicate(b"go\n") for process in processes))
    return [json.loads(output) for output, _ in outputs]
