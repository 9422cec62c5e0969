import time

from sandbox.clock import AdjustableClock
from sandbox.snowflakes import DISCORD_EPOCH_MS, SnowflakeGenerator


def test_ids_are_unique_and_ascend() -> None:
    generate = SnowflakeGenerator(AdjustableClock())
    ids = [int(generate()) for _ in range(10_000)]
    assert ids == sorted(set(ids))


def test_ids_tell_when_they_were_made() -> None:
    clock = AdjustableClock()
    clock.advance(3600)
    made_at = ((int(SnowflakeGenerator(clock)()) >> 22) + DISCORD_EPOCH_MS) / 1000
    assert abs(made_at - (time.time() + 3600)) < 5


def test_ids_can_be_of_an_earlier_time() -> None:
    generate = SnowflakeGenerator(AdjustableClock())
    now, earlier = int(generate()), int(generate.earlier(3600)())
    assert 3599 < ((now >> 22) - (earlier >> 22)) / 1000 < 3605


def test_ids_of_the_same_earlier_millisecond_differ() -> None:
    generate = SnowflakeGenerator(lambda: 1_800_000_000.0)
    one, other = generate.earlier(3600), generate.earlier(3600)
    assert len({one(), other(), one(), other(), generate(), generate()}) == 6
