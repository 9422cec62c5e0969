"""Makes the buttons under messages answer, those from before a restart included."""

from bot.client import AtelierBot
from cogs.craft_pages import CraftButton
from cogs.expression_buttons import AddButton
from cogs.job_buttons import JobButton
from cogs.line_editing import LineButton, LineMenu
from cogs.poem_buttons import PoemButton
from cogs.work_buttons import WorkButton


async def setup(bot: AtelierBot) -> None:
    """Registers the buttons."""
    bot.add_dynamic_items(
        WorkButton, JobButton, CraftButton, PoemButton, LineMenu, LineButton, AddButton
    )
