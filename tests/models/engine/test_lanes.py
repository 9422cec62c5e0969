"""Two models, each with a worker of its own."""

import asyncio
from dataclasses import replace

import pytest

from models.base import ImageRequest, Kind
from models.engine.engine import EngineConfiguration, InferenceEngine, Job
from models.errors import ModelUnavailable, QueueFull, WorkerDied
from tests.models.engine.running import submit, text, until
from tests.models.engine.scripted import configured, lane

IMAGES = lane("build_images", "images", frozenset({Kind.IMAGE}))


def two_lanes(images: str = "build_images", **settings: int) -> EngineConfiguration:
    lanes = (lane(), lane(images, "images", frozenset({Kind.IMAGE})))
    return replace(configured(), lanes=lanes, **settings)


def draw(engine: InferenceEngine, prompt: str, member_id: int = 1) -> Job:
    return engine.submit(ImageRequest(prompt, seed=1), member_id=member_id)


async def test_both_models_work_at_the_same_time() -> None:
    async with InferenceEngine(two_lanes()) as engine:
        writing, drawing = submit(engine, "sleep 0.5"), draw(engine, "sleep 0.5")
        assert writing.started
        assert drawing.started
        await asyncio.gather(writing.result(), drawing.result())
        assert await text(engine, "pid") != (await draw(engine, "pid").result())


async def test_each_kind_has_its_model() -> None:
    async with InferenceEngine(two_lanes()) as engine:
        assert engine.model_id(Kind.POEM) == "scripted"
        assert engine.model_id(Kind.IMAGE) == "embedded"
        assert engine.capabilities(Kind.IMAGE).kinds == {Kind.IMAGE}
        with pytest.raises(ModelUnavailable, match="lyrics"):
            engine.model_id(Kind.LYRICS)


async def test_the_death_of_one_worker_leaves_the_other_alone() -> None:
    async with InferenceEngine(two_lanes()) as engine:
        drawing = draw(engine, "sleep 1")
        with pytest.raises(WorkerDied):
            await text(engine, "die")
        await drawing.result()
        assert drawing.attempts == 1


async def test_a_model_that_cannot_start_makes_only_its_kinds_unavailable() -> None:
    async with InferenceEngine(two_lanes("build_or_die")) as engine:
        assert await text(engine, "echo fine") == "fine"
        with pytest.raises(ModelUnavailable, match="could not be started"):
            engine.capabilities(Kind.IMAGE)
        with pytest.raises(ModelUnavailable, match="could not be started"):
            draw(engine, "echo x")


async def test_limits_hold_in_all_lanes_together() -> None:
    configuration = two_lanes(max_running_per_member=1, max_queued_per_member=2)
    async with InferenceEngine(configuration) as engine:
        writing = submit(engine, "sleep 0.3")
        own, others = draw(engine, "echo x"), draw(engine, "echo x", member_id=2)
        assert not own.started
        assert others.started
        submit(engine, "echo x")
        with pytest.raises(QueueFull, match="You have 2"):
            draw(engine, "echo x")
        # Room in one lane is room in the other.
        await writing.result()
        await until(lambda: own.started)
        await own.result()


async def test_a_kind_in_a_lane_whose_model_makes_others_is_refused() -> None:
    lanes = (lane("build", kinds=frozenset({Kind.POEM, Kind.IMAGE})),)
    async with InferenceEngine(replace(configured(), lanes=lanes)) as engine:
        with pytest.raises(ModelUnavailable, match="image"):
            await draw(engine, "echo x").result()
        assert await text(engine, "echo fine") == "fine"
