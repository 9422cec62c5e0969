"""The embedded model keeps the form it writes in, by a checker that shares no code with it."""

import pytest

from models.text.transformers_backend import TransformersTextBackend
from models.text.words import dangles
from tests.models.text.embedded import write_poem
from tests.models.text.verse.scanning import is_iambic, rhymes, syllables

pytestmark = pytest.mark.weights
THEMES = ("rain on tin roofs", "🌊🔥", "القطة")


def lines_of(poem: str) -> list[list[str]]:
    return [stanza.splitlines() for stanza in poem.split("\n\n")]


@pytest.mark.parametrize("theme", THEMES)
def test_a_haiku_has_seventeen_syllables(backend: TransformersTextBackend, theme: str) -> None:
    [lines] = lines_of(write_poem(backend, theme, "haiku"))
    assert [syllables(line) for line in lines] == [5, 7, 5]
    assert not any(map(dangles, lines))


def test_couplets_rhyme_in_iambs(backend: TransformersTextBackend) -> None:
    stanzas = lines_of(write_poem(backend, "the last ferry", "couplets"))
    for one, other in stanzas:
        assert rhymes(one, other), (one, other)
    for line in (line for stanza in stanzas for line in stanza):
        assert syllables(line) in (8, 9), line
        assert is_iambic(line), line


def test_a_limerick_rhymes_aabba(backend: TransformersTextBackend) -> None:
    [[first, second, third, fourth, fifth]] = lines_of(
        write_poem(backend, "a cat who steals fish", "limerick")
    )
    assert rhymes(first, second)
    assert rhymes(first, fifth)
    assert rhymes(second, fifth)
    assert rhymes(third, fourth)
    assert [syllables(line) in (5, 6) for line in (first, third, fourth)] == [False, True, True]
