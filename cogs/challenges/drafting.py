"""From the forms to a challenge: preview, change, confirm.

Nothing is kept between these steps but what Discord keeps: the preview shows the draft, which is
read back from it, and the buttons' ids say which challenge is changed, and which version of it.
"""

import re
from dataclasses import dataclass
from typing import Any, Self
from zoneinfo import ZoneInfo

import discord
from discord import ui
from discord.utils import utcnow

from bot.challenges.challenge_presenter import draft_in, present_challenge, present_draft
from bot.challenges.draft_reading import (
    TypedTexts,
    present_refused_texts,
    read_texts,
    texts_in,
    typed_texts,
)
from bot.errors import InvalidOption
from bot.services.challenges.challenge import Challenge, ChallengeDraft
from cogs.buttons import row
from cogs.challenges.buttons import phase_view
from cogs.challenges.draft_forms import RulesForm, TextsForm
from cogs.challenges.places import Interaction, contestant_of, guild_of, services_of
from cogs.lasting_items import LastingItem

NEW = "new"
_PREVIEW = "This is how it will look. Times are shown to everybody in their own time zone."
_ACTIONS = {
    "post": "Post it",
    "save": "Save",
    "texts": "Texts and times",
    "rules": "Rules",
    "drop": "Discard",
}


@dataclass(frozen=True)
class Target:
    """What a draft becomes: a new challenge, or a change of one.

    Attributes:
        challenge_id: `NEW` for a new one.
        version: The one that the moderator saw.
    """

    challenge_id: str = NEW
    version: int = 0

    @property
    def is_new(self) -> bool:
        return self.challenge_id == NEW


async def ask_for_texts(
    interaction: Interaction,
    target: Target,
    base: ChallengeDraft | None = None,
    typed: TypedTexts | None = None,
) -> None:
    """Opens the form for texts and times.

    Args:
        interaction: Not answered yet.
        target: What is to become of it.
        base: Where the form begins, and where the rules come from.
        typed: What was typed before, in the place of the base's texts.
    """
    settings = await services_of(interaction).settings.get(guild_of(interaction))
    zone = ZoneInfo(settings.time_zone)
    before = typed or (typed_texts(base, zone) if base else TypedTexts())

    async def read(submitted: Interaction, texts: TypedTexts) -> None:
        await submitted.response.defer(ephemeral=True, thinking=True)
        try:
            draft = read_texts(texts, base, utcnow(), zone)
            await _preview(submitted, target, draft)
        except InvalidOption as error:
            rules = [present_draft(base)] if base else []
            await submitted.edit_original_response(
                content=error.message,
                embeds=[present_refused_texts(texts), *rules],
                view=row(_button("texts", target)),
            )

    await interaction.response.send_modal(TextsForm(before, settings.time_zone, read))


async def _preview(interaction: Interaction, target: Target, draft: ChallengeDraft) -> None:
    """Shows a draft to its author alone, in the place of what they see there.

    Raises:
        InvalidOption: Something in a new one can't be used. What can't be changed any more is told
            when a change is saved.
    """
    if target.is_new:
        draft = await services_of(interaction).organising.check(draft, guild_of(interaction))
    confirm = "post" if target.is_new else "save"
    buttons = (_button(action, target) for action in (confirm, "texts", "rules", "drop"))
    await interaction.edit_original_response(
        content=_PREVIEW, embed=present_draft(draft), view=row(*buttons)
    )


class DraftButton(
    LastingItem[ui.Button[Any]],
    template=rf"draft:(?P<action>{'|'.join(_ACTIONS)}):(?P<challenge_id>[\w-]{{3,16}}):(?P<version>\d{{1,9}})",
):
    """Confirms, changes or discards what a preview shows."""

    def __init__(self, action: str, target: Target) -> None:
        self._action = action
        self._target = target
        super().__init__(_button(action, target))

    @classmethod
    def from_match(cls, match: re.Match[str]) -> Self:
        return cls(match["action"], Target(match["challenge_id"], int(match["version"])))

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        match self._action:
            case "texts":
                await self._change_texts(interaction)
            case "rules":
                await self._change_rules(interaction)
            case "drop":
                await interaction.response.edit_message(content="Discarded.", embeds=[], view=None)
            case _:
                await self._confirm(interaction)

    async def _change_texts(self, interaction: Interaction) -> None:
        embeds = _embeds_of(interaction)
        typed = texts_in(embeds[0])
        has_draft = typed is None or len(embeds) > 1
        base = draft_in(embeds[-1]) if has_draft else None
        await ask_for_texts(interaction, self._target, base, typed)

    async def _change_rules(self, interaction: Interaction) -> None:
        async def show(submitted: Interaction, draft: ChallengeDraft) -> None:
            await submitted.response.defer()
            await _preview(submitted, self._target, draft)

        draft = draft_in(_embeds_of(interaction)[0])
        await interaction.response.send_modal(RulesForm(draft, show))

    async def _confirm(self, interaction: Interaction) -> None:
        draft = draft_in(_embeds_of(interaction)[0])
        await interaction.response.defer()
        challenge, said = await self._store(interaction, draft)
        await interaction.edit_original_response(
            content=said,
            embed=present_challenge(challenge),
            view=phase_view(challenge.id, challenge.phase),
        )

    async def _store(
        self, interaction: Interaction, draft: ChallengeDraft
    ) -> tuple[Challenge, str]:
        organising, member = services_of(interaction).organising, contestant_of(interaction)
        if not self._target.is_new:
            target = self._target
            changed = await organising.edit(target.challenge_id, target.version, draft, member)
            return changed, "Saved."
        async with interaction.client.posting:
            return await _post(interaction, draft)


async def _post(interaction: Interaction, draft: ChallengeDraft) -> tuple[Challenge, str]:
    organising, member = services_of(interaction).organising, contestant_of(interaction)
    for challenge in await organising.current(member.guild_id):
        # A second press while the first one is answered.
        if challenge.draft == draft and challenge.author_id == member.member_id:
            return challenge, "This is posted already."
    channel_id = interaction.channel_id
    assert channel_id is not None  # noqa: S101 - a server's interaction has a channel
    created = await organising.create(draft, member.guild_id, channel_id, member)
    return created, "Done: I announce it in this channel in a moment."


def _embeds_of(interaction: Interaction) -> list[discord.Embed]:
    assert interaction.message is not None  # noqa: S101 - the button stands under one
    return interaction.message.embeds


def _button(action: str, target: Target) -> ui.Button[Any]:
    style = {
        "post": discord.ButtonStyle.success,
        "save": discord.ButtonStyle.success,
        "drop": discord.ButtonStyle.danger,
    }.get(action, discord.ButtonStyle.secondary)
    return ui.Button(
        label=_ACTIONS[action],
        style=style,
        custom_id=f"draft:{action}:{target.challenge_id}:{target.version}",
    )
