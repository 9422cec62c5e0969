"""Serving for backends that make one request after the other."""

from collections.abc import Callable
from typing import TypeAlias

from models.backend import Ticket, Tickets
from models.base import GenerationRequest, GenerationResult, ProgressCallback
from models.errors import GenerationError

Generate: TypeAlias = Callable[
    [GenerationRequest, ProgressCallback, Callable[[], bool]], GenerationResult
]


def serve_one_by_one(tickets: Tickets, generate: Generate) -> None:
    """Serves every ticket, the next one when the last has ended.

    Args:
        tickets: What waits.
        generate: Called with request, progress callback and a question whether to stop; returns
            the result or raises a GenerationError.
    """
    while (ticket := tickets.take()) is not None:
        _serve(ticket, generate)


def _serve(ticket: Ticket, generate: Generate) -> None:
    try:
        result = generate(ticket.request, ticket.report, lambda: ticket.is_cancelled)
    except GenerationError as error:
        ticket.fail(error)
    else:
        ticket.finish(result)
