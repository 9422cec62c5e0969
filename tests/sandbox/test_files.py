import aiohttp
import pytest

from sandbox.client import MemberClient
from sandbox.sandbox import Sandbox
from tests.sandbox.raw_bot import RawBot


async def get(url: str) -> tuple[int, str, str]:
    """Returns status, content type and security policy of an address."""
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        policy = response.headers.get("Content-Security-Policy", "")
        return response.status, response.headers["Content-Type"], policy


async def test_the_page_is_at_the_root(sandbox: Sandbox) -> None:
    assert await get(f"{sandbox.base_url}/") == (200, "text/html; charset=utf-8", "")
    status, content_type, _ = await get(f"{sandbox.base_url}/page/main.js")
    assert (status, content_type) == (200, "text/javascript; charset=utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "/page/../world.py",
        "/page/%2e%2e/world.py",
        "/page/none.js",
        "/cdn/attachments/1/2/x.png",
        "/cdn/emojis/1.png",
        "/cdn/stickers/1.png",
    ],
)
async def test_nothing_else_is_given(sandbox: Sandbox, path: str) -> None:
    assert (await get(sandbox.base_url + path))[0] == 404


async def test_a_sent_page_runs_no_scripts(ada: MemberClient, raw_bot: RawBot) -> None:
    path = f"/channels/{ada.channel_id('studio')}/messages"
    sent = await raw_bot.call("POST", path, {}, files={"x.html": b"<script>alert()</script>"})
    url = sent.body["attachments"][0]["url"]
    assert await get(url) == (200, "text/html", "sandbox")
