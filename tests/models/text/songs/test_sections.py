import pytest

from models.errors import RequestRejected
from models.text.forms.lines import Line, Metre, Section, Words
from models.text.songs.genres import genres
from models.text.songs.sections import MAX_SECTIONS, song_sections

VERSES = ("Verse", "Verse", "Verse")


def labels(*structure: str) -> list[str | None]:
    return [section.label for section in song_sections(structure)]


def rhymes_of(section: Section) -> set[str]:
    return {line.rhyme for line in section.lines if line.rhyme}


def refrains_of(section: Section) -> list[str | None]:
    return [line.refrain for line in section.lines]


def lengths_of(line: Line) -> set[int]:
    assert isinstance(line.measure, Metre)
    return set(map(len, line.measure.patterns))


def test_verses_are_numbered_and_a_chorus_returns() -> None:
    sections = song_sections(["Verse", "Chorus", "Verse", "Chorus", "Bridge", "Chorus"])
    assert [section.label for section in sections] == [
        "[Verse 1]",
        "[Chorus]",
        "[Verse 2]",
        "[Chorus]",
        "[Bridge]",
        "[Chorus]",
    ]
    assert [section.repeats for section in sections] == [None, None, None, 1, None, 1]
    assert sections[5].lines == sections[3].lines == sections[1].lines


@pytest.mark.parametrize("name", ["Pre-Chorus", "Refrain", "Hook"])
def test_what_else_returns_has_the_same_words(name: str) -> None:
    sections = song_sections(["Verse", name, "Verse", name])
    assert [section.repeats for section in sections] == [None, None, None, 1]
    assert sections[3].label == f"[{name}]"


def test_a_single_verse_has_no_number() -> None:
    assert labels("Verse", "Chorus") == ["[Verse]", "[Chorus]"]


def test_names_are_taken_as_people_write_them() -> None:
    assert labels("verse 1", "pre chorus", "CHORUS", "verse 2:") == [
        "[Verse 1]",
        "[Pre-Chorus]",
        "[Chorus]",
        "[Verse 2]",
    ]


def test_a_name_never_heard_gets_lines_of_its_own() -> None:
    (section,) = song_sections(["Spoken word"])
    assert section.label == "[Spoken Word]"
    assert section.lines


@pytest.mark.parametrize("genre", [*genres(), "vaporwave", None])
def test_verses_fit_one_melody(genre: str | None) -> None:
    verses = song_sections(VERSES, genre)
    for lines in zip(*(verse.lines for verse in verses), strict=True):
        lengths = set[int]().union(*map(lengths_of, lines))
        assert max(lengths) - min(lengths) <= 1


@pytest.mark.parametrize("genre", [*genres(), None])
def test_no_section_rhymes_with_another(genre: str | None) -> None:
    sections = song_sections(["Intro", "Verse", "Chorus", "Verse", "Bridge", "Outro"], genre)
    rhymes = [rhyme for section in sections for rhyme in rhymes_of(section)]
    assert len(rhymes) == len(set(rhymes))


def test_the_twice_sung_line_of_a_blues_is_another_in_each_verse() -> None:
    first, second, _ = song_sections(VERSES, "blues")
    [line, again, answer] = refrains_of(first)
    assert line == again is not None
    assert answer is None
    assert line not in refrains_of(second)


@pytest.mark.parametrize("genre", ["sea shanty", "gospel"])
def test_the_answer_to_each_call_is_the_same_in_all_verses(genre: str) -> None:
    first, second, third = song_sections(VERSES, genre)
    [call, answer, other_call, same_answer] = refrains_of(first)
    assert call is other_call is None
    assert answer == same_answer is not None
    assert refrains_of(first) == refrains_of(second) == refrains_of(third)
    [_, chorus] = song_sections(["Verse", "Chorus"], genre)
    assert answer not in refrains_of(chorus)


def test_without_a_dictionary_of_sounds_lines_count_words_and_refrains_stay() -> None:
    structure = ["Verse", "Chorus", "Verse", "Chorus"]
    strict = song_sections(structure, "hip hop")
    loose = song_sections(structure, "hip hop", can_scan=False)
    assert [section.label for section in loose] == [section.label for section in strict]
    assert [section.repeats for section in loose] == [None, None, None, 1]
    assert len(strict[0].lines) > len(loose[0].lines) == 6
    assert refrains_of(loose[1]) == refrains_of(strict[1])
    for line in (line for section in loose for line in section.lines):
        assert isinstance(line.measure, Words)
        assert line.rhyme is None
        assert not line.runs_on


@pytest.mark.parametrize(
    ("structure", "complaint"),
    [
        ([], "between 1 and 12 sections"),
        (["Verse"] * (MAX_SECTIONS + 1), "between 1 and 12 sections"),
        (["Verse", "42"], "letters in it"),
        (["x" * 30], "at most 24 characters"),
    ],
)
def test_what_can_be_no_song_is_rejected(structure: list[str], complaint: str) -> None:
    with pytest.raises(RequestRejected, match=complaint):
        song_sections(structure, "folk")
