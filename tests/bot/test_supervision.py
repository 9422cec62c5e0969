"""Staying connected, though Discord may be away."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, cast

import discord
import pytest

from bot import supervision
from bot.client import AtelierBot
from bot.errors import DiscordUnavailable
from bot.supervision import keep_connected


class _Bot:
    """Stands in for the bot: `logins` and `connections` say how each try goes, None is well."""

    def __init__(
        self,
        logins: list[Exception | None],
        connections: list[Exception | None],
        *,
        is_ready: bool = False,
    ) -> None:
        self.calls: list[str] = []
        self._logins = iter(logins)
        self._connections = iter(connections)
        self._is_ready = is_ready
        self._is_closed = False

    async def login(self, token: str) -> None:
        self.calls.append(f"login {token}")
        self._raise(next(self._logins))

    async def connect(self) -> None:
        self.calls.append("connect")
        self._raise(next(self._connections))
        self._is_closed = True

    def is_closed(self) -> bool:
        return self._is_closed

    def is_ready(self) -> bool:
        return self._is_ready

    def _raise(self, error: Exception | None) -> None:
        if error is not None:
            raise error


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that were made, in no time."""
    made: list[float] = []
    sleep: Callable[[float], Any] = asyncio.sleep

    async def note(seconds: float) -> None:
        made.append(seconds)
        await sleep(0)

    monkeypatch.setattr(supervision.asyncio, "sleep", note)
    return made


async def _keep(bot: _Bot) -> None:
    await keep_connected(cast("AtelierBot", bot), "token")


async def test_a_bot_that_is_closed_is_left_in_peace(pauses: list[float]) -> None:
    bot = _Bot([None], [None])
    await _keep(bot)

    assert bot.calls == ["login token", "connect"]
    assert pauses == []


async def test_a_wrong_token_is_told_and_not_tried_again(pauses: list[float]) -> None:
    bot = _Bot([discord.LoginFailure("Improper token has been passed.")], [])
    with pytest.raises(DiscordUnavailable, match=r"DISCORD_TOKEN.*Reset Token"):
        await _keep(bot)

    assert bot.calls == ["login token"]
    assert pauses == []


async def test_intents_that_are_not_allowed_are_told_and_not_tried_again(
    pauses: list[float],
) -> None:
    bot = _Bot([None], [discord.PrivilegedIntentsRequired(None)])
    with pytest.raises(DiscordUnavailable, match="privileged intents"):
        await _keep(bot)

    assert bot.calls == ["login token", "connect"]
    assert pauses == []


def _refusal(status: int) -> discord.HTTPException:
    response: Any = type("Response", (), {"status": status, "reason": "No"})()
    return discord.HTTPException(response, "no")


async def test_other_refusals_are_told_and_not_tried_again(pauses: list[float]) -> None:
    with pytest.raises(DiscordUnavailable, match="Discord refuses the bot: 403 No"):
        await _keep(_Bot([_refusal(403)], []))

    assert pauses == []


@pytest.mark.parametrize("away", [
    _refusal(429), ConnectionRefusedError("refused"), discord.GatewayNotFound(), TimeoutError(),
])  # fmt: skip
async def test_a_discord_that_is_away_is_tried_again(away: Exception, pauses: list[float]) -> None:
    bot = _Bot([away, away, None], [away, None])
    await _keep(bot)

    assert bot.calls == [*3 * ["login token"], "connect", "connect"]
    assert pauses == [1, 2, 4]


async def test_a_refused_first_gateway_connection_backs_off_and_then_connects(
    pauses: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    # What discord.py raises for its socket that never was.
    tripped = AttributeError("'NoneType' object has no attribute 'sequence'")
    bot = _Bot([None], [tripped, tripped, None])
    with caplog.at_level(logging.WARNING):
        await _keep(bot)

    assert bot.calls == ["login token", *3 * ["connect"]]
    assert pauses == [1, 2]
    assert "the gateway can't be reached; next try in 1 s" in caplog.text


async def test_a_mistake_of_ours_later_on_is_not_taken_for_a_refused_connection(
    pauses: list[float],
) -> None:
    bot = _Bot([None], [AttributeError("ours")], is_ready=True)
    with pytest.raises(AttributeError, match="ours"):
        await _keep(bot)


async def test_pauses_grow_to_a_minute(pauses: list[float]) -> None:
    await _keep(_Bot([*8 * [OSError("away")], None], [None]))

    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]
