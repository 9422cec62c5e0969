"""/challenge: prompt challenges from the first word to the results."""

from discord import app_commands
from discord.ext import commands

from bot.client import AtelierBot
from cogs.challenges.announcements import ChallengeButton
from cogs.challenges.ballots import BestButton, SkipButton, WorstButton
from cogs.challenges.drafting import DraftButton
from cogs.challenges.from_message import IntoMenu, submit_to_challenge
from cogs.challenges.jury import JuryMenu, ScoreButton, ScoresButton
from cogs.challenges.member_commands import MemberCommands
from cogs.challenges.organiser_commands import OrganiserCommands
from cogs.challenges.series import SeriesCommands
from cogs.challenges.series_briefs import BriefButton
from cogs.challenges.submitting import EntryMenu, UploadButton, WithdrawButton, WorkMenu
from cogs.challenges.templates import TemplateCommands


@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class Challenges(
    MemberCommands,
    OrganiserCommands,
    commands.GroupCog,
    group_name="challenge",
    group_description="Prompt challenges: enter works, vote blindly, see the results",
):
    """Challenges of a server."""

    template = TemplateCommands(name="template", description="Challenges to begin again")
    series = SeriesCommands(name="series", description="Challenges that come back")


async def setup(bot: AtelierBot) -> None:
    """Adds the commands, and makes the buttons and menus of all their messages answer."""
    bot.add_dynamic_items(ChallengeButton, DraftButton, BestButton, WorstButton, SkipButton)
    bot.add_dynamic_items(WorkMenu, UploadButton, EntryMenu, WithdrawButton, IntoMenu)
    bot.add_dynamic_items(JuryMenu, ScoreButton, ScoresButton, BriefButton)
    bot.tree.add_command(submit_to_challenge)
    await bot.add_cog(Challenges())
