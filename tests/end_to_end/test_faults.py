"""Discord fails in the middle of things; members get what they asked for, once."""

from pathlib import Path
from typing import Any

import pytest

from sandbox.client import MemberClient, connect_member
from sandbox.sandbox import Sandbox
from sandbox.server import running_sandbox
from tests.end_to_end.answers import (
    answers_in,
    generating,
    progress_for,
    text_of,
    work_for,
)
from tests.end_to_end.bot_process import BotProcess, environment_for, free_port
from tests.end_to_end.conftest import StartBot

EDIT = {"method": "PATCH", "path_regex": "/webhooks/.*original$", "times": 1}
FAILURES: list[dict[str, Any]] = [
    {"fail_next": [{**EDIT, "status": 503}]},
    {"rate_limit_next": [{**EDIT, "retry_after": 0.5}]},
]


async def test_a_dropped_gateway_is_resumed_and_the_work_delivered_once(
    bot: BotProcess, ada: MemberClient
) -> None:
    use = await ada.use_command("poem", {"theme": "slow rain"})
    await generating(ada, use)

    await ada.set_faults(drop_gateway=True)

    assert "slow rain" in text_of(await work_for(ada, use))
    assert len(await answers_in(ada, use)) == 1
    await bot.wait_for("has successfully RESUMED session")
    after = await ada.use_command("poem", {"theme": "sun"})
    assert "sun" in text_of(await work_for(ada, after))


@pytest.mark.parametrize("failure", FAILURES)
async def test_a_failing_progress_edit_costs_nobody_the_work(
    bot: BotProcess, ada: MemberClient, sandbox: Sandbox, failure: dict[str, Any]
) -> None:
    await ada.set_faults(**failure)
    use = await ada.use_command("poem", {"theme": "pause for rain"})

    assert "pause for rain" in text_of(await work_for(ada, use))
    assert len(await answers_in(ada, use)) == 1
    assert no_fault_left(sandbox)


@pytest.mark.parametrize("failure", FAILURES)
async def test_a_failing_final_answer_is_sent_again(
    bot: BotProcess, ada: MemberClient, sandbox: Sandbox, failure: dict[str, Any]
) -> None:
    use = await ada.use_command("poem", {"theme": "pause for rain"})
    await progress_for(ada, use)
    # The poem is done before the next edit of its progress would be due.
    await ada.set_faults(**failure)

    assert "pause for rain" in text_of(await work_for(ada, use))
    assert len(await answers_in(ada, use)) == 1
    assert no_fault_left(sandbox)


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/callback$"), ("PATCH", "/webhooks/.*original$")]
)
async def test_a_request_whose_answer_is_lost_costs_nobody_the_work(
    bot: BotProcess, ada: MemberClient, method: str, path: str
) -> None:
    lost = {"method": method, "path_regex": path, "status": 502, "takes_effect": True}
    await ada.set_faults(fail_next=[lost])

    use = await ada.use_command("poem", {"theme": "rain"})

    assert "rain" in text_of(await work_for(ada, use))
    assert len(await answers_in(ada, use)) == 1


async def test_the_bot_waits_for_a_discord_that_is_away_when_it_starts(tmp_path: Path) -> None:
    port = free_port()
    bot = await BotProcess.start(environment_for(f"http://127.0.0.1:{port}", tmp_path))
    try:
        await bot.wait_for("Discord can't be reached .* next try in 1 s")
        async with (
            running_sandbox(port=port) as sandbox,
            connect_member(sandbox.base_url, "Ada") as ada,
        ):
            await ada.wait_for_bot("poem")
            use = await ada.use_command("poem", {"theme": "patience"})
            assert "patience" in text_of(await work_for(ada, use))
    finally:
        await bot.end()


async def test_a_token_that_discord_refuses(start_bot: StartBot) -> None:
    bot = await start_bot("bot", "run", DISCORD_TOKEN="invalid")

    assert await bot.exit_code() == 1
    assert "Discord doesn't accept the token in DISCORD_TOKEN." in bot.output
    assert "invalid" not in bot.output
    assert "Traceback" not in bot.output


def no_fault_left(sandbox: Sandbox) -> bool:
    """Whether the bot ran into every fault that was set."""
    return sandbox.faults.take("PATCH", "/webhooks/1/token/messages/@original") is None
