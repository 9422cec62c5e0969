"""The embedded model writes verses to one melody, by a checker that shares no code with it."""

import pytest

from models.base import LyricsRequest, TextResult
from models.text.transformers_backend import TransformersTextBackend
from tests.models.text.verse.scanning import is_iambic, rhymes, syllables
from tests.serving import generate

pytestmark = pytest.mark.weights


def test_verses_of_a_folk_song_fit_one_melody(backend: TransformersTextBackend) -> None:
    request = LyricsRequest("the last ferry", 1, genre="folk", structure=("Verse", "Verse"))
    result = generate(backend, request)
    assert isinstance(result, TextResult)
    (first_label, *first), (second_label, *second) = (
        section.splitlines() for section in result.text.split("\n\n")
    )
    assert (first_label, second_label) == ("[Verse 1]", "[Verse 2]")
    for feet, line, match in zip((4, 3, 4, 3), first, second, strict=True):
        assert syllables(line) in (2 * feet, 2 * feet + 1), line
        assert abs(syllables(line) - syllables(match)) <= 1, (line, match)
        assert is_iambic(line), line
        assert is_iambic(match), match
    assert rhymes(first[1], first[3])
    assert rhymes(second[1], second[3])
