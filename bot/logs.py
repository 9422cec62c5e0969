"""Logging for the operator: lines to read or JSON, and the token struck out wherever it appears.

Everything is logged with the standard library's loggers, by us and by the libraries alike;
structlog turns the records into lines. What `job_in_log` binds stands in every line that follows in
its task and in the tasks that this one starts.
"""

import json
import logging
from typing import Literal

from pydantic import SecretStr
from structlog.contextvars import bind_contextvars, merge_contextvars
from structlog.processors import JSONRenderer, TimeStamper, format_exc_info
from structlog.stdlib import ExtraAdder, ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import EventDict, Processor, WrappedLogger

LogFormat = Literal["console", "json"]

_CHATTY = ("aiosqlite", "discord.http", "discord.gateway", "discord.webhook", "httpx", "PIL")


def job_in_log(job_id: str) -> None:
    """Puts a job's reference into every line that is logged from here on for it."""
    bind_contextvars(job=job_id)


def set_up_quiet_logging(level: str) -> None:
    """Leaves standard error to progress bars and answers, unless the operator wants to debug."""
    set_up_logging(level if level == "DEBUG" else "CRITICAL", None)


def set_up_logging(level: str, token: SecretStr | None, log_format: LogFormat = "console") -> None:
    """Sends the log to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(_WithoutToken(token, log_format))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    # One line a request and one a statement are too many to find anything, and some of them hold
    # interaction tokens.
    for noisy in _CHATTY:
        logging.getLogger(noisy).setLevel(max(logging.INFO, root.level))
    for noisy in ("alembic", "discord.client", "huggingface_hub"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, root.level))


class _WithoutToken(ProcessorFormatter):
    """Makes lines of records, tracebacks included, and leaves the token out."""

    def __init__(self, token: SecretStr | None, log_format: LogFormat) -> None:
        is_json = log_format == "json"
        render: Processor = JSONRenderer(ensure_ascii=False) if is_json else _readable
        super().__init__(
            processors=[
                TimeStamper(fmt="iso") if is_json else TimeStamper("%Y-%m-%d %H:%M:%S", utc=False),
                add_log_level,
                add_logger_name,
                merge_contextvars,
                # A library's record carries what it likes; only the reference of a job is ours.
                ExtraAdder(allow=["job"]),
                format_exc_info,
                ProcessorFormatter.remove_processors_meta,
                render,
            ]
        )
        secret = token.get_secret_value() if token else ""
        self._secrets = {secret, json.dumps(secret, ensure_ascii=False)[1:-1]} - {""}

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, "[token]")
        return text


def _readable(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    """Returns time, level, place and words, then what is bound, then the traceback if any."""
    words = f"{event.pop('logger')}: {event.pop('event')}"
    time, level = event.pop("timestamp"), str(event.pop("level")).upper()
    exception = event.pop("exception", None)
    bound = "".join(f" {name}={value}" for name, value in event.items())
    return f"{time} {level:7} {words}{bound}" + (f"\n{exception}" if exception else "")
