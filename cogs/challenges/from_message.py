"""“Submit to challenge” in the menu of a message that shows a work."""

import re
from typing import Any, Self

import discord
from discord import app_commands, ui

from bot.challenges.challenge_presenter import label_of
from bot.client import AtelierBot
from bot.errors import SubmissionsClosed, WorkNotFound
from bot.services.challenges.challenge import Challenge, Phase
from bot.services.challenges.entry import OwnWork
from cogs.buttons import ids_in, row
from cogs.challenges.places import Interaction, guild_of, services_of
from cogs.challenges.submitting import enter, work_menu
from cogs.lasting_items import LastingItem

_WORK = re.compile(r"work:like:([\w-]{4,40})")
_MOST_OPTIONS = 25


@app_commands.context_menu(name="Submit to challenge")
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
async def submit_to_challenge(
    interaction: discord.Interaction[AtelierBot], message: discord.Message
) -> None:
    """Enters the work that a message shows."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    work_id = _work_in(message)
    current = await services_of(interaction).organising.current(guild_of(interaction))
    challenges = [challenge for challenge in current if challenge.phase is Phase.OPEN]
    if not challenges:
        raise SubmissionsClosed("No challenge takes entries now. See them with `/challenge list`.")
    if len(challenges) > 1:
        await interaction.edit_original_response(
            content="To which challenge?", view=row(_menu(work_id, challenges))
        )
        return
    await _enter_work(interaction, challenges[0].id, work_id)


class IntoMenu(LastingItem[ui.Select[Any]], template=r"enter:into:(?P<work_id>[\w-]{4,40})"):
    """Enters the work to the challenge that is chosen."""

    def __init__(self, work_id: str) -> None:
        self._work_id = work_id
        super().__init__(ui.Select(custom_id=f"enter:into:{work_id}"))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(match["work_id"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        [challenge_id] = self.item.values
        await interaction.response.defer()
        await _enter_work(interaction, challenge_id, self._work_id)


async def _enter_work(interaction: Interaction, challenge_id: str, work_id: str) -> None:
    """Enters a work; of several pictures, the member chooses one first."""
    submissions = services_of(interaction).submissions
    options = await submissions.options(challenge_id, interaction.user.id)
    found = [each for each in options if each.work_id == work_id and each.pictures > 1]
    if found:
        await interaction.edit_original_response(
            content="Which of its pictures?", view=row(work_menu(challenge_id, found))
        )
        return
    await enter(interaction, challenge_id, OwnWork(work_id))


def _work_in(message: discord.Message) -> str:
    """Returns the id of the work that a message of the bot's shows.

    Raises:
        WorkNotFound: It shows none.
    """
    for custom_id in ids_in(list(message.components)):
        if found := _WORK.fullmatch(custom_id):
            return found[1]
    raise WorkNotFound("That message shows no work of mine. Choose one that I made for you.")


def _menu(work_id: str, challenges: list[Challenge]) -> ui.Select[Any]:
    options = [
        discord.SelectOption(label=label_of(challenge), value=challenge.id)
        for challenge in challenges[:_MOST_OPTIONS]
    ]
    return ui.Select(custom_id=f"enter:into:{work_id}", options=options)
