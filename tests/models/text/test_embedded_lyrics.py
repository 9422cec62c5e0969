"""The embedded model writes songs to sing, by a checker that shares no code with it."""

import pytest

from models.base import LyricsRequest, TextResult
from models.text.transformers_backend import TransformersTextBackend
from tests.models.text.verse.scanning import is_iambic, rhymes, syllables, words
from tests.serving import generate

pytestmark = pytest.mark.weights


def sing(
    backend: TransformersTextBackend, theme: str, genre: str, *structure: str
) -> dict[str, list[str]]:
    """Returns the lines under each label."""
    result = generate(backend, LyricsRequest(theme, 1, genre=genre, structure=structure))
    assert isinstance(result, TextResult)
    sections = [section.splitlines() for section in result.text.split("\n\n")]
    return {label: lines for label, *lines in sections}


def test_verses_of_a_folk_song_fit_one_melody(backend: TransformersTextBackend) -> None:
    song = sing(backend, "the last ferry", "folk", "Verse", "Verse")
    first, second = song["[Verse 1]"], song["[Verse 2]"]
    for feet, line, match in zip((4, 3, 4, 3), first, second, strict=True):
        assert syllables(line) in (2 * feet, 2 * feet + 1), line
        assert abs(syllables(line) - syllables(match)) <= 1, (line, match)
        assert is_iambic(line), line
        assert is_iambic(match), match
    assert rhymes(first[1], first[3])
    assert rhymes(second[1], second[3])


def test_a_blues_sings_its_first_line_twice_and_answers(backend: TransformersTextBackend) -> None:
    song = sing(backend, "my old car", "blues", "Verse", "Hook")
    line, again, answer = song["[Verse]"]
    assert line == again
    assert rhymes(line, answer)
    assert all(syllables(each) in (10, 11) for each in (line, answer))
    hook, hook_again = song["[Hook]"]
    assert words(hook) == words(hook_again) != words(line)


def test_every_second_line_of_a_rap_rhymes_within_itself(backend: TransformersTextBackend) -> None:
    lines = sing(backend, "late buses", "rap", "Verse")["[Verse]"]
    assert len(lines) == 6
    for line, answer in zip(lines[::2], lines[1::2], strict=True):
        said = words(answer)
        inside = next(
            part
            for part in (" ".join(said[:count]) for count in range(1, len(said)))
            if syllables(part) == 4
        )
        assert rhymes(line, answer)
        assert rhymes(inside, answer), answer
