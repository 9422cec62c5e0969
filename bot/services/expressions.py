"""Pictures of works as emoji and stickers."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.database.repositories.works import WorkRepository
from bot.database.session import Database
from bot.errors import InvalidOption, WorkNotFound
from bot.expressions.pictures import ExpressionFormat, expression_png


@dataclass(frozen=True)
class Drawing:
    """One picture of a work, as it was drawn."""

    png: bytes
    alt_text: str
    seed: int


@dataclass(frozen=True)
class DrawnWork:
    """A work with its pictures.

    Attributes:
        prompt: What was to be drawn, in the member's words.
    """

    prompt: str
    drawings: Sequence[Drawing]


class ExpressionService:
    """Makes pictures of works small enough for emoji and stickers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def drawn(self, work_id: str) -> DrawnWork:
        """Returns a work with its pictures.

        Raises:
            WorkNotFound: It was deleted.
            InvalidOption: It is a text.
        """
        async with self._database.unit_of_work() as session:
            works = WorkRepository(session)
            work, images = await works.get(work_id), await works.images(work_id)
            if work is None:
                raise WorkNotFound("This work was deleted; there is no picture left.")
            if not images:
                raise InvalidOption("Only pictures become emoji or stickers, and this is a text.")
            drawings = [Drawing(image.png, image.alt_text, image.seed) for image in images]
            return DrawnWork(str(work.request.get("prompt") or ""), drawings)

    async def fitted(self, drawings: Iterable[Drawing], wanted: ExpressionFormat) -> list[bytes]:
        """Returns each picture as a PNG file in that format."""
        pngs = [drawing.png for drawing in drawings]
        return await asyncio.to_thread(lambda: [expression_png(png, wanted) for png in pngs])
