"""The life of an interaction, answer by answer."""

import pytest

from sandbox.client import MemberClient
from sandbox.client_events import InteractionFailed
from sandbox.clock import AdjustableClock
from sandbox.payloads import JsonObject
from tests.sandbox.raw_bot import RawBot
from tests.sandbox.rest.make_command import (
    CHOICES,
    DEFERRED,
    DEFERRED_UPDATE,
    EPHEMERAL,
    LOADING,
    MESSAGE,
    UPDATE,
    code_and_status,
    used,
)

pytestmark = pytest.mark.usefixtures("command")


async def test_the_event_says_who_where_and_for_whom(
    ada: MemberClient, raw_bot: RawBot, command: JsonObject
) -> None:
    await ada.use_command("make", {"what": "a hat"})
    event = await raw_bot.next_interaction()
    guild = ada.state["guilds"][0]
    assert event["data"]["id"] == command["id"]
    assert event["data"]["options"] == [{"name": "what", "type": 3, "value": "a hat"}]
    assert event["member"]["user"]["id"] == ada.id
    assert int(event["member"]["permissions"]) & (1 << 5), "Ada owns the guild"
    assert "user" not in event
    assert event["guild_id"] == guild["id"]
    assert event["channel"]["id"] == event["channel_id"] == ada.channel_id("studio")
    assert (event["context"], event["authorizing_integration_owners"]) == (0, {"0": guild["id"]})
    assert event["attachment_size_limit"] == 10 * 1024 * 1024
    assert event["entitlements"] == []
    assert event["locale"] == event["guild_locale"] == "en-US"
    assert int(event["app_permissions"]) & (1 << 11)


async def test_the_event_of_a_direct_message_has_a_user(ada: MemberClient, raw_bot: RawBot) -> None:
    event = await used(ada, raw_bot, "@bot")
    assert event["user"]["id"] == ada.id
    assert "member" not in event
    assert "guild_id" not in event
    assert (event["context"], event["authorizing_integration_owners"]) == (1, {"0": "0"})
    assert event["channel"]["type"] == 1


async def test_an_answer_is_a_message(ada: MemberClient, raw_bot: RawBot) -> None:
    interaction = await used(ada, raw_bot)
    answer = await raw_bot.answer(interaction, MESSAGE, {"content": "here"})
    assert answer.status == 200
    described = answer.body["interaction"]
    message = answer.body["resource"]["message"]
    assert described["response_message_id"] == message["id"]
    assert not described["response_message_loading"]
    assert message["interaction_metadata"]["id"] == interaction["id"]
    assert (await raw_bot.next_event("MESSAGE_CREATE"))["id"] == message["id"]


async def test_without_a_wish_for_a_response_there_is_none(
    ada: MemberClient, raw_bot: RawBot
) -> None:
    interaction = await used(ada, raw_bot)
    path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
    answer = await raw_bot.call("POST", path, {"type": DEFERRED})
    assert (answer.status, answer.body) == (204, None)


async def test_a_second_acknowledgement_is_refused(ada: MemberClient, raw_bot: RawBot) -> None:
    interaction = await used(ada, raw_bot)
    await raw_bot.answer(interaction, DEFERRED)
    again = await raw_bot.answer(interaction, MESSAGE, {"content": "twice"})
    assert code_and_status(again) == (400, 40060)


async def test_an_unknown_interaction_is_refused(ada: MemberClient, raw_bot: RawBot) -> None:
    interaction = await used(ada, raw_bot)
    answer = await raw_bot.answer({**interaction, "token": "guess"}, DEFERRED)
    assert code_and_status(answer) == (404, 10062)


async def test_after_three_seconds_it_is_too_late(
    ada: MemberClient, raw_bot: RawBot, clock: AdjustableClock
) -> None:
    interaction = await used(ada, raw_bot)
    clock.advance(3.1)
    assert code_and_status(await raw_bot.answer(interaction, DEFERRED)) == (404, 10062)
    assert code_and_status(await raw_bot.webhook("POST", interaction)) == (404, 10015)


async def test_the_member_is_told_that_nobody_answered(ada: MemberClient, raw_bot: RawBot) -> None:
    use = await ada.use_command("make")
    with pytest.raises(InteractionFailed, match="The application did not respond"):
        await ada.acknowledged(use)
    interaction = await raw_bot.next_interaction()
    assert code_and_status(await raw_bot.answer(interaction, DEFERRED)) == (404, 10062)


async def test_tokens_live_for_fifteen_minutes(
    ada: MemberClient, raw_bot: RawBot, clock: AdjustableClock
) -> None:
    interaction = await used(ada, raw_bot)
    await raw_bot.answer(interaction, DEFERRED)
    clock.advance(14 * 60 + 50)
    edit = {"content": "in time"}
    answer = await raw_bot.webhook("PATCH", interaction, "/messages/@original", edit)
    assert answer.status == 200
    clock.advance(11)
    answer = await raw_bot.webhook("PATCH", interaction, "/messages/@original", edit)
    assert code_and_status(answer) == (401, 50027)


async def test_the_first_follow_up_replaces_the_loading_message(
    ada: MemberClient, raw_bot: RawBot
) -> None:
    interaction = await used(ada, raw_bot)
    deferred = await raw_bot.answer(interaction, DEFERRED)
    assert "resource" not in deferred.body
    loading = await raw_bot.next_event("MESSAGE_CREATE")
    assert loading["flags"] == LOADING
    assert deferred.body["interaction"]["response_message_id"] == loading["id"]
    body = {"content": "first", "flags": EPHEMERAL}
    first = await raw_bot.webhook("POST", interaction, body=body)
    assert (first.body["id"], first.body["flags"]) == (loading["id"], 0)
    second = await raw_bot.webhook("POST", interaction, body={**body, "content": "second"})
    assert second.body["id"] != loading["id"]
    assert second.body["flags"] == EPHEMERAL
    assert second.body["message_reference"]["message_id"] == loading["id"]


async def test_an_ephemeral_deferral_stays_ephemeral(
    ada: MemberClient, bruno: MemberClient, raw_bot: RawBot
) -> None:
    interaction = await used(ada, raw_bot)
    await raw_bot.answer(interaction, DEFERRED, {"flags": EPHEMERAL | 4})
    await raw_bot.webhook("PATCH", interaction, "/messages/@original", {"content": "psst"})
    [seen] = await ada.history()
    assert (seen["content"], seen["flags"]) == ("psst", EPHEMERAL)
    assert await bruno.history() == []
    channel_path = f"/channels/{interaction['channel_id']}/messages/{seen['id']}"
    assert code_and_status(await raw_bot.call("GET", channel_path)) == (404, 10008)
    await ada.dismiss(seen)
    await ada.wait_for_deletion(seen["id"])
    assert await ada.history() == []
    original = await raw_bot.webhook("GET", interaction, "/messages/@original")
    assert original.body["content"] == "psst"


async def test_answers_are_read_edited_and_deleted_by_id(
    ada: MemberClient, raw_bot: RawBot
) -> None:
    interaction = await used(ada, raw_bot)
    await raw_bot.answer(interaction, MESSAGE, {"content": "original"})
    follow_up = await raw_bot.webhook("POST", interaction, body={"content": "more"})
    path = f"/messages/{follow_up.body['id']}"
    await raw_bot.webhook("PATCH", interaction, path, {"content": "even more"})
    assert (await raw_bot.webhook("GET", interaction, path)).body["content"] == "even more"
    assert (await raw_bot.webhook("DELETE", interaction, path)).status == 204
    assert code_and_status(await raw_bot.webhook("GET", interaction, path)) == (404, 10008)
    assert [m["content"] for m in await ada.history()] == ["original"]


async def test_a_token_opens_no_other_messages(ada: MemberClient, raw_bot: RawBot) -> None:
    foreign = await ada.say("mine")
    interaction = await used(ada, raw_bot)
    await raw_bot.answer(interaction, DEFERRED)
    answer = await raw_bot.webhook("DELETE", interaction, f"/messages/{foreign['id']}")
    assert code_and_status(answer) == (404, 10008)


@pytest.mark.parametrize("kind", [1, DEFERRED_UPDATE, UPDATE, CHOICES, 99])
async def test_commands_take_no_answers_of_other_kinds(
    ada: MemberClient, raw_bot: RawBot, kind: int
) -> None:
    answer = await raw_bot.answer(await used(ada, raw_bot), kind)
    assert code_and_status(answer) == (400, 50035)


async def test_errors_of_an_answer_name_the_place_in_its_data(
    ada: MemberClient, raw_bot: RawBot
) -> None:
    interaction = await used(ada, raw_bot)
    answer = await raw_bot.answer(interaction, MESSAGE, {"content": "x" * 2001})
    assert code_and_status(answer) == (400, 50035)
    assert answer.error_codes("data", "content") == ["BASE_TYPE_MAX_LENGTH"]
    empty = await raw_bot.answer(interaction, MESSAGE, {"content": " "})
    assert code_and_status(empty) == (400, 50006)
    assert (await raw_bot.answer(interaction, MESSAGE, {"content": "fine"})).status == 200


async def test_a_user_install_allows_five_follow_ups_and_no_channel_message(
    ada: MemberClient, bruno: MemberClient, raw_bot: RawBot, clock: AdjustableClock
) -> None:
    channel_id = await ada.open_private_channel(bruno.id)
    interaction = await used(ada, raw_bot, channel_id)
    assert interaction["context"] == 2
    assert interaction["authorizing_integration_owners"] == {"1": ada.id}
    await raw_bot.answer(interaction, DEFERRED)
    answers = [
        await raw_bot.webhook("POST", interaction, body={"content": str(number)})
        for number in range(5)
    ]
    assert [answer.status for answer in answers] == [200] * 5
    clock.advance(6)
    sixth = await raw_bot.webhook("POST", interaction, body={"content": "5"})
    assert sixth.status == 200, "the first one took the loading message's place"
    seventh = await raw_bot.webhook("POST", interaction, body={"content": "6"})
    assert code_and_status(seventh) == (400, 40094)
    refused = await raw_bot.call("POST", f"/channels/{channel_id}/messages", {"content": "no"})
    assert code_and_status(refused) == (403, 50001)
    assert len(await bruno.history(channel_id)) == 6


async def test_the_gateway_tells_nothing_of_ephemeral_messages(
    ada: MemberClient, raw_bot: RawBot
) -> None:
    body = {"content": "psst", "flags": EPHEMERAL}
    await raw_bot.answer(await used(ada, raw_bot), MESSAGE, body)
    await ada.say("aloud")
    assert (await raw_bot.next_event("MESSAGE_CREATE"))["content"] == "aloud"
