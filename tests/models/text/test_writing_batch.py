"""Scripted writings on a decoder that counts what it is fed."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import pytest
import torch

from models.base import PoemRequest, Provenance, TextResult
from models.errors import BackendFailed, GenerationCancelled, OutOfMemory, RequestRejected
from models.text.decoding.body import Step
from models.text.decoding.decoder import Decoder, Feed
from models.text.decoding.pages import PAGE, CacheShape
from models.text.writing import Writing
from models.text.writing_batch import WritingBatch
from tests.serving import ScriptedTicket


class EchoBody:
    """Expects that the last token comes again.

    Attributes:
        steps: The tokens of every step.
        failure: What the next step raises.
    """

    name = "echo"
    cache_shape = CacheShape(1, 1, 1, torch.device("cpu"), torch.float32)

    def __init__(self) -> None:
        self.steps: list[list[int]] = []
        self.failure: Exception | None = None

    def logits(self, step: Step) -> torch.Tensor:
        if self.failure is not None:
            raise self.failure
        self.steps.append(step.tokens.tolist())
        return torch.eye(100)[torch.from_numpy(step.tokens[step.wanted])]


@dataclass
class Desk:
    """A batch and all that it works on."""

    body: EchoBody
    decoder: Decoder
    batch: WritingBatch

    def begin(self, ticket: ScriptedTicket, token: int, steps: int) -> ScriptedTicket:
        self.batch.add(ticket, self.echoed(token, steps))
        return ticket

    def echoed(self, token: int, steps: int, feeds: int = 1) -> Writing[TextResult]:
        """Feeds the same token again and again, to so many texts, and says what came back."""
        texts = [self.decoder.open([])[0] for _ in range(feeds)]
        heard: list[str] = []
        try:
            for _ in range(steps):
                logits = yield [Feed(text, [token]) for text in texts]
                heard.append("+".join(map(str, logits.argmax(1).tolist())))
        finally:
            for text in texts:
                self.decoder.close(text)
        return result(" ".join(heard))


def result(text: str) -> TextResult:
    return TextResult(text, Provenance("echo", "1", 1, 0.0))


def a_ticket() -> ScriptedTicket:
    return ScriptedTicket(PoemRequest("rain", 1))


def text_of(ticket: ScriptedTicket) -> str:
    outcome = ticket.outcome()
    assert isinstance(outcome, TextResult)
    return outcome.text


@pytest.fixture
def desk() -> Desk:
    body = EchoBody()
    decoder = Decoder(body)
    return Desk(body, decoder, WritingBatch(decoder, "echo"))


def test_works_come_and_go_between_two_steps(desk: Desk) -> None:
    first = desk.begin(a_ticket(), 1, steps=3)
    desk.batch.step()
    second = desk.begin(a_ticket(), 2, steps=1)
    desk.batch.step()
    assert text_of(second) == "2"
    third = desk.begin(a_ticket(), 3, steps=2)
    desk.batch.step()
    assert text_of(first) == "1 1 1"
    desk.batch.step()
    assert text_of(third) == "3 3"
    assert desk.body.steps == [[1], [1, 2], [1, 3], [3]]
    assert len(desk.batch) == 0
    assert desk.decoder.pages_in_use == 0


def test_every_work_gets_what_follows_its_own_feeds(desk: Desk) -> None:
    tickets = [a_ticket() for _ in range(3)]
    for number, ticket in enumerate(tickets, 1):
        desk.batch.add(ticket, desk.echoed(number, 2, feeds=number))
    for _ in range(2):
        desk.batch.step()
    assert [text_of(ticket) for ticket in tickets] == ["1 1", "2+2 2+2", "3+3+3 3+3+3"]


def test_a_work_that_needs_no_step_ends_at_once(desk: Desk) -> None:
    ticket = desk.begin(a_ticket(), 1, steps=0)
    assert text_of(ticket) == ""
    assert len(desk.batch) == 0


@pytest.mark.parametrize(
    ("error", "expected", "words"),
    [
        (RequestRejected("Too long."), RequestRejected, "Too long"),
        (MemoryError(), OutOfMemory, "smaller"),
        (ZeroDivisionError(), BackendFailed, r"failed on this one \(reference \w{6}\)"),
    ],
    ids=["rejected", "memory", "unexpected"],
)
@pytest.mark.parametrize("step", [0, 1])
def test_one_that_fails_fails_alone(
    desk: Desk, error: Exception, expected: type[Exception], words: str, step: int
) -> None:
    def failing() -> Writing[TextResult]:
        yield from desk.echoed(9, step)
        raise error

    others = [desk.begin(a_ticket(), 1, steps=3)]
    ticket = a_ticket()
    desk.batch.add(ticket, failing())
    others.append(desk.begin(a_ticket(), 2, steps=3))
    for _ in range(3):
        desk.batch.step()
    with pytest.raises(expected, match=words):
        ticket.outcome()
    assert [text_of(other) for other in others] == ["1 1 1", "2 2 2"]
    assert desk.decoder.pages_in_use == 0


@pytest.mark.parametrize(
    ("failure", "expected", "words"),
    [
        (torch.OutOfMemoryError("CUDA out of memory"), OutOfMemory, "too much for the memory"),
        (RuntimeError("[enforce fail] can't allocate memory"), OutOfMemory, "smaller"),
        (ValueError("broken"), BackendFailed, "Trying again may help"),
    ],
    ids=["device", "machine", "unexpected"],
)
def test_a_failing_decoder_ends_all_and_frees_what_they_took(
    desk: Desk, failure: Exception, expected: type[Exception], words: str
) -> None:
    tickets = [desk.begin(a_ticket(), number, steps=3 * PAGE) for number in range(4)]
    for _ in range(PAGE + 1):
        desk.batch.step()
    assert desk.decoder.pages_in_use == 8
    desk.body.failure = failure
    desk.batch.step()
    for ticket in tickets:
        with pytest.raises(expected, match=words):
            ticket.outcome()
    assert len(desk.batch) == 0
    assert desk.decoder.pages_in_use == 0
    desk.body.failure = None
    again = desk.begin(a_ticket(), 5, steps=1)
    desk.batch.step()
    assert text_of(again) == "5"


def test_nothing_of_a_cancelled_work_is_read_any_more(desk: Desk) -> None:
    fed: list[Sequence[Feed]] = []
    cancelled: set[int] = set()
    step = desk.decoder.step

    def counted(feeds: Sequence[Feed]) -> torch.Tensor:
        fed.append(feeds)
        assert cancelled.isdisjoint(token for feed in feeds for token in feed.tokens)
        return step(feeds)

    def ticket_of(number: int) -> ScriptedTicket:
        return ScriptedTicket(PoemRequest("rain", 1), is_cancelled=lambda: number in cancelled)

    desk.decoder.step = counted
    tickets = [desk.begin(ticket_of(number), number, steps=9) for number in range(5)]
    for number in (3, 0, 4):
        desk.batch.step()
        cancelled.add(number)
    for _ in range(6):
        desk.batch.step()
    assert [len(feeds) for feeds in fed] == [5, 4, 3, *[2] * 6]
    for number in cancelled:
        with pytest.raises(GenerationCancelled, match="Stopped as asked"):
            tickets[number].outcome()
    assert text_of(tickets[1]) == " ".join("1" * 9)
    assert desk.decoder.pages_in_use == 0


def test_where_all_are_cancelled_no_step_is_made(desk: Desk) -> None:
    ticket = ScriptedTicket(PoemRequest("rain", 1), is_cancelled=lambda: True)
    desk.begin(ticket, 1, steps=2)
    desk.batch.step()
    assert isinstance(ticket.error, GenerationCancelled)
    assert desk.body.steps == []
    assert len(desk.batch) == 0


def test_what_goes_wrong_while_stopping_is_not_told(desk: Desk) -> None:
    def stubborn() -> Generator[list[Feed], torch.Tensor, TextResult]:
        try:
            yield [Feed(desk.decoder.open([])[0], [1])]
        finally:
            raise ZeroDivisionError

    cancelled = ScriptedTicket(PoemRequest("rain", 1), is_cancelled=lambda: True)
    desk.batch.add(cancelled, stubborn())
    other = desk.begin(a_ticket(), 2, steps=1)
    desk.batch.step()
    assert isinstance(cancelled.error, GenerationCancelled)
    assert text_of(other) == "2"
