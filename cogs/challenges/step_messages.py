"""The message of each step of a challenge."""

import asyncio

import discord

from bot.challenges.podium_presenter import PODIUM_FILE, Figures, on_podium, present_pictures
from bot.challenges.results_presenter import present_results
from bot.challenges.step_presenter import present_step
from bot.client import AtelierBot
from bot.database.challenge_choices import StepKind
from bot.errors import EntryNotFound
from bot.results_picture.podium import STEPS
from bot.services.challenges.challenge import Challenge
from bot.services.challenges.entry import ShownEntry
from bot.services.challenges.outcome import Results
from bot.services.challenges.step import Step
from cogs.answers import Reply
from cogs.challenges.buttons import step_view


async def reply_for(client: AtelierBot, challenge: Challenge, step: Step) -> Reply:
    """Returns what to send at a step; results are counted for it, if nobody has yet.

    Raises:
        discord.DiscordServerError, aiohttp.ClientError, OSError: Discord is away.
    """
    content, embed = present_step(challenge, step.kind)
    files: list[discord.File] = []
    if step.kind is StepKind.PUBLISH:
        results = await client.services.challenges.results.publish(challenge.id)
        embed = present_results(results)
        files = await _pictures(client, results)
        if PODIUM_FILE in {file.filename for file in files}:
            embed.set_image(url=f"attachment://{PODIUM_FILE}")
    return Reply(content, embed, files, step_view(challenge.id, step.kind, step.marker))


async def _pictures(client: AtelierBot, results: Results) -> list[discord.File]:
    # There may be more who share the third place; they are only counted.
    podium = on_podium(results)[:STEPS]
    shown: dict[str, ShownEntry] = {}
    for ranked in podium:
        try:
            entry = await client.services.challenges.submissions.shown(ranked.entry.id)
        except EntryNotFound:
            # Its work was deleted since; its title stays.
            continue
        shown[ranked.entry.id] = entry
    guild_id = results.challenge.guild_id
    names = {r.entry.author_id: await _name(client, guild_id, r.entry.author_id) for r in podium}
    figures = Figures(shown, {author: name for author, name in names.items() if name})
    return await asyncio.to_thread(present_pictures, results, figures)


async def _name(client: AtelierBot, guild_id: int, member_id: int) -> str | None:
    """Returns how a member is called in the server; None if they left."""
    guild = client.get_guild(guild_id)
    try:
        return (await guild.fetch_member(member_id)).display_name if guild else None
    except discord.DiscordServerError:
        raise
    except discord.HTTPException:
        return None
