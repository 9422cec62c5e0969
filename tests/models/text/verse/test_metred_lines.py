"""Verse from a tiny random model, which has no taste but keeps the form."""

from collections import Counter
from pathlib import Path

import pytest
import torch

from models.errors import RequestRejected
from models.text.demands import Demands, Effort
from models.text.forms.lines import Metre
from models.text.line_writer import LineWriter
from models.text.lines import Candidate
from models.text.sampling import Sampling
from models.text.verse.endings import ANY_ENDING, Ending
from models.text.verse.metre import iambic, syllabic
from models.text.verse.metred_lines import DRAFTS
from models.text.weights import LoadedModel, load_named
from models.text.words import dangles
from tests.models.text.tiny_models import CHAT_TEMPLATE, save_tiny_llama
from tests.models.text.verse import scanning
from tests.models.text.writing import finished

WORDS = (
    "the night is bright and light falls white on every sight in silent flight, a kite\n"
    "aye, aye, aye, says the aye of the day and aye, aye\n"
    "the day will stay and play away, and may it say the way is gray above the bay of lanterns\n"
    "a river sleeps beneath the moon; the lantern wakes above a garden where the water sings.\n"
)
LINE = Metre(syllabic(8))
CHAT = [[{"role": "user", "content": "write verse"}]]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    folder: Path = tmp_path_factory.mktemp("tiny")
    save_tiny_llama(folder, chat_template=CHAT_TEMPLATE, words=WORDS)
    return load_named(str(folder), torch.device("cpu"), torch.float32)


def propose(
    loaded: LoadedModel,
    line: Metre,
    ending: Ending = ANY_ENDING,
    *,
    seed: int = 1,
    demands: Demands | None = None,
) -> list[Candidate]:
    """Returns the usable candidates for a line."""
    writer = LineWriter(loaded, Sampling(), seed, lambda: None)
    finished(loaded.decoder, writer.begin(CHAT, 100))
    demands = demands or Demands(ending)
    candidates = finished(loaded.decoder, writer.propose(line, lambda _: False, demands))
    writer.close()
    return [candidate for candidate in candidates if candidate.text]


@pytest.mark.parametrize("count", [1, 5, 7, 12])
def test_syllables_are_exact(loaded: LoadedModel, count: int) -> None:
    candidates = propose(loaded, Metre(syllabic(count)))
    assert candidates
    for candidate in candidates:
        assert scanning.syllables(candidate.text) == count, candidate.text
        assert not dangles(candidate.text)


def test_iambic_lines_alternate(loaded: LoadedModel) -> None:
    candidates = propose(loaded, Metre(iambic(4)))
    assert candidates
    for candidate in candidates:
        assert scanning.syllables(candidate.text) in (8, 9), candidate.text
        assert scanning.is_iambic(candidate.text), candidate.text


def test_no_foot_is_filled_with_what_means_nothing(loaded: LoadedModel) -> None:
    lines = [each.text for seed in range(5) for each in propose(loaded, LINE, seed=seed)]
    assert any("day" in scanning.words(line) for line in lines)
    assert not any("aye" in scanning.words(line) for line in lines)


def test_lines_begin_with_a_word_and_have_only_english_letters(loaded: LoadedModel) -> None:
    lines = [each.text for seed in range(5) for each in propose(loaded, LINE, seed=seed)]
    assert all(line[0].isalpha() and line.replace("’", "").isascii() for line in lines)


def test_a_line_rhymes_with_those_it_has_to(loaded: LoadedModel) -> None:
    ending = Ending(("night", "bright"), taken=frozenset({"night", "bright", "sight"}))
    candidates = propose(loaded, Metre(syllabic(6)), ending)
    assert candidates
    for candidate in candidates:
        assert scanning.rhymes(candidate.text, "by night")
        assert scanning.words(candidate.text)[-1] not in ending.taken


def test_a_line_that_will_be_rhymed_ends_on_a_word_with_many_rhymes(loaded: LoadedModel) -> None:
    candidates = propose(loaded, Metre(syllabic(6)), Ending(rhymes_to_come=1))
    assert candidates
    ends = [scanning.words(each.text)[-1] for each in candidates]
    assert {scanning.tail(scanning.sounds()[end][0]) for end in ends} <= {"AY T", "EY"}


def test_before_a_rhyme_several_ways_are_tried(loaded: LoadedModel) -> None:
    writer = LineWriter(loaded, Sampling(), 1, lambda: None)
    finished(loaded.decoder, writer.begin(CHAT, 100))
    line = Metre(syllabic(6))
    demands = Demands(Ending(("night",)))
    candidates = finished(loaded.decoder, writer.propose(line, lambda _: False, demands))
    assert len(candidates) > DRAFTS
    writer.close()


def test_a_word_without_rhymes_is_named(loaded: LoadedModel) -> None:
    with pytest.raises(RequestRejected, match="rhyme with “garden”"):
        propose(loaded, Metre(syllabic(4)), Ending(("garden",)))


def test_the_same_seed_writes_the_same_lines(loaded: LoadedModel) -> None:
    line = Metre(iambic(3))
    first, again, other = (propose(loaded, line, seed=seed) for seed in (5, 5, 6))
    assert first == again != other


def test_nothing_is_held_afterwards(loaded: LoadedModel) -> None:
    propose(loaded, Metre(syllabic(5)))
    kept = loaded.decoder.pages_in_use
    propose(loaded, Metre(syllabic(5)), Ending(("night",)))
    assert loaded.decoder.pages_in_use == kept


@pytest.mark.parametrize("letter", ["b", "s", "w"])
def test_a_line_begins_with_the_letter_it_has_to(loaded: LoadedModel, letter: str) -> None:
    candidates = propose(loaded, LINE, demands=Demands(initial=letter))
    assert candidates
    assert {candidate.text[0].lower() for candidate in candidates} == {letter}


@pytest.mark.parametrize("woven", ["lantern", "white kite", "zorblax"])
def test_words_are_woven_into_a_line(loaded: LoadedModel, woven: str) -> None:
    candidates = propose(loaded, LINE, demands=Demands(woven=woven))
    assert candidates
    for candidate in candidates:
        assert woven in candidate.text.lower()
        if woven != "zorblax":
            assert scanning.syllables(candidate.text) == 8


def test_words_that_are_longer_than_the_line_are_woven_into_none(loaded: LoadedModel) -> None:
    assert propose(loaded, Metre(syllabic(2)), demands=Demands(woven="silent garden")) == []


def test_a_line_ends_on_the_word_it_has_to(loaded: LoadedModel) -> None:
    candidates = propose(loaded, LINE, Ending(has_to_be="water", taken=frozenset({"water"})))
    assert candidates
    assert {scanning.words(each.text)[-1] for each in candidates} == {"water"}


def test_a_word_that_returns_has_room_in_its_other_lines(loaded: LoadedModel) -> None:
    candidates = propose(loaded, LINE, Ending(metres=(("ws",),)))
    ends = {scanning.words(each.text)[-1] for each in candidates}
    assert ends
    assert not ends & {"garden", "lantern", "water", "river", "silent"}


def test_a_part_of_a_line_goes_on_in_small_letters(loaded: LoadedModel) -> None:
    candidates = propose(loaded, Metre(syllabic(4)), demands=Demands(is_inside=True))
    assert candidates
    assert all(candidate.text[0].islower() for candidate in candidates)


def test_the_part_before_it_ends_on_a_comma_or_nothing(loaded: LoadedModel) -> None:
    candidates = propose(loaded, Metre(syllabic(4)), demands=Demands(runs_on=True))
    assert candidates
    assert all(
        candidate.text[-1].isalpha() or candidate.text[-1] == "," for candidate in candidates
    )


def test_a_weak_syllable_more_is_the_end_of_a_longer_word(loaded: LoadedModel) -> None:
    candidates = propose(loaded, Metre(("wswsu",)))
    ends = {scanning.words(each.text)[-1] for each in candidates}
    assert ends
    assert all(scanning.stresses(scanning.sounds()[word][0]) == "10" for word in ends)


def test_a_rhyme_on_a_stressed_syllable_leaves_no_room_for_a_weak_one(loaded: LoadedModel) -> None:
    candidates = propose(loaded, Metre(iambic(3)), Ending(("night",)))
    assert candidates
    assert {scanning.syllables(each.text) for each in candidates} == {6}


def test_not_all_drafts_begin_alike(loaded: LoadedModel) -> None:
    beginnings = Counter(each.text.split()[0] for each in propose(loaded, LINE))
    assert beginnings
    assert max(beginnings.values()) <= DRAFTS // 3


def test_with_the_most_effort_no_two_drafts_begin_alike(loaded: LoadedModel) -> None:
    def most_alike(effort: Effort) -> int:
        demands = Demands(effort=effort)
        drafts = [propose(loaded, LINE, seed=seed, demands=demands) for seed in range(5)]
        begun = [Counter(scanning.words(line.text)[0] for line in lines) for lines in drafts]
        return max(max(counts.values()) for counts in begun)

    assert most_alike(Effort.MORE) == 2
    assert most_alike(Effort.MOST) == 1
