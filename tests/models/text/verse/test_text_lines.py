from models.text.forms.catalogue import catalogue
from models.text.forms.form import Form
from models.text.forms.lines import Words
from models.text.songs.sections import song_sections
from models.text.verse.text_lines import Stanza, line_plans, lines_of, stanzas_of, with_line

_SONG = "[Verse]\nOne\nTwo\n\n[Chorus]\nThree"


def test_stanzas_have_labels_and_lines() -> None:
    assert stanzas_of(_SONG) == [Stanza("[Verse]", ("One", "Two")), Stanza("[Chorus]", ("Three",))]
    assert stanzas_of("One\nTwo") == [Stanza(None, ("One", "Two"))]
    assert stanzas_of("\n \n") == []


def test_a_line_is_put_in_place() -> None:
    assert with_line(_SONG, 2, "Four") == "[Verse]\nOne\nTwo\n\n[Chorus]\nFour"
    assert with_line("One\nTwo", 0, "Four") == "Four\nTwo"
    assert lines_of(with_line(_SONG, 3, "Four")) == lines_of(_SONG)


def test_parts_are_joined_to_lines() -> None:
    plans = line_plans(catalogue()["sestina"].layout(0))

    assert len(plans) == 39
    assert [plan.mark for plan in plans[-3:]] == ["2+5", "4+3", "6+1"]
    assert {len(metre) for metre in plans[-1].metres} == {10, 11}


def test_refrains_and_rhymes_are_marked() -> None:
    plans = line_plans(catalogue()["triolet"].layout(0))

    assert [plan.mark for plan in plans] == list("ABaAabAB")


def test_free_verse_is_measured_in_words() -> None:
    [plan, *_] = line_plans(catalogue()["free verse"].layout(0))
    assert (plan.metres, plan.mark, plan.words) == ((), None, Words(3, 9))
    [metred, *_] = line_plans(Form("ours", "poem", "", "syllables: 4 4").layout(0))
    assert metred.words is None


def test_in_songs_the_letters_begin_anew_in_each_section() -> None:
    plans = line_plans(song_sections(["Verse", "Chorus", "Verse", "Chorus"], "pop"))

    assert "".join(plan.mark or "." for plan in plans) == "aabbAbAbaabbAbAb"
