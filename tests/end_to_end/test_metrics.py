"""What Prometheus reads after members have used the bot."""

import asyncio
import os
import signal

from sandbox.client import MemberClient
from tests.bot.metrics.reading import samples_at
from tests.end_to_end.answers import work_for
from tests.end_to_end.bot_process import free_port
from tests.end_to_end.conftest import StartBot


async def test_works_waits_refusals_and_restarts_are_counted(
    start_bot: StartBot, ada: MemberClient, bruno: MemberClient
) -> None:
    port = free_port()
    bot = await start_bot(ATELIER_METRICS_PORT=str(port))
    await ada.wait_for_bot("poem")
    worker = await bot.worker_id()

    await work_for(ada, await ada.use_command("poem", {"theme": "rain"}))
    image = await ada.use_command("imagine", {"prompt": "a fox", "count": 2})
    await ada.answer_to(image, lambda message: bool(message["attachments"]))
    failing = {"method": "PATCH", "path_regex": "/webhooks/.*original$"}
    await bruno.set_faults(fail_next=[{**failing, "status": 502}])
    await work_for(bruno, await bruno.use_command("poem", {"theme": "pause for sun"}))
    os.kill(worker, signal.SIGKILL)
    await bot.worker_id(nth=2)

    samples = await asyncio.to_thread(samples_at, port)
    assert samples['atelier_jobs_queued_total{kind="poem"}'] == 2
    assert samples['atelier_jobs_ended_total{kind="poem",outcome="finished"}'] == 2
    assert samples['atelier_wait_seconds_count{kind="image"}'] == 1
    assert 0.4 < samples['atelier_run_seconds_sum{kind="poem"}'] < 10
    assert samples['atelier_tokens_total{kind="poem"}'] > 20
    assert samples["atelier_images_total"] == 2
    assert samples['atelier_batch_size_bucket{lane="text",le="1.0"}'] >= 2
    assert samples['atelier_queue_length{lane="text"}'] == 0
    assert samples["atelier_acknowledge_seconds_count"] == 3
    assert 0 < samples["atelier_acknowledge_seconds_sum"] < 3
    assert samples['atelier_discord_errors_total{code="0",status="502"}'] == 1
    assert samples['atelier_worker_restarts_total{lane="text"}'] == 1
    assert samples["atelier_event_loop_lag_seconds_count"] > 10


async def test_a_taken_port_is_said_in_words(start_bot: StartBot, ada: MemberClient) -> None:
    port = str(free_port())
    await start_bot(ATELIER_METRICS_PORT=port)
    await ada.wait_for_bot("poem")

    second = await start_bot("bot", "run", ATELIER_METRICS_PORT=port)

    assert await second.exit_code() == 2
    assert f"ATELIER_METRICS_PORT={port}: the port can't be used" in second.output
    assert "Traceback" not in second.output
