import io

from models.base import Progress, Stage
from models.engine import wire
from models.engine.messages import Alive, Reported
from models.engine.pipes import Outbox
from models.engine.signs_of_life import SignsOfLife
from tests.models.engine.conftest import Clock


def sent(sink: io.BytesIO) -> list[object]:
    stream = io.BytesIO(sink.getvalue())
    messages: list[object] = []
    while stream.tell() < len(stream.getvalue()):
        messages.append(wire.read(stream))
    return messages


def generating(fraction: float, draft: str | None = None, preview: bytes | None = None) -> Progress:
    return Progress(Stage.GENERATING, fraction, draft=draft, preview=preview)


def test_the_first_of_each_stage_is_sent_and_then_one_in_a_while(clock: Clock) -> None:
    sink = io.BytesIO()
    signs = SignsOfLife(7, Outbox(sink))
    signs.report(Progress(Stage.LOADING))
    for step in range(100):
        signs.report(generating(step / 100))
        clock.now += 0.01
    assert sent(sink)[:2] == [
        Reported(7, Progress(Stage.LOADING)),
        Reported(7, generating(0)),
    ]
    assert 9 <= len(sent(sink)) - 2 <= 10


def test_a_draft_or_preview_that_came_too_early_is_not_lost(clock: Clock) -> None:
    sink = io.BytesIO()
    signs = SignsOfLife(7, Outbox(sink))
    signs.report(generating(0))
    signs.report(generating(0.1, draft="one"))
    signs.report(generating(0.2, draft="one\ntwo"))
    signs.report(generating(0.3, preview=b"png"))
    clock.now += 0.2
    signs.report(generating(0.4))
    clock.now += 0.2
    signs.report(generating(0.5))
    assert sent(sink)[1:] == [
        Reported(7, generating(0.4, draft="one\ntwo", preview=b"png")),
        Reported(7, generating(0.5)),
    ]


def test_a_model_that_only_asks_whether_to_stop_is_alive(clock: Clock) -> None:
    sink = io.BytesIO()
    signs = SignsOfLife(7, Outbox(sink))
    for _ in range(50):
        signs.is_asked()
        clock.now += 0.1
    assert sent(sink) == [Alive(7)] * 4
