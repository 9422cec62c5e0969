"""Lines from a tiny random model, which has no taste but all the rules."""

import pytest
import torch

from models.errors import RequestRejected
from models.text.demands import Demands
from models.text.forms.lines import Words
from models.text.line_writer import LineWriter
from models.text.lines import Candidate
from models.text.sampling import Sampling
from models.text.weights import LoadedModel, load_named
from models.text.words import count_words
from tests.models.text.tiny_models import CHAT_TEMPLATE, save_tiny_llama
from tests.models.text.writing import finished

CHATS = [[{"role": "user", "content": "write a haiku about rain"}]]
NEUTRAL = [{"role": "user", "content": "write a haiku about something"}]
SHAPE = Words(3, 6)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    folder = save_tiny_llama(tmp_path_factory.mktemp("tiny"), chat_template=CHAT_TEMPLATE)
    return load_named(str(folder), torch.device("cpu"), torch.float32)


class Desk:
    """A writer that has read the prompt, with nothing beside it."""

    def __init__(self, loaded: LoadedModel, seed: int = 1, scale: float = 1.0) -> None:
        self.steps = 0
        self.decoder = loaded.decoder
        self.writer = LineWriter(loaded, Sampling(guidance_scale=scale), seed, self._count)
        chats = CHATS if scale == 1 else [*CHATS, NEUTRAL]
        finished(self.decoder, self.writer.begin(chats, 100))

    def _count(self) -> None:
        self.steps += 1

    def append(self, words: str) -> None:
        finished(self.decoder, self.writer.append(words))

    def propose(self, *forbidden: str) -> list[Candidate]:
        return finished(
            self.decoder,
            self.writer.propose(SHAPE, lambda line: any(word in line for word in forbidden)),
        )


@pytest.mark.parametrize("scale", [1.0, 1.6])
def test_lines_have_as_many_words_as_their_shape(loaded: LoadedModel, scale: float) -> None:
    desk = Desk(loaded, scale=scale)
    candidates = desk.propose()
    assert len(candidates) == Sampling().candidates
    for candidate in candidates:
        assert count_words(candidate.text) <= SHAPE.most
        assert candidate.log_likelihood < 0
    desk.writer.close()


def test_lines_are_the_same_for_the_same_seed_alone(loaded: LoadedModel) -> None:
    first, again, other = Desk(loaded, 5), Desk(loaded, 5), Desk(loaded, 6)
    assert first.propose() == again.propose() != other.propose()
    for desk in (first, again):
        desk.append("Rain on the roof\n")
    assert first.propose() == again.propose()
    for desk in (first, again, other):
        desk.writer.close()


def test_a_seed_may_be_of_any_size(loaded: LoadedModel) -> None:
    for seed in (2**80, -1):
        desk = Desk(loaded, seed)
        assert desk.propose()
        desk.writer.close()


def test_no_line_begins_as_it_must_not(loaded: LoadedModel) -> None:
    desk = Desk(loaded)
    common = "e"
    assert any(common in candidate.words for candidate in map(_Words, desk.propose()))
    assert not any(common in candidate.words for candidate in map(_Words, desk.propose(common)))
    desk.writer.close()


class _Words:
    def __init__(self, candidate: Candidate) -> None:
        # The first letter was made a capital after it was judged.
        self.words = candidate.text[1:]


def test_candidates_do_not_become_part_of_the_text(loaded: LoadedModel) -> None:
    desk, other = Desk(loaded), Desk(loaded)
    desk.propose()
    for each in (desk, other):
        each.append("Wind in the reeds\n")
    assert (desk.writer._likelihoods == other.writer._likelihoods).all()
    desk.writer.close()
    other.writer.close()


def test_nothing_is_held_but_the_text_itself(loaded: LoadedModel) -> None:
    desk = Desk(loaded)
    for _ in range(3):
        desk.propose()
        desk.append("Wind in the reeds\n")
    text = desk.writer._texts[0]
    assert desk.writer._texts == [text]
    assert desk.writer._likelihoods.base is None
    assert desk.steps > 3
    desk.writer.close()
    desk.writer.close()
    kept = loaded.decoder.pages_in_use
    another = Desk(loaded)
    another.propose()
    another.writer.close()
    assert loaded.decoder.pages_in_use == kept


def test_a_prompt_that_is_too_long_is_refused_before_it_is_read(loaded: LoadedModel) -> None:
    assert loaded.most_tokens is not None
    writer = LineWriter(loaded, Sampling(), 1, lambda: None)
    with pytest.raises(RequestRejected, match="Shorten the theme or ask for fewer sections"):
        next(writer.begin(CHATS, loaded.most_tokens))
    writer.close()


def proposed(loaded: LoadedModel, demands: Demands) -> list[str]:
    desk = Desk(loaded)
    candidates = finished(desk.decoder, desk.writer.propose(SHAPE, lambda _: False, demands))
    desk.writer.close()
    return [candidate.text for candidate in candidates]


def test_free_lines_hold_the_words_they_have_to(loaded: LoadedModel) -> None:
    lines = proposed(loaded, Demands(woven="zorblax moon"))
    assert lines
    assert all("zorblax moon" in line.lower() for line in lines)
    assert all(count_words(line) <= SHAPE.most for line in lines)


def test_free_lines_begin_with_the_letter_they_have_to(loaded: LoadedModel) -> None:
    lines = proposed(loaded, Demands(initial="w"))
    assert {line[:1].lower() for line in lines if line} == {"w"}
