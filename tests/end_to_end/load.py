"""Members who keep asking, whatever happens, and what became of all they asked for."""

import asyncio
import contextlib
import json
import random
import sqlite3
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sandbox.client import MemberClient
from sandbox.client_events import Use
from sandbox.errors import SandboxRefusal
from sandbox.messages import Message
from sandbox.sandbox import Sandbox

_PAUSE_SECONDS = (0.2, 1.6)
_IN_LINE_OR_AT_WORK = ("⏳", "📦", "🎨")
_GAVE_UP = "broke down over this twice"


@dataclass(frozen=True)
class Ask:
    """Something that a member asked for; the theme is like no other's."""

    member: MemberClient
    use: Use
    theme: str


@dataclass
class Load:
    """All that was asked for so far."""

    rng: random.Random
    asks: list[Ask] = field(default_factory=list[Ask])

    @contextlib.asynccontextmanager
    async def from_members(self, members: Sequence[MemberClient]) -> AsyncGenerator[None]:
        """Has the members ask again and again, as long as the context lasts."""
        tasks = [asyncio.create_task(self._keep_asking(member)) for member in members]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _keep_asking(self, member: MemberClient) -> None:
        for number in range(10_000):
            theme = f"{self.rng.choice(('rain', 'pause for rain'))} {number} of {member.id}."
            command, option = self.rng.choice((("poem", "theme"), ("imagine", "prompt")))
            # Before the first bot has told of its commands, there are none to use.
            with contextlib.suppress(SandboxRefusal):
                use = await member.use_command(command, {option: theme})
                self.asks.append(Ask(member, use, theme))
            await asyncio.sleep(self.rng.uniform(*_PAUSE_SECONDS))


@dataclass
class Account:
    """What became of what was asked for, by the bot's database and by what members see.

    Attributes:
        accepted: Asks that the bot wrote down.
        delivered: Accepted asks with their work.
        given_up: Accepted asks whose member was told that two workers died of them.
        faults: A sentence for each broken promise.
    """

    accepted: int = 0
    delivered: int = 0
    given_up: int = 0
    faults: list[str] = field(default_factory=list[str])


def account_of(load: Load, sandbox: Sandbox, database: Path) -> Account:
    """Compares what was asked for with what is written down and shown."""
    account = Account()
    shown = [m for m in _messages(sandbox) if m.author.id == sandbox.world.bot.id]
    jobs = _jobs_by_theme(database)
    for ask in load.asks:
        works = [message for message in shown if ask.theme in _content_of(message)]
        rows = jobs.get(ask.theme, [])
        account.faults += _faults_in(ask, rows, works)
        is_given_up = not works and _was_told_of_giving_up(ask, shown)
        account.accepted += len(rows)
        account.delivered += bool(works)
        account.given_up += is_given_up
        if rows and not works and not is_given_up:
            account.faults.append(
                f"“{ask.theme}” is lost; its job is {rows[0]['status']}: {rows[0]['error']}"
            )
    return account


async def settled(load: Load, sandbox: Sandbox, database: Path, *, within: float) -> Account:
    """Waits until everybody has what was promised, for that long at most."""
    account = account_of(load, sandbox, database)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(within):
            while account.faults:
                await asyncio.sleep(0.5)
                account = account_of(load, sandbox, database)
    return account


def _faults_in(ask: Ask, rows: list[dict[str, Any]], works: list[Message]) -> list[str]:
    faults: list[str] = []
    if len(rows) > 1:
        faults.append(f"“{ask.theme}” was written down {len(rows)} times")
    if not rows and _was_promised(ask):
        faults.append(f"“{ask.theme}” was promised, but not written down")
    if len(works) > 1:
        faults.append(f"“{ask.theme}” was delivered {len(works)} times")
    if works and not rows:
        faults.append(f"“{ask.theme}” was delivered, but not written down")
    faults += [
        f"“{ask.theme}” was delivered to somebody else than {ask.member.id}"
        for work in works
        if not _is_for(work, ask)
    ]
    if any(str(row["member_id"]) != ask.member.id for row in rows):
        faults.append(f"“{ask.theme}” was written down for somebody else")
    return faults


def _was_promised(ask: Ask) -> bool:
    """Whether the member saw words that say it is in line or at work."""
    messages = (
        event.content["message"]
        for event in ask.member.events
        if event.type in ("message_create", "message_update")
    )
    return any(
        (message.get("interaction_metadata") or {}).get("id") == ask.use.id
        and str(message["content"]).startswith(_IN_LINE_OR_AT_WORK)
        for message in messages
    )


def _was_told_of_giving_up(ask: Ask, shown: list[Message]) -> bool:
    return any(_GAVE_UP in message.content and _is_for(message, ask) for message in shown)


def _is_for(message: Message, ask: Ask) -> bool:
    """Whether a message answers that very interaction, or calls its member."""
    if message.channel_id != ask.use.channel_id:
        return False
    metadata = message.interaction_metadata or {}
    return metadata.get("id") == ask.use.id or f"<@{ask.member.id}>" in message.content


def _content_of(work: Message) -> str:
    """Returns the words of a poem, or what is drawn in a picture."""
    descriptions = [str(embed.get("description", "")) for embed in work.embeds]
    return "\n".join([*descriptions, *(file.description or "" for file in work.attachments)])


def _messages(sandbox: Sandbox) -> list[Message]:
    return [m for channel in sandbox.messages._channels.values() for m in channel.values()]


def _jobs_by_theme(database: Path) -> dict[str, list[dict[str, Any]]]:
    jobs: dict[str, list[dict[str, Any]]] = {}
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        for row in connection.execute("SELECT * FROM jobs"):
            request = json.loads(row["request"])
            theme = request.get("theme") or request["prompt"]
            jobs.setdefault(theme, []).append(dict(row))
    return jobs
