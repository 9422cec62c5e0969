"""The message at which a member waits."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self, TypeAlias

import discord

from bot.client import DISCORD_FAILURES
from bot.presenter import present_preview, present_progress
from bot.style.commands import CreationCommand
from cogs.pace import Pace
from models.base import Progress, Stage

_log = logging.getLogger(__name__)

Edit: TypeAlias = Callable[..., Awaitable[Any]]


class ProgressLine:
    """Edits the answer with the latest progress, never faster than Discord likes.

    The edits end with the context, so that none can overwrite the result.
    """

    def __init__(
        self,
        edit: Edit,
        pace: Pace,
        *,
        command: CreationCommand,
        streaming: bool = True,
        view: discord.ui.View | None = None,
    ) -> None:
        """Prepares the line.

        Args:
            edit: Changes the message; returns None where Discord will take no other edit either.
            pace: How often.
            command: What is made.
            streaming: Show drafts and previews, too.
            view: Goes along with the first edit.
        """
        self._edit_message = edit
        self._pace = pace
        self._command = command
        self._streaming = streaming
        # Sent until an edit has arrived; then it stays there.
        self._new: dict[str, Any] = {"view": view} if view else {}
        self._latest = Progress(Stage.QUEUED)
        self._draft: str | None = None
        self._preview: bytes | None = None
        self._news = asyncio.Event()
        self._editing = asyncio.Lock()

    def show(self, progress: Progress) -> None:
        """Takes note of progress; the next edit shows it."""
        if progress.stage is not Stage.GENERATING:
            # After the death of a worker, everything begins again.
            self._draft = self._preview = None
        elif self._streaming:
            self._draft = progress.draft or self._draft
            self._preview = progress.preview or self._preview
        self._latest = progress
        self._news.set()

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._edit())
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # An edit under way is waited for: cut off, it could still arrive after the result.
        async with self._editing:
            self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _edit(self) -> None:
        words, preview = "", None
        while True:
            await self._news.wait()
            self._news.clear()
            if (words, preview) == (self._words(), self._preview):
                continue
            async with self._editing:
                is_new = self._preview is not preview
                words, preview = self._words(), self._preview
                if not await self._show(words, preview if is_new else None):
                    return
            await asyncio.sleep(self._pace.seconds)

    def _words(self) -> str:
        return present_progress(self._latest, self._draft)

    async def _show(self, words: str, preview: bytes | None) -> bool:
        """Returns False where no edit will be taken any more."""
        changes = dict(self._new)
        if preview is not None:
            changes["attachments"] = [present_preview(preview, self._command)]
        try:
            with self._pace.measured():
                message = await self._edit_message(content=words, **changes)
        except DISCORD_FAILURES:
            _log.debug("a progress edit failed", exc_info=True)
            return True
        self._new = {}
        return message is not None
