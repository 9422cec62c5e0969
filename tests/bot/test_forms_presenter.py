"""How forms become messages."""

import discord
import pytest

from bot.forms_presenter import draft_in, present_form, present_forms, present_refused_form
from bot.services.forms import FormDraft
from models.text.forms.catalogue import catalogue
from models.text.forms.form import Form

_OURS = Form("ours", "poem", "Two *short* lines.", "syllables: 4 4")


def _fields(embed: discord.Embed) -> dict[str, str]:
    return {str(field.name): str(field.value) for field in embed.fields}


@pytest.mark.parametrize(("name", "scheme"), [
    ("haiku", "3 lines of 5, 7 and 5 syllables."),
    ("limerick", "5 lines of 8, 8, 5, 5 and 8 syllables, in the scheme `a a b b a`."),
    ("common metre", "8 lines of 8, 6, 8, 6, 8, 6, 8 and 6 syllables, "
     "in the scheme `a b a b / c d c d`."),
    ("Shakespearean sonnet", "14 lines of 10 syllables, "
     "in the scheme `a b a b / c d c d / e f e f / g g`, turning at line 13."),
    ("triolet", "8 lines of 8 syllables, in the scheme `A B a A a b A B`."),
    ("acrostic", "A line for each letter of a word that they spell, of 8 syllables."),
])  # fmt: skip
def test_a_scheme_is_explained(name: str, scheme: str) -> None:
    assert _fields(present_form(catalogue()[name]))["Scheme"] == scheme


def test_parts_of_a_line_count_together() -> None:
    scheme = _fields(present_form(catalogue()["sestina"]))["Scheme"]

    assert scheme.startswith("39 lines of 10 syllables, in the scheme `1 2 3 4 5 6 / 6 1")
    assert scheme.endswith("/ 2+5 4+3 6+1`.")


def test_every_way_to_lay_a_form_out_is_told() -> None:
    couplets = _fields(present_form(catalogue()["couplets"]))["Scheme"]
    free = _fields(present_form(catalogue()["free verse"]))["Scheme"]

    assert [line.partition(" ")[0] for line in couplets.split("\n")] == ["6", "8"]
    assert free.startswith("9 lines of 3 to 9 words.\n12 lines")


def test_learners_are_told_where_a_form_comes_from() -> None:
    haiku = catalogue()["haiku"]
    embed = present_form(haiku)

    assert (embed.title, embed.description) == ("haiku", haiku.summary)
    assert _fields(embed)["Notation"] == "```\nsyllables: 5 7 5\n```"
    assert _fields(embed)["History"] == haiku.history
    assert _fields(embed)["Source"] == haiku.source


def test_a_form_of_the_community_names_who_added_it() -> None:
    embed = present_form(_OURS, 7)

    assert embed.description == r"Two \*short\* lines."
    assert set(_fields(embed)) == {"Scheme", "Notation", "Added by"}
    assert _fields(embed)["Added by"] == "<@7>"


@pytest.mark.parametrize("form", catalogue().values(), ids=catalogue())
def test_every_form_keeps_to_discords_limits(form: Form) -> None:
    embed = present_form(form)

    assert len(embed) <= 6000
    assert all(0 < len(str(field.value)) <= 1024 for field in embed.fields)


def test_all_forms_are_listed() -> None:
    own, everybodys = present_forms([_OURS])

    assert own.description == r"**ours** Two \*short\* lines."
    lines = str(everybodys.description).split("\n")
    assert len(lines) == len(catalogue())
    assert lines[0] == "**haiku** Three lines of 5, 7 and 5 syllables: one moment, seen."


def test_a_server_without_forms_gets_a_hint() -> None:
    own, _ = present_forms([])

    assert own.description == "None yet. Add one with `/forms add`."


def test_a_full_list_keeps_to_discords_limits_and_leaves_nothing_out() -> None:
    names = [f"{number} {'n' * 37}" for number in range(10, 35)]
    own, everybodys = present_forms([Form(name, "poem", "*" * 80, "words: 3-9") for name in names])

    assert all(name in str(own.description) for name in names)
    assert all(f"**{name}**" in str(everybodys.description) for name in catalogue())
    assert len(own) + len(everybodys) <= 6000


@pytest.mark.parametrize("draft", [
    FormDraft("ours", "Two lines.", "syllables: 4 4"),
    FormDraft("`ours`", "**", "```\n  metre:\n\n*x*"),
    FormDraft("x" * 40, "x" * 80, "x" * 1000),
])  # fmt: skip
def test_a_refused_form_shows_what_was_typed(draft: FormDraft) -> None:
    embed = present_refused_form(draft, "There is no line before this slash.")

    assert embed.description == "There is no line before this slash."
    assert draft_in(discord.Embed.from_dict(embed.to_dict())) == draft
    assert all(len(str(field.value)) <= 1024 for field in embed.fields)
