"""A guild's own emoji and stickers, through the REST API."""

from base64 import b64encode
from typing import Any

import aiohttp
import pytest

from sandbox.client import MemberClient
from sandbox.clock import AdjustableClock
from sandbox.permissions import Permission
from tests.sandbox.raw_bot import Answer, RawBot
from tests.sandbox.rest.pictures import png

_PICTURE = png(128, 128)


def _guild_id(bot: RawBot) -> str:
    return next(iter(bot.sandbox.world.guilds))


async def _add_emoji(bot: RawBot, **changes: Any) -> Answer:
    image = f"data:image/png;base64,{b64encode(_PICTURE).decode()}"
    body = {"name": "fox", "image": image, "roles": [], **changes}
    return await bot.call("POST", f"/guilds/{_guild_id(bot)}/emojis", body)


async def _add_sticker(bot: RawBot, content: bytes = _PICTURE, **changes: str) -> Answer:
    form = aiohttp.FormData()
    for name, value in {"name": "Fox", "tags": "🦊", "description": "", **changes}.items():
        form.add_field(name, value)
    form.add_field("file", content, filename="fox.png", content_type="image/png")
    return await bot.call("POST", f"/guilds/{_guild_id(bot)}/stickers", form=form)


async def test_an_emoji_is_added_listed_and_heard_of(raw_bot: RawBot, ada: MemberClient) -> None:
    added = await _add_emoji(raw_bot)

    assert added.status == 201
    assert (added.body["name"], added.body["user"]["id"]) == ("fox", raw_bot.id)
    event = await raw_bot.next_event("GUILD_EMOJIS_UPDATE")
    assert event == {"guild_id": _guild_id(raw_bot), "emojis": [added.body]}
    listed = await raw_bot.call("GET", f"/guilds/{_guild_id(raw_bot)}/emojis")
    assert listed.body == [added.body]
    guild = await raw_bot.call("GET", f"/guilds/{_guild_id(raw_bot)}")
    assert guild.body["emojis"] == [added.body]
    address = f"{raw_bot.sandbox.cdn_url}/emojis/{added.body['id']}.png"
    assert await ada.download(address) == _PICTURE


async def test_a_sticker_is_added_listed_and_heard_of(raw_bot: RawBot, ada: MemberClient) -> None:
    added = await _add_sticker(raw_bot, description="A fox.")

    assert added.status == 201
    told = [added.body[key] for key in ("name", "tags", "description", "format_type")]
    assert told == ["Fox", "🦊", "A fox.", 1]
    event = await raw_bot.next_event("GUILD_STICKERS_UPDATE")
    assert event == {"guild_id": _guild_id(raw_bot), "stickers": [added.body]}
    listed = await raw_bot.call("GET", f"/guilds/{_guild_id(raw_bot)}/stickers")
    assert listed.body == [added.body]
    guild = await raw_bot.call("GET", f"/guilds/{_guild_id(raw_bot)}")
    assert guild.body["stickers"] == [added.body]
    address = f"{raw_bot.sandbox.cdn_url}/stickers/{added.body['id']}.png"
    assert await ada.download(address) == _PICTURE


async def test_an_unboosted_guild_has_fifty_emoji(raw_bot: RawBot, clock: AdjustableClock) -> None:
    for number in range(50):
        assert (await _add_emoji(raw_bot, name=f"fox_{number}")).status == 201

    clock.advance(60)
    answer = await _add_emoji(raw_bot)
    assert (answer.status, answer.code) == (400, 30008)


async def test_an_unboosted_guild_has_five_stickers(raw_bot: RawBot) -> None:
    for _ in range(5):
        assert (await _add_sticker(raw_bot)).status == 201

    answer = await _add_sticker(raw_bot)
    assert (answer.status, answer.code) == (400, 30039)


async def test_a_bot_needs_the_permission(raw_bot: RawBot) -> None:
    raw_bot.sandbox.world.bot_permissions = Permission(0)

    for answer in (await _add_emoji(raw_bot), await _add_sticker(raw_bot)):
        assert (answer.status, answer.code) == (403, 50013)


async def test_a_bot_needs_the_guild(raw_bot: RawBot) -> None:
    for kind in ("emojis", "stickers"):
        answer = await raw_bot.call("GET", f"/guilds/1/{kind}")
        assert (answer.status, answer.code) == (404, 10004)


async def test_what_is_wrong_with_an_emoji_is_told_by_field(raw_bot: RawBot) -> None:
    answer = await _add_emoji(raw_bot, name="a fox", image="fox.png")

    assert answer.code == 50035
    assert answer.error_codes("name") == ["STRING_TYPE_REGEX"]
    assert answer.error_codes("image") == ["IMAGE_INVALID"]


async def test_what_is_wrong_with_a_sticker_is_told_by_field(raw_bot: RawBot) -> None:
    answer = await _add_sticker(raw_bot, name="x", description="x")

    assert answer.code == 50035
    assert answer.error_codes("name") == ["BASE_TYPE_BAD_LENGTH"]
    assert answer.error_codes("description") == ["BASE_TYPE_BAD_LENGTH"]


@pytest.mark.parametrize(("content", "code"), [
    (png(320, 320, length=512 * 1024), None),
    (png(320, 320, length=512 * 1024 + 1), 50045),
    (png(321, 320), 50046),
    (b"GIF89a" + bytes(20), 50046),
    (b"", 50046),
])  # fmt: skip
async def test_a_sticker_is_a_small_png(raw_bot: RawBot, content: bytes, code: int | None) -> None:
    answer = await _add_sticker(raw_bot, content)

    assert answer.body.get("code") == code


async def test_a_sticker_needs_a_form_with_a_file(raw_bot: RawBot) -> None:
    path = f"/guilds/{_guild_id(raw_bot)}/stickers"
    assert (await raw_bot.call("POST", path, {"name": "Fox"})).code == 50035
    form = aiohttp.FormData({"name": "Fox", "tags": "🦊"})
    form.add_field("description", "", content_type="text/plain")
    answer = await raw_bot.call("POST", path, form=form)

    assert answer.error_codes("file") == ["BASE_TYPE_REQUIRED"]
