import asyncio
import io

import pytest

from models.base import Progress, Stage
from models.engine import wire
from models.engine.messages import Alive, Reported

MESSAGES = [Alive(7), Reported(7, Progress(Stage.GENERATING, fraction=0.5)), b"x" * 1_000_000]
STREAM = b"".join(wire.encode(message) for message in MESSAGES)


def test_messages_come_one_by_one() -> None:
    stream = io.BytesIO(STREAM)
    assert [wire.read(stream) for _ in MESSAGES] == MESSAGES
    with pytest.raises(EOFError):
        wire.read(stream)


async def test_messages_come_in_any_pieces() -> None:
    reader = asyncio.StreamReader()
    for start in range(0, len(STREAM), 999):
        reader.feed_data(STREAM[start : start + 999])
    reader.feed_eof()
    assert [await wire.receive(reader) for _ in MESSAGES] == MESSAGES
    with pytest.raises(EOFError):
        await wire.receive(reader)


@pytest.mark.parametrize("length", [0, 2, 4, 6])
def test_half_a_message_is_none(length: int) -> None:
    with pytest.raises(EOFError):
        wire.read(io.BytesIO(STREAM[:length]))
