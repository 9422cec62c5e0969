"""Who acts in which challenge, from an interaction."""

from collections.abc import Collection

import discord
from discord import app_commands

from bot.challenges.challenge_presenter import label_of
from bot.client import AtelierBot
from bot.errors import ChallengeNotFound, InvalidOption
from bot.services.challenges.bundle import ChallengeServices
from bot.services.challenges.challenge import Challenge, Phase
from bot.services.challenges.contestant import Contestant

Interaction = discord.Interaction[AtelierBot]

_MOST_CHOICES = 25


def services_of(interaction: Interaction) -> ChallengeServices:
    """Returns what the bot can do about challenges."""
    return interaction.client.services.challenges


def contestant_of(interaction: Interaction) -> Contestant:
    """Returns who acts."""
    user, allowed = interaction.user, interaction.permissions
    return Contestant(
        user.id,
        guild_of(interaction),
        user.created_at,
        user.joined_at if isinstance(user, discord.Member) else None,
        is_moderator=allowed.manage_guild or allowed.manage_events,
    )


def guild_of(interaction: Interaction) -> int:
    """Returns the server in which somebody acts.

    Raises:
        ChallengeNotFound: They act outside of servers.
    """
    if interaction.guild_id is None:
        raise ChallengeNotFound("Challenges live in servers. Use this command there.")
    return interaction.guild_id


async def challenge_here(interaction: Interaction, challenge_id: str) -> Challenge:
    """Returns a challenge of the server in which somebody acts.

    Raises:
        ChallengeNotFound: There is none.
    """
    challenge = await services_of(interaction).organising.get(challenge_id)
    if challenge.guild_id != guild_of(interaction):
        raise ChallengeNotFound("This server has no such challenge.")
    return challenge


async def chosen_challenge(
    interaction: Interaction, challenge_id: str | None, phases: Collection[Phase]
) -> Challenge:
    """Returns the challenge that a command means: the one it names, or the only one there is.

    Raises:
        ChallengeNotFound: There is none.
        InvalidOption: There are several, and none is named.
    """
    if challenge_id is not None:
        return await challenge_here(interaction, challenge_id)
    current = await services_of(interaction).organising.current(guild_of(interaction))
    found = [challenge for challenge in current if challenge.phase in phases]
    if not found:
        raise ChallengeNotFound("There is no such challenge now. See them with `/challenge list`.")
    if len(found) > 1:
        raise InvalidOption("There are several challenges. Say which one in `challenge:`.")
    return found[0]


async def matching_challenges(
    interaction: Interaction, typed: str, phases: Collection[Phase]
) -> list[app_commands.Choice[str]]:
    """Returns this server's challenges in these phases, for an option."""
    guild_id, organising = guild_of(interaction), services_of(interaction).organising
    found: list[Challenge] = []
    if any(phase < Phase.PUBLISHED for phase in phases):
        found += await organising.current(guild_id)
    if Phase.PUBLISHED in phases:
        found += await organising.archive(guild_id)
    return [
        app_commands.Choice(name=label_of(challenge), value=challenge.id)
        for challenge in found
        if challenge.phase in phases and typed.strip().casefold() in label_of(challenge).casefold()
    ][:_MOST_CHOICES]
