"""Works for tests of what is done with works."""

from sqlalchemy import text

from bot.services.creation import Creation
from bot.services.requester import Requester
from bot.services.services import Services
from bot.style.commands import CreationCommand

ADA, BOB = Requester(1, 2, 3), Requester(4, 2, 3)


async def make(services: Services, command: CreationCommand) -> Creation:
    """Returns a work of Ada's."""
    order = await services.orders.accept(command, ADA)
    return await services.creation.make(order, lambda _: None)


async def change(services: Services, columns: str) -> None:
    """Changes what is stored of all works."""
    async with services.creation._database.unit_of_work() as session:
        await session.execute(text(f"UPDATE works SET {columns}"))
