"""Logging for the operator; the token is struck out wherever it would appear."""

import logging

from pydantic import SecretStr

_CHATTY = ("aiosqlite", "discord.http", "discord.gateway", "discord.webhook", "httpx", "PIL")
_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


class _WithoutToken(logging.Formatter):
    """Formats as usual, tracebacks included, and leaves the token out."""

    def __init__(self, token: SecretStr | None) -> None:
        super().__init__(_FORMAT)
        self._secret = token.get_secret_value() if token else ""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        return text.replace(self._secret, "[token]") if self._secret else text


def set_up_quiet_logging(level: str) -> None:
    """Leaves standard error to progress bars and answers, unless the operator wants to debug."""
    set_up_logging(level if level == "DEBUG" else "CRITICAL", None)


def set_up_logging(level: str, token: SecretStr | None) -> None:
    """Sends the log to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(_WithoutToken(token))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    # One line a request and one a statement are too many to find anything, and some of them hold
    # interaction tokens.
    for noisy in _CHATTY:
        logging.getLogger(noisy).setLevel(max(logging.INFO, root.level))
    for noisy in ("alembic", "discord.client", "huggingface_hub"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, root.level))
