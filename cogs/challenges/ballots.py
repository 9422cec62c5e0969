"""Voting: the ballot that a member holds alone, and its buttons.

The buttons' ids carry all that a vote needs, so that they work after a restart and mean what was
seen, and a ballot that was answered elsewhere stays as it is.
"""

import asyncio
import re
from typing import Any, Self

import discord
from discord import ui

from bot.challenges.ballot_presenter import present_ballot, present_no_ballot
from bot.services.challenges.paper import BallotPaper
from cogs.buttons import ids_in, row
from cogs.challenges.buttons import CHALLENGE_ID
from cogs.challenges.places import Interaction, challenge_here, contestant_of, services_of
from cogs.lasting_items import LastingItem

_BALLOT_ID = r"(?P<ballot_id>[\w-]{4,16})"
_NO_ENTRY = "none"
_BEST = rf"best:(?P<place>[1-4]):{CHALLENGE_ID}:{_BALLOT_ID}:(?P<best>[\w-]{{4,16}})"
_WORST = (
    rf"worst:(?P<place>[0-4]):{CHALLENGE_ID}:{_BALLOT_ID}"
    r":(?P<best>[\w-]{4,16}):(?P<worst>[\w-]{4,16})"
)
_COUNTED, _SKIPPED, _ANSWERED = "✅ Counted.", "⏭️ Skipped.", "You answered that ballot already."


async def show_ballot(interaction: Interaction, challenge_id: str, said: str = "") -> None:
    """Shows a voter their ballot, in the place of what they see now.

    Raises:
        UserFacingError: There is no such challenge here, or this member can't vote in it now.
    """
    challenge = await challenge_here(interaction, challenge_id)
    voting = services_of(interaction).voting
    paper = await voting.ballot(challenge.id, contestant_of(interaction))
    if paper is None:
        await interaction.edit_original_response(
            content=present_no_ballot(said), embeds=[], attachments=[], view=None
        )
        return
    shown = await asyncio.to_thread(present_ballot, challenge, paper, said)
    await interaction.edit_original_response(
        content=shown.content, embeds=shown.embeds, attachments=shown.files, view=_view(paper)
    )


class BestButton(LastingItem[ui.Button[Any]], template=_BEST):
    """Chooses the best of what is shown; then, of more than two, the weakest is asked for."""

    def __init__(self, place: int, challenge_id: str, ballot_id: str, best: str) -> None:
        self._place = place
        self._challenge_id = challenge_id
        self._ballot_id = ballot_id
        self._best = best
        super().__init__(_best_button(place, challenge_id, ballot_id, best))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        place = int(match["place"])
        return cls(place, match["challenge_id"], match["ballot_id"], match["best"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        others = {p: entry for p, entry in _places(interaction).items() if p != self._place}
        if len(others) > 1:
            await interaction.response.edit_message(
                content=f"{self._place} is best. And which one is weakest?",
                view=self._worst_view(others),
            )
            return
        await interaction.response.defer()
        await _cast(interaction, self._challenge_id, self._ballot_id, self._best)

    def _worst_view(self, others: dict[int, str]) -> ui.View:
        ids = (self._challenge_id, self._ballot_id)
        choices = [*others.items(), (0, _NO_ENTRY)]
        buttons = [_worst_button(place, *ids, self._best, entry) for place, entry in choices]
        return row(*buttons, _skip_button(*ids))


class WorstButton(LastingItem[ui.Button[Any]], template=_WORST):
    """Chooses the weakest, or none, and hands the ballot in."""

    def __init__(
        self, place: int, challenge_id: str, ballot_id: str, best: str, worst: str
    ) -> None:
        self._challenge_id = challenge_id
        self._ballot_id = ballot_id
        self._best = best
        self._worst = worst
        super().__init__(_worst_button(place, challenge_id, ballot_id, best, worst))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        ids = (match["challenge_id"], match["ballot_id"], match["best"], match["worst"])
        return cls(int(match["place"]), *ids)

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        worst = None if self._worst == _NO_ENTRY else self._worst
        await interaction.response.defer()
        await _cast(interaction, self._challenge_id, self._ballot_id, self._best, worst)


class SkipButton(LastingItem[ui.Button[Any]], template=rf"skip:{CHALLENGE_ID}:{_BALLOT_ID}"):
    """Puts a ballot away without a vote."""

    def __init__(self, challenge_id: str, ballot_id: str) -> None:
        self._challenge_id = challenge_id
        self._ballot_id = ballot_id
        super().__init__(_skip_button(challenge_id, ballot_id))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(match["challenge_id"], match["ballot_id"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        voting = services_of(interaction).voting
        is_new = await voting.skip(self._ballot_id, interaction.user.id)
        await show_ballot(interaction, self._challenge_id, _SKIPPED if is_new else _ANSWERED)


async def _cast(
    interaction: Interaction, challenge_id: str, ballot_id: str, best: str, worst: str | None = None
) -> None:
    voting = services_of(interaction).voting
    is_new = await voting.cast(ballot_id, interaction.user.id, best, worst)
    await show_ballot(interaction, challenge_id, _COUNTED if is_new else _ANSWERED)


def _places(interaction: Interaction) -> dict[int, str]:
    """Returns the entries that the message with the pressed button shows, by their numbers."""
    assert interaction.message is not None  # noqa: S101 - the button stands under one
    found = (re.fullmatch(_BEST, each) for each in ids_in(list(interaction.message.components)))
    return dict(sorted((int(match["place"]), match["best"]) for match in found if match))


def _view(paper: BallotPaper) -> ui.View:
    ids = (paper.challenge_id, paper.ballot_id)
    numbered = enumerate(paper.entries, start=1)
    buttons = [_best_button(place, *ids, entry.entry_id) for place, entry in numbered]
    return row(*buttons, _skip_button(*ids))


def _best_button(place: int, challenge_id: str, ballot_id: str, best: str) -> ui.Button[Any]:
    return ui.Button(
        emoji="⭐",
        label=str(place),
        style=discord.ButtonStyle.primary,
        custom_id=f"best:{place}:{challenge_id}:{ballot_id}:{best}",
    )


def _worst_button(
    place: int, challenge_id: str, ballot_id: str, best: str, worst: str
) -> ui.Button[Any]:
    return ui.Button(
        emoji="👇" if place else None,
        label=str(place) if place else "None of them",
        custom_id=f"worst:{place}:{challenge_id}:{ballot_id}:{best}:{worst}",
    )


def _skip_button(challenge_id: str, ballot_id: str) -> ui.Button[Any]:
    return ui.Button(label="Skip", custom_id=f"skip:{challenge_id}:{ballot_id}")
