"""Challenges as embeds, and drafts read back from them."""

from dataclasses import replace

import pytest

from bot.challenges.challenge_presenter import (
    draft_in,
    label_of,
    present_archive,
    present_challenge,
    present_challenges,
    present_draft,
    thread_name_of,
)
from bot.database.challenge_choices import Making
from bot.services.challenges.challenge import ChallengeDraft, Phase
from models.base import Kind
from tests.bot.challenges.results_of import CHALLENGE, DRAFT, NOW

_DRAFT = replace(DRAFT, brief="What the *water* keeps.\n\n1. boats\n- nets")
_CHALLENGE = replace(CHALLENGE, draft=_DRAFT, phase=Phase.OPEN, entry_count=2)


@pytest.mark.parametrize("draft", [
    _DRAFT,
    replace(_DRAFT, required_words=("salt", "a_b"), form="half *sonnet*", palette=("#ff8800",)),
    replace(_DRAFT, making=Making.HUMAN, entries_each=5, is_blind=False, kinds=(Kind.IMAGE,)),
    replace(_DRAFT, title="<@1> `x` \\ [a](https://b)", brief="**" * 300),
])  # fmt: skip
def test_a_draft_is_read_back_from_what_is_shown(draft: ChallengeDraft) -> None:
    assert draft_in(present_draft(draft)) == draft


def test_the_longest_draft_fits_into_an_embed() -> None:
    longest = replace(
        _DRAFT,
        title="_" * 100,
        brief="_" * 1500,
        required_words=("_" * 40,) * 5,
        palette=("#ff8800",) * 8,
    )
    embed = present_draft(longest)
    assert len(embed) <= 6000
    assert len(embed.title or "") <= 256
    assert draft_in(embed).brief == longest.brief


def test_times_are_everybodys_own() -> None:
    fields = {field.name: field.value for field in present_draft(_DRAFT).fields}
    seconds = int(NOW.timestamp())
    assert fields["Opens"] == f"<t:{seconds}:F> (<t:{seconds}:R>)"


def test_a_challenge_says_how_far_it_is() -> None:
    assert present_challenge(_CHALLENGE).footer.text == "open for entries · 2 entries"
    cancelled = replace(_CHALLENGE, phase=Phase.CANCELLED, cancelled_reason="Too *soon*")
    fields = {field.name: field.value for field in present_challenge(cancelled).fields}
    assert fields["Cancelled"] == r"Too \*soon\*"


def test_lists_fit_and_tell_what_comes_next() -> None:
    listed = str(present_challenges([_CHALLENGE] * 50).description)
    assert len(listed) <= 4096
    assert "entries close <t:" in listed
    assert str(present_challenges([]).description).endswith("`/challenge create`.")
    assert present_archive([]).description == "None yet."


def test_names_of_threads_and_menus_are_cut() -> None:
    long = replace(_CHALLENGE, draft=replace(_DRAFT, title="x" * 300))
    assert len(thread_name_of(long)) == len(label_of(long)) == 100
