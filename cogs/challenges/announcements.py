"""The buttons under what is announced of a challenge."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.challenges.challenge_presenter import present_challenge
from cogs.challenges.ballots import show_ballot
from cogs.challenges.buttons import CHALLENGE_ACTIONS, CHALLENGE_ID, challenge_button, phase_view
from cogs.challenges.places import Interaction, challenge_here
from cogs.challenges.results import show_results
from cogs.challenges.submitting import show_panel
from cogs.lasting_items import LastingItem


class ChallengeButton(
    LastingItem[ui.Button[Any]],
    template=rf"challenge:(?P<action>{'|'.join(CHALLENGE_ACTIONS)}):{CHALLENGE_ID}(?::(?P<marker>[\w-]{{1,25}}))?",
):
    """Submits, votes, shows results or the challenge itself, each in private."""

    def __init__(self, action: str, challenge_id: str, marker: str = "") -> None:
        self._action = action
        self._challenge_id = challenge_id
        super().__init__(challenge_button(action, challenge_id, marker))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(match["action"], match["challenge_id"], match["marker"] or "")

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        shows = {"submit": show_panel, "vote": show_ballot, "results": show_results}
        await interaction.response.defer(ephemeral=True, thinking=True)
        show = shows.get(self._action, show_challenge)
        await show(interaction, self._challenge_id)


async def show_challenge(interaction: Interaction, challenge_id: str) -> None:
    """Shows a challenge to the one who asked, who was told to wait.

    Raises:
        ChallengeNotFound: There is none here.
    """
    challenge = await challenge_here(interaction, challenge_id)
    await interaction.edit_original_response(
        embed=present_challenge(challenge), view=phase_view(challenge.id, challenge.phase)
    )
