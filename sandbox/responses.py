"""JSON answers, as clients of Discord expect them."""

import json
from collections.abc import Mapping

from aiohttp import web


def json_response(
    content: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> web.Response:
    """Returns a JSON answer whose content type names no charset, which clients compare with."""
    return web.Response(
        body=json.dumps(content).encode(),
        status=status,
        headers={"Content-Type": "application/json", **(headers or {})},
    )


def no_content() -> web.Response:
    """Returns an answer without a body."""
    return web.Response(status=204)
