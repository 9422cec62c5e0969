"""/challenge for those who run a server."""

from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands
from discord.utils import utcnow

from bot.challenges.entry_presenter import label_of_entry
from bot.challenges.moderation_presenter import present_rings, present_settings
from bot.client import AtelierBot
from bot.plain_text import plain_line
from bot.services.challenges.access import check_moderator
from bot.services.challenges.challenge import Phase
from bot.times import zone_names
from cogs.buttons import row
from cogs.challenges.drafting import Target, ask_for_texts
from cogs.challenges.jury import jury_menu
from cogs.challenges.places import (
    challenge_here,
    contestant_of,
    guild_of,
    matching_challenges,
    services_of,
)
from cogs.challenges.templates import matching_templates
from cogs.suggestions import matching

_Choices = list[app_commands.Choice[str]]
_RUNNING = (Phase.PLANNED, Phase.OPEN, Phase.VOTING, Phase.COUNTING)
_WITH_VOTES = (Phase.VOTING, Phase.COUNTING, Phase.PUBLISHED)


class OrganiserCommands(commands.Cog):
    """What those who run a server do with challenges."""

    @app_commands.command()
    async def create(
        self, interaction: discord.Interaction[AtelierBot], template: str | None = None
    ) -> None:
        """Write down a challenge; you see it before it is announced in this channel.

        Args:
            interaction: The interaction.
            template: What to begin with; save one with `/challenge template save`.
        """
        check_moderator(contestant_of(interaction), guild_of(interaction))
        base = None
        if template is not None:
            kept = await services_of(interaction).templates.get(guild_of(interaction), template)
            base = kept.outline.beginning(utcnow().replace(microsecond=0))
        await ask_for_texts(interaction, Target(), base)

    @app_commands.command()
    async def edit(self, interaction: discord.Interaction[AtelierBot], challenge: str) -> None:
        """Change a challenge; what has begun keeps its times, and with entries also its rules.

        Args:
            interaction: The interaction.
            challenge: Which one.
        """
        check_moderator(contestant_of(interaction), guild_of(interaction))
        found = await challenge_here(interaction, challenge)
        await ask_for_texts(interaction, Target(found.id, found.version), found.draft)

    @app_commands.command()
    async def cancel(
        self,
        interaction: discord.Interaction[AtelierBot],
        challenge: str,
        reason: app_commands.Range[str, 1, 300],
    ) -> None:
        """End a challenge without results, and say why.

        Args:
            interaction: The interaction.
            challenge: Which one.
            reason: Everybody will read it.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await challenge_here(interaction, challenge)
        await services_of(interaction).organising.cancel(
            found.id, found.version, reason, contestant_of(interaction)
        )
        await interaction.edit_original_response(
            content=f"**{plain_line(found.draft.title)}** is cancelled; I say so in its channel."
        )

    @app_commands.command()
    async def remove(
        self,
        interaction: discord.Interaction[AtelierBot],
        challenge: str,
        entry: str,
        reason: app_commands.Range[str, 1, 300],
    ) -> None:
        """Take an entry out of a challenge.

        Args:
            interaction: The interaction.
            challenge: Which challenge.
            entry: Which entry.
            reason: Its author can read it.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        await challenge_here(interaction, challenge)
        submissions = services_of(interaction).submissions
        removed = await submissions.remove(entry, contestant_of(interaction), reason)
        await interaction.edit_original_response(
            content=f"“{plain_line(removed.title)}” takes part no more."
        )

    @app_commands.command()
    async def rings(self, interaction: discord.Interaction[AtelierBot], challenge: str) -> None:
        """See who votes for each other far above chance; only you can see it.

        Args:
            interaction: The interaction.
            challenge: Which one.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await challenge_here(interaction, challenge)
        rings = await services_of(interaction).results.rings(found.id, contestant_of(interaction))
        await interaction.edit_original_response(embed=present_rings(rings))

    @app_commands.command()
    async def jury(
        self,
        interaction: discord.Interaction[AtelierBot],
        challenge: str,
        percent: app_commands.Range[int, 0, 100] = 0,
    ) -> None:
        """Choose who scores the entries beside the votes, and how much that counts.

        Args:
            interaction: The interaction.
            challenge: Which one.
            percent: How much the jury decides on the places; with 0, authors only see its scores.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        check_moderator(contestant_of(interaction), guild_of(interaction))
        found = await challenge_here(interaction, challenge)
        jurors = await services_of(interaction).juries.jurors(found.id)
        now = ", ".join(f"<@{juror}>" for juror in jurors) or "nobody"
        await interaction.edit_original_response(
            content=f"In the jury now: {now}.", view=row(jury_menu(found.id, percent))
        )

    @app_commands.command()
    async def settings(
        self,
        interaction: discord.Interaction[AtelierBot],
        time_zone: str | None = None,
        account_days: app_commands.Range[int, 0, 365] | None = None,
        membership_days: app_commands.Range[int, 0, 365] | None = None,
    ) -> None:
        """See or change this server's time zone, and who may vote.

        Args:
            interaction: The interaction.
            time_zone: In which times are typed, such as Europe/Vienna.
            account_days: How old an account has to be to vote.
            membership_days: How long a voter has to be a member.
        """
        await interaction.response.defer(ephemeral=True, thinking=True)
        service, guild_id = services_of(interaction).settings, guild_of(interaction)
        before = await service.get(guild_id)
        changed = replace(
            before,
            time_zone=time_zone or before.time_zone,
            account_days=before.account_days if account_days is None else account_days,
            membership_days=before.membership_days if membership_days is None else membership_days,
        )
        if changed != before:
            await service.save(guild_id, contestant_of(interaction), changed)
        await interaction.edit_original_response(embed=present_settings(changed))

    @create.autocomplete("template")
    async def _templates(
        self, interaction: discord.Interaction[AtelierBot], current: str
    ) -> _Choices:
        return await matching_templates(interaction, current)

    @edit.autocomplete("challenge")
    @cancel.autocomplete("challenge")
    @remove.autocomplete("challenge")
    @jury.autocomplete("challenge")
    async def _running(
        self, interaction: discord.Interaction[AtelierBot], current: str
    ) -> _Choices:
        return await matching_challenges(interaction, current, _RUNNING)

    @rings.autocomplete("challenge")
    async def _with_votes(
        self, interaction: discord.Interaction[AtelierBot], current: str
    ) -> _Choices:
        return await matching_challenges(interaction, current, _WITH_VOTES)

    @remove.autocomplete("entry")
    async def _entries(
        self, interaction: discord.Interaction[AtelierBot], current: str
    ) -> _Choices:
        if not contestant_of(interaction).is_moderator or "challenge" not in interaction.namespace:
            return []
        found = await challenge_here(interaction, interaction.namespace["challenge"])
        entries = await services_of(interaction).submissions.entries(found.id)
        return [
            app_commands.Choice(name=label_of_entry(entry), value=entry.id)
            for entry in entries
            if current.casefold() in entry.title.casefold()
        ][:25]

    @settings.autocomplete("time_zone")
    async def _zones(self, _interaction: discord.Interaction[AtelierBot], current: str) -> _Choices:
        return matching(current.replace(" ", "_"), zone_names())
