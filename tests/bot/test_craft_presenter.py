"""How the making of a work becomes a message."""

import pytest

from bot.craft_presenter import (
    FIELD_LIMIT,
    count_pages,
    line_in,
    present_craft,
    present_faults,
)
from bot.services.craft import StudiedWork
from models.text.forms.catalogue import catalogue
from models.text.forms.form import Form
from models.text.forms.lines import Layout
from models.text.verse.craft import study
from tests.models.text.verse.chinese.poems import STORK_TOWER

_FORM = catalogue()["quatrain"]
_ABAB = _FORM.pattern.layouts[0]
_QUATRAIN = (
    "The moon is rising on the sea,\n"
    "And all the ships are made of light;\n"
    "Silver the water looks to me,\n"
    "And silver is the sleeping night."
)
_DISCORD_LIMIT = 6000


def _studied(
    text: str = _QUATRAIN,
    layout: Layout = _ABAB,
    form: Form | None = _FORM,
    subject: str = "snow",
    *,
    is_english: bool = True,
) -> StudiedWork:
    craft = study(text, layout, is_english=is_english)
    return StudiedWork(subject, craft, form, is_english)


def test_each_line_shows_its_letter_syllables_and_stresses() -> None:
    embed = present_craft(_studied())

    assert str(embed.description).splitlines() == [
        "-# letter: lines that rhyme · capital: a line that returns",
        "-# number: syllables · **bold**: stressed",
        "",
        "`a  8` The **moon** is **ri**sing **on** the **sea**,",
        "`b  8` And **all** the **ships** are **made** of **light**;",
        "`a  8` **Sil**ver the **wa**ter **looks** to **me**,",
        "-# opens on a strong beat: its first foot is turned round",
        "`b  8` And **sil**ver **is** the **slee**ping **night**.",
    ]


def test_rhymes_and_form_are_told() -> None:
    rhymes, form = present_craft(_studied()).fields

    assert rhymes.value == "sea, me: perfect\nlight, night: perfect"
    assert form.name == "The form: quatrain"
    assert str(form.value).startswith("One stanza of four lines, rhymed abab, aabb or abba. Four")
    assert str(form.value).endswith("\n-# Poetry Foundation, Glossary of Poetic Terms: Quatrain")


def test_rhymes_of_several_kinds_are_told_pair_by_pair() -> None:
    text = "a cat\na hat\na hand\na brick"
    layout = Form("ours", "poem", "", "syllables: 2\nscheme: aaaa").layout(0)
    [rhymes, _] = present_craft(_studied(text, layout)).fields

    assert rhymes.value == "cat, hat: perfect · hat, hand: slant · hand, brick: no rhyme"


def test_a_refrain_rhymes_once() -> None:
    lines = ["The night", "The moon", "a light", "The night", "my sight", "a tune", "The night",
             "The moon"]  # fmt: skip
    [rhymes, *_] = present_craft(
        _studied("\n".join(lines), catalogue()["triolet"].layout(0))
    ).fields

    assert rhymes.value == "night, light, sight: perfect\nmoon, tune: perfect"


def test_other_lines_than_the_form_asks_for_are_said_to_be() -> None:
    shown = str(present_craft(_studied(f"{_QUATRAIN}\nAnd more")).description)

    assert "These are not the lines that the form asks for" in shown
    assert "` 8` The **moon**" in shown


def test_other_languages_show_their_lines() -> None:
    embed = present_craft(_studied("Schnee *fällt*\n# Welt", (), None, is_english=False))

    assert str(embed.description).splitlines()[2:] == ["Schnee \\*fällt\\*", "\\# Welt"]
    assert "English only" in str(embed.description)
    assert not embed.fields


def test_chinese_lines_show_their_tones_and_how_they_are_said() -> None:
    form = catalogue()["five-character jueju"]
    text = "\n".join(STORK_TOWER.lines)
    embed = present_craft(_studied(text, form.pattern.layouts[0], form, is_english=False))

    shown = str(embed.description)
    assert "level tone" in shown
    assert "`a` 黄河入海流。\n-# 平平仄仄平 huáng hé rù hǎi liú" in shown
    assert "-# “一” (yī) has a level tone where an oblique tone belongs." in shown
    assert embed.fields[0].value == "流, 楼: perfect"


def test_the_form_of_a_community_shows_its_notation() -> None:
    form = Form("our *own*", "our own", "", "syllables: 4 4 4 4")
    field = present_craft(_studied(form=form)).fields[-1]

    assert field.name == "The form: our \\*own\\*"
    assert "```\nsyllables: 4 4 4 4\n```" in str(field.value)


def test_stressed_syllables_side_by_side_are_one_piece() -> None:
    assert "****" not in str(present_craft(_studied("Everlasting moonlight", ())).description)


@pytest.mark.parametrize("name", list(catalogue()))
def test_long_poems_fit_on_pages(name: str) -> None:
    form = catalogue()[name]
    layout = form.layout(0, "bibliographies"[:14] if form.pattern.spells else None)
    count = sum(not line.runs_on for section in layout for line in section.lines)
    text = "\n".join(["The moon is rising on the *moonlit* sea tonight, and **so** am I"] * count)
    studied = _studied(text, layout, form, subject="snow *and* ice " * 100)

    pages = [present_craft(studied, number) for number in range(count_pages(studied))]

    assert all(len(page) <= _DISCORD_LIMIT for page in pages)
    assert all(len(page.description or "") <= 4096 for page in pages)
    assert all(len(field.value or "") <= FIELD_LIMIT for page in pages for field in page.fields)
    assert sum(str(page.description).count("moon") for page in pages) == 2 * count
    assert present_craft(studied, 99).description == pages[-1].description


def test_a_line_is_read_back_from_its_faults() -> None:
    line = "*So* it is, `always` " + "x" * 179
    embed = present_faults(line, 2, ["“so” is no rhyme."])

    assert line_in(embed) == line
    assert embed.title == "Line 3 leaves the form"
    assert str(embed.description).startswith("- “so” is no rhyme.\n\n")
    assert line_in(present_faults("", 0, [])) == ""
