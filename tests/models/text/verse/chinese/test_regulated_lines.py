"""Regulated verse from a tiny random model, which has no taste but keeps the form."""

from itertools import product

import pytest

from models.text.composer import Composer
from models.text.demands import Demands
from models.text.forms.lines import Line, Section
from models.text.line_writer import LineWriter
from models.text.lines import Candidate, Wishes
from models.text.sampling import Sampling
from models.text.verse.chinese.check import find_faults
from models.text.verse.chinese.patterns import RegulatedLine, regulated_layouts
from models.text.verse.endings import ANY_ENDING, Ending
from models.text.weights import LoadedModel
from tests.models.text.verse.chinese import scanning
from tests.models.text.verse.chinese.vocabulary import WORDS
from tests.models.text.writing import finished

CHAT = [[{"role": "user", "content": "写一首诗"}]]
FORMS = [
    (lines, characters, number)
    for (lines, characters), number in product(product((4, 8), (5, 7)), range(4))
]
UNRHYMED, RHYMED = regulated_layouts(4, 5)[0][:2]


def propose(
    loaded: LoadedModel,
    line: RegulatedLine,
    ending: Ending = ANY_ENDING,
    *,
    seed: int = 1,
    forbidden: str = "！",
) -> list[Candidate]:
    """Returns the usable candidates for a line."""
    writer = LineWriter(loaded, Sampling(), seed, lambda: None)
    finished(loaded.decoder, writer.begin(CHAT, 100))
    candidates = finished(
        loaded.decoder, writer.propose(line, lambda words: forbidden in words, Demands(ending))
    )
    writer.close()
    return [candidate for candidate in candidates if candidate.text]


def ends(candidates: list[Candidate]) -> set[str]:
    return {candidate.text[-1] for candidate in candidates}


@pytest.mark.parametrize(("lines", "characters", "number"), FORMS)
def test_whole_poems_keep_every_rule(
    loaded: LoadedModel, lines: int, characters: int, number: int
) -> None:
    layout = regulated_layouts(lines, characters)[number]
    stanza = Section(tuple(Line(each, each.rhyme) for each in layout))
    for seed in (1, 2):
        writer = LineWriter(loaded, Sampling(), seed, lambda: None)
        finished(loaded.decoder, writer.begin(CHAT, 200))
        composer = Composer(writer, [stanza], Wishes(), lambda _: None)
        poem = finished(loaded.decoder, composer.compose()).splitlines()
        writer.close()
        assert [line[-1] for line in poem] == ["，", "。"] * (lines // 2)
        assert scanning.broken_rules([line[:-1] for line in poem], characters) == []
        assert find_faults(poem, layout) == []


def test_lines_are_bare_characters_none_of_them_twice(loaded: LoadedModel) -> None:
    candidates = [each for seed in range(5) for each in propose(loaded, UNRHYMED, seed=seed)]
    for candidate in candidates:
        assert len(candidate.text) == UNRHYMED.characters
        doubled = {one for one in candidate.text if one * 2 in candidate.text}
        assert all(candidate.text.count(one) == 1 + (one in doubled) for one in candidate.text)
        assert candidate.break_log_likelihood < 0


def test_words_of_several_characters_are_written(loaded: LoadedModel) -> None:
    lines = [each.text for seed in range(9) for each in propose(loaded, UNRHYMED, seed=seed)]
    assert any(word in line for word in WORDS.split() for line in lines)


def test_a_line_rhymes_with_those_it_has_to(loaded: LoadedModel) -> None:
    taken = frozenset("船天前年")
    found = ends(propose(loaded, RHYMED, Ending(("船", "天"), taken=taken)))
    assert found
    assert found.isdisjoint(taken)
    assert {scanning.group(end) for end in found} == {scanning.group("天")}


def test_a_line_that_will_be_rhymed_leaves_enough_rhymes(loaded: LoadedModel) -> None:
    rhymes = loaded.han_tokens.rhymes
    # All but a few rhymes of two groups are taken.
    taken = frozenset(sorted(rhymes("寒"))[7:]) | frozenset(sorted(rhymes("唐"))[7:])
    ending = Ending(rhymes_to_come=1, taken=taken)
    found = ends([each for seed in range(5) for each in propose(loaded, RHYMED, ending, seed=seed)])
    assert found
    assert {scanning.group("天"), scanning.group("光")}.isdisjoint(map(scanning.group, found))


@pytest.mark.parametrize("rhymes_with", ["A", "船花"])
def test_where_nothing_rhymes_there_is_no_candidate(loaded: LoadedModel, rhymes_with: str) -> None:
    assert propose(loaded, RHYMED, Ending(tuple(rhymes_with))) == []


def test_no_line_has_what_is_forbidden(loaded: LoadedModel) -> None:
    common = propose(loaded, UNRHYMED)[0].text[0]
    candidates = propose(loaded, UNRHYMED, forbidden=common)
    assert candidates
    assert not any(common in candidate.text for candidate in candidates)


def test_the_same_seed_writes_the_same_lines(loaded: LoadedModel) -> None:
    first, again, other = (propose(loaded, RHYMED, seed=seed) for seed in (5, 5, 6))
    assert first == again != other


def test_nothing_is_held_afterwards(loaded: LoadedModel) -> None:
    propose(loaded, UNRHYMED)
    kept = loaded.decoder.pages_in_use
    propose(loaded, RHYMED, Ending(("A",)))
    assert loaded.decoder.pages_in_use == kept
