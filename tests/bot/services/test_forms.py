"""Servers' own forms of poems."""

from dataclasses import replace

import pytest

from bot.errors import InvalidOption, NotYours
from bot.services.forms import MARKUP, FormDraft
from bot.services.services import Services
from models.text.forms.catalogue import catalogue
from models.text.forms.form import Form
from models.text.forms.reading import FormInvalid
from tests.conftest import Rows

_GUILD, _OTHER_GUILD = 10, 11
_ADA, _BRUNO = 1, 2
_DRAFT = FormDraft("Half Sonnet", "Seven lines.", "metre: iambic 5\nscheme: abab / ccb")


async def test_what_is_added_is_there_for_that_server(services: Services) -> None:
    added = await services.forms.add(_GUILD, _ADA, _DRAFT)

    assert added == Form("Half Sonnet", "poem", "Seven lines.", _DRAFT.notation)
    assert await services.forms.own(_GUILD) == [added]
    assert await services.forms.own(_OTHER_GUILD) == []
    assert await services.forms.own(None) == []


async def test_names_and_summaries_are_tidied(services: Services) -> None:
    draft = FormDraft("  half   sonnet ", " Seven\nlines. ", "\nsyllables: 4\n\n")

    added = await services.forms.add(_GUILD, _ADA, draft)

    assert (added.name, added.summary) == ("half sonnet", "Seven lines.")
    assert added.notation == "syllables: 4"


async def test_a_form_is_found_by_its_name(services: Services) -> None:
    added = await services.forms.add(_GUILD, _ADA, _DRAFT)

    assert await services.forms.named(_GUILD, "half sonnet") == (added, _ADA)
    assert await services.forms.named(_GUILD, "HAIKU") == (catalogue()["haiku"], None)
    assert await services.forms.named(None, "haiku") == (catalogue()["haiku"], None)
    with pytest.raises(InvalidOption, match="I don't know the form"):
        await services.forms.named(_OTHER_GUILD, "half sonnet")


@pytest.mark.parametrize(("changes", "said"), [
    ({"name": "x" * 41}, "up to 40 characters"),
    ({"name": " "}, "needs letters"),
    ({"name": "5-7-5"}, "needs letters"),
    *(({"name": f"a{character}b"}, "goes without these") for character in MARKUP),
    ({"name": "a\u200bb"}, "goes without these"),
    ({"name": "HAIKU"}, "Everybody has a form called “HAIKU”"),
    ({"name": "free  Verse"}, "Everybody has a form"),
    ({"summary": " "}, "in one line of up to 80"),
    ({"summary": "x" * 81}, "in one line of up to 80"),
])  # fmt: skip
async def test_what_can_not_be_a_form(
    services: Services, stored: Rows, changes: dict[str, str], said: str
) -> None:
    with pytest.raises(InvalidOption, match=said):
        await services.forms.add(_GUILD, _ADA, replace(_DRAFT, **changes))

    assert stored("SELECT * FROM forms") == stored("SELECT * FROM members") == []


async def test_a_notation_that_can_not_be_read_is_refused_with_the_place(
    services: Services,
) -> None:
    draft = replace(_DRAFT, notation="syllables: 5 seven 5")

    with pytest.raises(FormInvalid) as refused:
        await services.forms.add(_GUILD, _ADA, draft)

    assert "\n```\nsyllables: 5 seven 5\n             ^^^^^\n```" in refused.value.message


async def test_a_name_is_taken_once_a_server_in_any_case(services: Services) -> None:
    await services.forms.add(_GUILD, _ADA, replace(_DRAFT, name="Straße"))

    with pytest.raises(InvalidOption, match="has a form “STRASSE” already"):
        await services.forms.add(_GUILD, _BRUNO, replace(_DRAFT, name="STRASSE"))
    await services.forms.add(_OTHER_GUILD, _BRUNO, replace(_DRAFT, name="strasse"))


async def test_a_server_has_twenty_five_forms_at_most(services: Services) -> None:
    for number in range(25):
        await services.forms.add(_GUILD, _ADA, replace(_DRAFT, name=f"form {number}"))

    with pytest.raises(InvalidOption, match="25 forms, and I keep no more"):
        await services.forms.add(_GUILD, _ADA, _DRAFT)
    await services.forms.remove(_GUILD, _ADA, "form 7", is_moderator=False)
    await services.forms.add(_GUILD, _ADA, _DRAFT)


async def test_only_the_author_or_a_moderator_removes_a_form(services: Services) -> None:
    await services.forms.add(_GUILD, _ADA, _DRAFT)

    with pytest.raises(NotYours, match="or a moderator"):
        await services.forms.remove(_GUILD, _BRUNO, "half sonnet", is_moderator=False)
    removed = await services.forms.remove(_GUILD, _BRUNO, "half sonnet", is_moderator=True)

    assert removed == "Half Sonnet"
    with pytest.raises(InvalidOption, match="no form of its own called “half sonnet”"):
        await services.forms.remove(_GUILD, _ADA, "half sonnet", is_moderator=False)


async def test_forms_of_everybody_stay(services: Services) -> None:
    with pytest.raises(InvalidOption, match="no form of its own called “haiku”"):
        await services.forms.remove(_GUILD, _ADA, "haiku", is_moderator=True)
