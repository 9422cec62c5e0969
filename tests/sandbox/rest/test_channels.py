"""Messages in channels, through the REST API."""

import pytest

from sandbox.client import MemberClient
from sandbox.clock import AdjustableClock
from sandbox.settings import MEBIBYTE
from tests.sandbox.raw_bot import RawBot
from tests.sandbox.rest.pictures import png


@pytest.fixture
def messages_path(ada: MemberClient) -> str:
    return f"/channels/{ada.channel_id('gallery')}/messages"


async def test_uploads_have_size_alt_text_and_an_address(
    ada: MemberClient, raw_bot: RawBot, messages_path: str
) -> None:
    body = {"attachments": [{"id": 0, "description": "a red fox"}]}
    sent = await raw_bot.call("POST", messages_path, body, files={"my fox.png": png(64, 48)})
    assert sent.status == 200
    [attachment] = sent.body["attachments"]
    assert attachment["filename"] == "my_fox.png"
    assert (attachment["width"], attachment["height"]) == (64, 48)
    assert attachment["description"] == "a red fox"
    assert attachment["content_type"] == "image/png"
    assert await ada.download(attachment["url"]) == png(64, 48)


async def test_an_embed_shows_an_upload_in_place_of_the_attachment(
    ada: MemberClient, raw_bot: RawBot, messages_path: str
) -> None:
    body = {
        "embeds": [{"title": "Fox", "image": {"url": "attachment://fox.png"}}],
        "attachments": [{"id": 0, "description": "a red fox"}],
    }
    sent = await raw_bot.call("POST", messages_path, body, files={"fox.png": png(8, 8)})
    image = sent.body["embeds"][0]["image"]
    assert sent.body["attachments"] == []
    assert (image["width"], image["description"]) == (8, "a red fox")
    assert await ada.download(image["url"]) == png(8, 8)


async def test_an_edit_keeps_only_the_attachments_it_names(
    raw_bot: RawBot, messages_path: str
) -> None:
    files = {"a.txt": b"a", "b.txt": b"b"}
    sent = await raw_bot.call("POST", messages_path, {"content": "two"}, files=files)
    path = f"{messages_path}/{sent.body['id']}"
    untouched = await raw_bot.call("PATCH", path, {"content": "still two"})
    assert [a["filename"] for a in untouched.body["attachments"]] == ["a.txt", "b.txt"]
    kept = {"attachments": [{"id": sent.body["attachments"][1]["id"]}, {"id": 0}]}
    edited = await raw_bot.call("PATCH", path, kept, files={"c.txt": b"c"})
    assert [a["filename"] for a in edited.body["attachments"]] == ["b.txt", "c.txt"]
    assert edited.body["edited_timestamp"] is not None
    emptied = await raw_bot.call("PATCH", path, {"attachments": [], "content": ""})
    assert (emptied.status, emptied.code) == (400, 50006)


async def test_files_are_limited_in_number_and_size(raw_bot: RawBot, messages_path: str) -> None:
    eleven = {f"{number}.txt": b"x" for number in range(11)}
    many = await raw_bot.call("POST", messages_path, {}, files=eleven)
    assert (many.status, many.code) == (400, 50035)
    large = {"large.bin": bytes(10 * MEBIBYTE + 1)}
    too_large = await raw_bot.call("POST", messages_path, {}, files=large)
    assert (too_large.status, too_large.code) == (413, 40005)
    three = {f"{number}.bin": bytes(9 * MEBIBYTE) for number in range(3)}
    request_too_large = await raw_bot.call("POST", messages_path, {}, files=three)
    assert (request_too_large.status, request_too_large.code) == (413, 40005)


async def test_history_is_paged_newest_first(
    ada: MemberClient, raw_bot: RawBot, messages_path: str
) -> None:
    ids = [(await ada.say(str(number), channel="gallery"))["id"] for number in range(4)]
    newest = await raw_bot.call("GET", f"{messages_path}?limit=2")
    assert [m["content"] for m in newest.body] == ["3", "2"]
    before = await raw_bot.call("GET", f"{messages_path}?before={ids[2]}")
    assert [m["content"] for m in before.body] == ["1", "0"]
    after = await raw_bot.call("GET", f"{messages_path}?after={ids[0]}&limit=2")
    assert [m["content"] for m in after.body] == ["2", "1"]
    refused = await raw_bot.call("GET", f"{messages_path}?limit=101")
    assert refused.error_codes("limit") == ["NUMBER_TYPE_MAX"]
    no_number = await raw_bot.call("GET", f"{messages_path}?limit=many")
    assert no_number.error_codes("limit") == ["NUMBER_TYPE_COERCE"]


async def test_only_own_messages_are_changed(
    ada: MemberClient, raw_bot: RawBot, messages_path: str
) -> None:
    foreign = await ada.say("mine", channel="gallery")
    path = f"{messages_path}/{foreign['id']}"
    assert (await raw_bot.call("PATCH", path, {"content": "x"})).code == 50005
    assert (await raw_bot.call("DELETE", path)).code == 50013


async def test_deleting_tells_everybody(
    ada: MemberClient, raw_bot: RawBot, messages_path: str
) -> None:
    sent = await raw_bot.call("POST", messages_path, {"content": "gone soon"})
    assert (await raw_bot.call("DELETE", f"{messages_path}/{sent.body['id']}")).status == 204
    await ada.wait_for_deletion(sent.body["id"])
    assert (await raw_bot.next_event("MESSAGE_DELETE"))["id"] == sent.body["id"]


async def test_an_enforced_nonce_sends_once(raw_bot: RawBot, messages_path: str) -> None:
    body = {"content": "once", "nonce": "n1", "enforce_nonce": True}
    first = await raw_bot.call("POST", messages_path, body)
    second = await raw_bot.call("POST", messages_path, body)
    assert first.body["id"] == second.body["id"]
    assert len((await raw_bot.call("GET", messages_path)).body) == 1


async def test_an_enforced_nonce_is_forgotten_after_some_minutes(
    raw_bot: RawBot, messages_path: str, clock: AdjustableClock
) -> None:
    body = {"content": "twice", "nonce": "n1", "enforce_nonce": True}
    first = await raw_bot.call("POST", messages_path, body)
    clock.advance(5 * 60)
    second = await raw_bot.call("POST", messages_path, body)
    assert first.body["id"] != second.body["id"]


async def test_replies_quote_what_they_answer(
    ada: MemberClient, raw_bot: RawBot, messages_path: str
) -> None:
    asked = await ada.say("a question", channel="gallery")
    body = {"content": "an answer", "message_reference": {"message_id": asked["id"]}}
    reply = await raw_bot.call("POST", messages_path, body)
    assert reply.body["type"] == 19
    assert reply.body["referenced_message"]["content"] == "a question"
    lost = {"content": "an answer", "message_reference": {"message_id": "1"}}
    refused = await raw_bot.call("POST", messages_path, lost)
    assert refused.error_codes("message_reference") == ["REPLIES_UNKNOWN_MESSAGE"]


async def test_mentions_count_only_when_allowed(
    ada: MemberClient, raw_bot: RawBot, messages_path: str
) -> None:
    content = f"<@{ada.id}> @everyone"
    default = await raw_bot.call("POST", messages_path, {"content": content})
    assert [user["id"] for user in default.body["mentions"]] == [ada.id]
    assert default.body["mention_everyone"]
    quiet = {"content": content, "allowed_mentions": {"parse": []}}
    silent = await raw_bot.call("POST", messages_path, quiet)
    assert (silent.body["mentions"], silent.body["mention_everyone"]) == ([], False)


async def test_direct_messages_reach_their_member(
    ada: MemberClient, bruno: MemberClient, raw_bot: RawBot
) -> None:
    opened = await raw_bot.call("POST", "/users/@me/channels", {"recipient_id": ada.id})
    assert opened.body["recipients"][0]["id"] == ada.id
    path = f"/channels/{opened.body['id']}/messages"
    await raw_bot.call("POST", path, {"content": "just for you"})
    await ada.wait_for_message(lambda m: m["content"] == "just for you")
    assert bruno.messages == {}
    unknown = await raw_bot.call("POST", "/users/@me/channels", {"recipient_id": "1"})
    assert unknown.code == 10013


async def test_typing_shows_on_the_page(ada: MemberClient, raw_bot: RawBot) -> None:
    channel_id = ada.channel_id("gallery")
    assert (await raw_bot.call("POST", f"/channels/{channel_id}/typing")).status == 204
    event = await ada.wait_for_event(lambda e: e["type"] == "typing")
    assert event.content["channel_id"] == channel_id


async def test_unknown_places_are_refused(raw_bot: RawBot, messages_path: str) -> None:
    assert (await raw_bot.call("GET", "/channels/1/messages")).code == 10003
    assert (await raw_bot.call("GET", f"{messages_path}/1")).code == 10008
    assert (await raw_bot.call("GET", "/guilds/1")).code == 10004
    assert (await raw_bot.call("GET", "/nowhere")).status == 404


async def test_the_sixth_message_in_five_seconds_is_limited(
    raw_bot: RawBot, messages_path: str, clock: AdjustableClock
) -> None:
    answers = [await raw_bot.call("POST", messages_path, {"content": "x"}) for _ in range(6)]
    assert [answer.headers["X-RateLimit-Remaining"] for answer in answers[:5]] == list("43210")
    limited = answers[5]
    assert limited.status == 429
    assert 0 < limited.body["retry_after"] <= 5
    assert limited.body["global"] is False
    assert limited.headers["X-RateLimit-Scope"] == "user"
    assert limited.headers["Via"]
    assert int(limited.headers["Retry-After"]) >= limited.body["retry_after"]
    clock.advance(5)
    assert (await raw_bot.call("POST", messages_path, {"content": "x"})).status == 200
