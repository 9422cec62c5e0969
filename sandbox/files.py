"""Gives files: the page's own, and as the CDN does, those sent with messages, emoji, stickers."""

import mimetypes
from pathlib import Path

from aiohttp import web

from sandbox.sandbox import SANDBOX

routes = web.RouteTableDef()
PAGE = Path(__file__).parent / "page"
UNKNOWN_TYPE = "application/octet-stream"
# What a bot sent is shown, but never runs as a script of the page.
CDN_HEADERS = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}


@routes.get("/")
async def get_page(_request: web.Request) -> web.Response:
    """Gives the page."""
    return _page_file("index.html")


@routes.get("/page/{file:.+}")
async def get_page_file(request: web.Request) -> web.Response:
    """Gives one of the page's other files."""
    return _page_file(request.match_info["file"])


@routes.get("/cdn/attachments/{channel_id}/{attachment_id}/{filename}")
async def get_attachment(request: web.Request) -> web.Response:
    """Gives a file that was sent with a message."""
    found = request.app[SANDBOX].attachments.find(
        request.match_info["channel_id"], request.match_info["attachment_id"]
    )
    if found is None:
        raise web.HTTPNotFound
    headers = {**CDN_HEADERS, "Content-Type": found.content_type or UNKNOWN_TYPE}
    return web.Response(body=found.content, headers=headers)


@routes.get("/cdn/{kind:emojis|stickers}/{expression_id}.png")
async def get_expression(request: web.Request) -> web.Response:
    """Gives the picture of an emoji or sticker."""
    asked = request.match_info
    picture = request.app[SANDBOX].world.expressions.picture(asked["kind"], asked["expression_id"])
    if picture is None:
        raise web.HTTPNotFound
    return web.Response(body=picture, headers={**CDN_HEADERS, "Content-Type": "image/png"})


def _page_file(name: str) -> web.Response:
    path = (PAGE / name).resolve()
    if not path.is_relative_to(PAGE) or not path.is_file():
        raise web.HTTPNotFound
    content_type = mimetypes.guess_type(path.name)[0] or UNKNOWN_TYPE
    if content_type.startswith("text/"):
        content_type += "; charset=utf-8"
    # A reload shows what was edited.
    headers = {"Content-Type": content_type, "Cache-Control": "no-cache"}
    return web.Response(body=path.read_bytes(), headers=headers)
