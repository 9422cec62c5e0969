"""Bot and workers are killed at random moments while members keep asking, and Discord fails too.

The seed decides what happens; it is printed, and CHAOS_SEED repeats it.
"""

import asyncio
import os
import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from sandbox.sandbox import Sandbox
from tests.end_to_end.chaos import Chaos
from tests.end_to_end.conftest import StartBot
from tests.end_to_end.crowd import connect_crowd
from tests.end_to_end.load import Account, Load, settled

MOMENTS = 50
MEMBERS = 5
_LONGEST_PAUSE_SECONDS = 1.5
_SETTLE_SECONDS = 60

Disaster = Callable[[], Awaitable[None]]


@pytest.fixture
def rng(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> random.Random:
    seed = os.environ.get("CHAOS_SEED") or str(random.randrange(1_000_000))
    with capsys.disabled():
        print(f"\n{request.node.name}: CHAOS_SEED={seed}")
    return random.Random(seed)


@pytest.fixture
def chaos(rng: random.Random, sandbox: Sandbox, start_bot: StartBot) -> Chaos:
    return Chaos(rng, sandbox, start_bot)


async def test_every_job_is_delivered_once_though_bot_and_workers_are_killed(
    chaos: Chaos, rng: random.Random, sandbox: Sandbox, tmp_path: Path
) -> None:
    disasters = (chaos.kill_bot, chaos.kill_worker)

    account = await account_after(disasters, chaos, rng, sandbox, tmp_path)

    check(account)


async def test_every_job_is_delivered_once_though_discord_fails_as_well(
    chaos: Chaos, rng: random.Random, sandbox: Sandbox, tmp_path: Path
) -> None:
    failures = (chaos.break_connection, chaos.fail_requests, chaos.limit_requests)
    disasters = (chaos.kill_bot, chaos.kill_worker, *failures)

    account = await account_after(disasters, chaos, rng, sandbox, tmp_path)

    check(account)


async def account_after(
    disasters: Sequence[Disaster],
    chaos: Chaos,
    rng: random.Random,
    sandbox: Sandbox,
    folder: Path,
) -> Account:
    """Lets disasters happen while members keep asking; returns what became of all they asked."""
    load = Load(random.Random(rng.random()))
    await chaos.until_online()
    async with AsyncExitStack() as stack:
        members = await connect_crowd(stack, sandbox, MEMBERS)
        async with load.from_members(members):
            for _ in range(MOMENTS):
                await asyncio.sleep(rng.uniform(0, _LONGEST_PAUSE_SECONDS))
                await rng.choice(disasters)()
        sandbox.faults.clear()
        await chaos.until_online()
        return await settled(load, sandbox, folder / "atelier.sqlite3", within=_SETTLE_SECONDS)


def check(account: Account) -> None:
    """Checks that nothing was lost, delivered twice, or delivered to the wrong member."""
    assert account.faults == []
    # Without these, there would have been nothing to lose.
    assert account.accepted >= MOMENTS
    assert account.given_up <= account.accepted / 10
