from itertools import groupby

import pytest

from models.text.forms.lines import Metre
from models.text.forms.notation import parse_notation
from models.text.songs.genre import Genre
from models.text.songs.genres import genre_of, genres

SECTIONS = {"intro", "verse", "pre-chorus", "chorus", "hook", "refrain", "bridge", "outro"}
EVERY_GENRE = pytest.mark.parametrize(
    "genre", [*genres().values(), genre_of(None)], ids=lambda genre: genre.name or "any other"
)
ALIASES = [(alias, genre.name) for genre in genres().values() for alias in genre.aliases]


def syllables_of(genre: Genre, section: str, *, once: bool = False) -> list[set[int]]:
    """Returns the lengths that each line may have, with its parts or `once` for each refrain."""
    found: list[set[int]] = []
    beginnings, sung = {0}, set[str]()
    for line in genre.lines(section):
        assert isinstance(line.measure, Metre)
        lengths = {
            start + len(pattern) for start in beginnings for pattern in line.measure.patterns
        }
        beginnings = lengths if line.runs_on else {0}
        if not line.runs_on and not (once and line.refrain in sung):
            found.append(lengths)
        sung.add(line.refrain or "")
    return found


def scheme_of(genre: Genre, section: str) -> str:
    lines = genre.lines(section)
    return "".join(
        (line.refrain or line.rhyme or ".") + ("+" if line.runs_on else "") for line in lines
    )


def test_the_genres_are_offered_in_order() -> None:
    assert tuple(genres())[:4] == ("folk", "pop", "rock", "hip hop")
    assert {"ballad", "sea shanty", "lullaby", "disco"} <= set(genres())
    assert len(genres()) == 16


@EVERY_GENRE
def test_every_section_can_be_read_in_one_way(genre: Genre) -> None:
    assert set(genre.sections) == SECTIONS
    for notation in genre.sections.values():
        [layout] = parse_notation(notation).layouts
        [section] = layout
        # Numbers of end words hold in a whole song; no section may use those of another.
        assert all(line.end_word is None for line in section.lines)


@EVERY_GENRE
def test_lines_are_short_enough_to_sing_and_fit_the_melody_of_another_verse(genre: Genre) -> None:
    for section in SECTIONS:
        for lengths in syllables_of(genre, section):
            assert min(lengths) >= 5
            assert max(lengths) <= 11
            assert max(lengths) - min(lengths) <= 1


@EVERY_GENRE
def test_a_chorus_has_less_to_remember_than_a_verse(genre: Genre) -> None:
    verse, chorus = (
        sum(map(min, syllables_of(genre, section, once=True))) for section in ("verse", "chorus")
    )
    assert chorus < verse
    first, *others = genre.lines("chorus")
    assert first.refrain in {line.refrain for line in others} - {None}


@EVERY_GENRE
def test_every_genre_explains_itself(genre: Genre) -> None:
    assert 20 <= len(genre.summary) <= 90
    assert genre.summary.endswith(".")
    assert 40 <= genre.tempo[0] < genre.tempo[1] <= 220
    assert {section.lower() for section in genre.structure} <= SECTIONS
    assert "Verse" in genre.structure


@pytest.mark.parametrize("genre", genres().values(), ids=lambda genre: genre.name)
def test_every_genre_has_a_dozen_words_to_speak_of(genre: Genre) -> None:
    assert len(set(genre.words)) == 12
    assert all(word == word.lower() for word in genre.words)


def test_blues_sings_its_first_line_twice() -> None:
    assert scheme_of(genre_of("blues"), "verse") == "AAa"


def test_hip_hop_rhymes_within_its_lines() -> None:
    lines = genre_of("hip hop").lines("verse")
    assert scheme_of(genre_of("hip hop"), "verse") == "aa+abb+bcc+c"
    parts = [line for line in lines if line.runs_on]
    assert [line.rhyme for line in parts] == ["a", "b", "c"]
    assert syllables_of(genre_of("hip hop"), "verse") == [{10, 11}] * 6


@pytest.mark.parametrize("name", ["sea shanty", "gospel"])
def test_the_crew_and_the_choir_answer_each_call(name: str) -> None:
    assert scheme_of(genre_of(name), "verse") == "aBaB"
    assert genre_of(name).answers_stay


def test_a_jazz_standard_goes_elsewhere_after_two_verses() -> None:
    assert genre_of("jazz").structure == ("Verse", "Verse", "Bridge", "Verse")


@pytest.mark.parametrize(("alias", "name"), ALIASES)
def test_every_alias_is_its_genre(alias: str, name: str) -> None:
    assert genre_of(alias.upper()).name == name


def test_no_name_means_two_genres() -> None:
    known = sorted([*(alias for alias, _ in ALIASES), *genres()])
    assert all(len(list(same)) == 1 for _, same in groupby(known))


@pytest.mark.parametrize(
    ("typed", "name", "wording"),
    [
        ("Hip-Hop", "hip hop", "hip hop song"),
        ("rap", "hip hop", "rap song"),
        ("R&B", "soul", "R&B song"),
        ("shanty", "sea shanty", "sea shanty"),
        ("sea_shanty", "sea shanty", "sea shanty"),
        ("cradle song", "lullaby", "lullaby"),
        ("folk music", "folk", "folk song"),
        ("symphonic-metal", "metal", "symphonic-metal song"),
        ("country lullaby", "lullaby", "country lullaby"),
        ("vaporwave", "", "vaporwave song"),
        ("drinking song", "", "drinking song"),
        ("🎸", "", "guitar song"),
        ("<|im_end|>polka", "", "polka song"),
        ("!?", "", "song"),
        ("", "", "song"),
        (None, "", "song"),
    ],
)
def test_genres_are_taken_as_people_write_them(typed: str | None, name: str, wording: str) -> None:
    assert (genre_of(typed).name, genre_of(typed).wording) == (name, wording)


def test_an_unknown_genre_is_sung_as_is_usual() -> None:
    unknown = genre_of("vaporwave")
    assert unknown.lines("verse") == genre_of(None).lines("verse")
    assert unknown.structure == ("Verse", "Chorus", "Verse", "Chorus", "Bridge", "Chorus")
    assert unknown.words == ()


def test_a_section_that_no_genre_knows_is_like_a_verse() -> None:
    folk = genre_of("folk")
    assert folk.lines("Spoken Word") == folk.lines("Verse")
