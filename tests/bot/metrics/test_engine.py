import pytest

from bot.metrics.engine import EngineMeter
from bot.metrics.meters import Meters
from models.base import GeneratedImage, ImageResult, Kind, Provenance, TextResult
from models.engine.observer import Outcome
from tests.bot.metrics.conftest import Read


@pytest.fixture
def meter(meters: Meters) -> EngineMeter:
    return EngineMeter(meters)


async def test_a_poem_from_line_to_end(meter: EngineMeter, read: Read) -> None:
    poem = TextResult("verse", Provenance("m", "r", 1, seconds=2.0), tokens=90)
    meter.job_queued(Kind.POEM)
    meter.job_started(Kind.POEM, 1.5)
    meter.job_ended(Kind.POEM, Outcome.FINISHED, 1.5, 2.5, poem)

    samples = await read()
    assert samples['atelier_jobs_queued_total{kind="poem"}'] == 1
    assert samples['atelier_wait_seconds_sum{kind="poem"}'] == 1.5
    assert samples['atelier_run_seconds_sum{kind="poem"}'] == 2.5
    assert samples['atelier_jobs_ended_total{kind="poem",outcome="finished"}'] == 1
    assert samples['atelier_tokens_total{kind="poem"}'] == 90
    assert samples['atelier_tokens_per_second_sum{kind="poem"}'] == 45


async def test_images_are_counted_one_by_one(meter: EngineMeter, read: Read) -> None:
    image = GeneratedImage(b"", 1, "", 8, 8)
    result = ImageResult((image, image), Provenance("m", "r", 1, seconds=4.0))
    meter.job_ended(Kind.IMAGE, Outcome.FINISHED, 0, 5, result)

    samples = await read()
    assert samples["atelier_images_total"] == 2
    assert samples["atelier_images_per_second_sum"] == 0.5


async def test_a_job_that_failed_tells_nothing_of_speed(meter: EngineMeter, read: Read) -> None:
    meter.job_refused(Kind.LYRICS)
    meter.job_ended(Kind.LYRICS, Outcome.FAILED, 0, 3, None)

    samples = await read()
    assert samples['atelier_jobs_refused_total{kind="lyrics"}'] == 1
    assert samples['atelier_jobs_ended_total{kind="lyrics",outcome="failed"}'] == 1
    assert 'atelier_run_seconds_sum{kind="lyrics"}' not in samples
    assert 'atelier_tokens_total{kind="lyrics"}' not in samples


async def test_queue_and_batch(meter: EngineMeter, read: Read) -> None:
    meter.queue_changed("text", 7)
    meter.queue_changed("text", 4)
    for size in (1, 3, 0):
        meter.batch_changed("text", size)

    samples = await read()
    assert samples['atelier_queue_length{lane="text"}'] == 4
    assert samples['atelier_running_jobs{lane="text"}'] == 0
    assert samples['atelier_batch_size_count{lane="text"}'] == 2
    assert samples['atelier_batch_size_sum{lane="text"}'] == 4


async def test_only_unplanned_losses_lead_to_restarts(meter: EngineMeter, read: Read) -> None:
    meter.worker_started("text")
    meter.worker_memory("text", 1000)
    meter.worker_lost("text", planned=False)
    meter.worker_started("text")
    meter.worker_lost("text", planned=True)
    meter.worker_started("text")
    meter.worker_memory("text", 2000)

    samples = await read()
    assert samples['atelier_worker_restarts_total{lane="text"}'] == 1
    assert samples['atelier_worker_memory_bytes{lane="text"}'] == 2000
