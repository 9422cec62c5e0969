"""Juries: who is in them, scoring, and the scores of one's own entry."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.challenges.entry_presenter import present_entry
from bot.judging.criteria import LEAST_SCORE, MOST_SCORE, Criterion
from cogs.buttons import row
from cogs.challenges.buttons import CHALLENGE_ID, ENTRY_ID
from cogs.challenges.places import (
    Interaction,
    challenge_here,
    contestant_of,
    services_of,
)
from cogs.lasting_items import LastingItem
from cogs.modals import Modal

_MOST_JURORS = 10
_QUESTIONS = {
    Criterion.CREATIVITY: "Creativity",
    Criterion.AESTHETICS: "Aesthetics",
    Criterion.CRAFT: "Craft",
    Criterion.THEME: "How well it meets the brief",
}
_WORDS = {1: "weak", 2: "fair", 3: "good", 4: "very good", 5: "outstanding"}


async def show_next_entry(interaction: Interaction, challenge_id: str, said: str = "") -> None:
    """Shows a juror an entry to score, in the place of what waits.

    Raises:
        UserFacingError: They are not in the jury, or scores are not taken.
    """
    challenge = await challenge_here(interaction, challenge_id)
    juries = services_of(interaction).juries
    shown = await juries.next_entry(challenge.id, interaction.user.id)
    if shown is None:
        await interaction.edit_original_response(
            content=f"{said}\nYou have scored all there is. Thank you!".strip(),
            embeds=[],
            attachments=[],
            view=None,
        )
        return
    message = present_entry(shown)
    await interaction.edit_original_response(
        content=said or None,
        embed=message.embed,
        attachments=message.files,
        view=row(_score_button(challenge.id, shown.entry_id)),
    )


class JuryMenu(
    LastingItem[ui.UserSelect[Any]], template=rf"jury:{CHALLENGE_ID}:(?P<percent>\d{{1,3}})"
):
    """Sets who is in a jury."""

    def __init__(self, challenge_id: str, percent: int) -> None:
        self._challenge_id = challenge_id
        self._percent = percent
        super().__init__(jury_menu(challenge_id, percent))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(match["challenge_id"], int(match["percent"]))

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        jurors = [user for user in self.item.values if not user.bot]
        await interaction.response.defer()
        challenge = await challenge_here(interaction, self._challenge_id)
        await services_of(interaction).juries.appoint(
            challenge.id,
            [juror.id for juror in jurors],
            contestant_of(interaction),
            self._percent / 100,
        )
        names = ", ".join(juror.mention for juror in jurors) or "nobody"
        await interaction.edit_original_response(
            content=f"In the jury: {names}. They score with `/challenge score`.", view=None
        )


class ScoreButton(LastingItem[ui.Button[Any]], template=rf"score:{CHALLENGE_ID}:{ENTRY_ID}"):
    """Opens the form for the scores of an entry."""

    def __init__(self, challenge_id: str, entry_id: str) -> None:
        self._challenge_id = challenge_id
        self._entry_id = entry_id
        super().__init__(_score_button(challenge_id, entry_id))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(match["challenge_id"], match["entry_id"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_modal(ScoreForm(self._challenge_id, self._entry_id))


class ScoreForm(Modal, title="Your scores"):
    """Asks a juror for a score by each criterion."""

    def __init__(self, challenge_id: str, entry_id: str) -> None:
        super().__init__()
        self._challenge_id = challenge_id
        self._entry_id = entry_id
        scores = range(MOST_SCORE, LEAST_SCORE - 1, -1)
        options = [
            discord.SelectOption(label=f"{score} · {_WORDS[score]}", value=str(score))
            for score in scores
        ]
        self._menus = {
            criterion: ui.Select[Self](custom_id=criterion.value, options=options)
            for criterion in Criterion
        }
        for criterion, menu in self._menus.items():
            self.add_item(ui.Label(text=_QUESTIONS[criterion], component=menu))

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        scores = {criterion: int(menu.values[0]) for criterion, menu in self._menus.items()}
        juries = services_of(interaction).juries
        await juries.score(self._entry_id, interaction.user.id, scores)
        await show_next_entry(interaction, self._challenge_id, "✅ Noted.")


class ScoresButton(LastingItem[ui.Button[Any]], template=rf"scores:{ENTRY_ID}"):
    """Shows an entry's author what the jury thinks of it; its id also tells the entry's message."""

    def __init__(self, entry_id: str) -> None:
        self._entry_id = entry_id
        super().__init__(scores_button(entry_id))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(match["entry_id"])

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        juries = services_of(interaction).juries
        scores = await juries.scores(self._entry_id, interaction.user.id)
        rows = (scores or {}).items()
        lines = [f"{_QUESTIONS[each]}: {score:.1f} of {MOST_SCORE}" for each, score in rows]
        await interaction.edit_original_response(
            content="\n".join(lines) or "No jury has scored this entry."
        )


def jury_menu(challenge_id: str, percent: int) -> ui.UserSelect[Any]:
    """Returns the menu that sets a challenge's jury, which counts that much."""
    return ui.UserSelect(
        custom_id=f"jury:{challenge_id}:{percent}",
        placeholder="Who is in the jury?",
        min_values=0,
        max_values=_MOST_JURORS,
    )


def scores_button(entry_id: str) -> ui.Button[Any]:
    """Returns the button by which an entry's author sees the jury's scores."""
    return ui.Button(label="Jury's scores (its author only)", custom_id=f"scores:{entry_id}")


def _score_button(challenge_id: str, entry_id: str) -> ui.Button[Any]:
    return ui.Button(
        label="Score",
        style=discord.ButtonStyle.primary,
        custom_id=f"score:{challenge_id}:{entry_id}",
    )
