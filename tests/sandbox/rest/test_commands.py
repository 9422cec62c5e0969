"""Registering application commands."""

from sandbox.client import MemberClient
from sandbox.payloads import JsonObject
from tests.sandbox.raw_bot import RawBot

POEM: JsonObject = {"name": "poem", "description": "Writes a poem"}


async def test_commands_are_replaced_and_keep_their_ids(ada: MemberClient, raw_bot: RawBot) -> None:
    [poem] = await raw_bot.register(POEM)
    again, lyrics = await raw_bot.register(
        {**POEM, "description": "Better"}, {"name": "lyrics", "description": "Writes lyrics"}
    )
    assert (again["id"], again["description"]) == (poem["id"], "Better")
    assert again["version"] != poem["version"]
    assert [c["name"] for c in await ada.commands()] == ["poem", "lyrics"]
    await ada.wait_for_event(lambda e: e["type"] == "commands" and len(e["commands"]) == 2)
    listed = await raw_bot.call("GET", f"/applications/{raw_bot.id}/commands")
    assert listed.body == [again, lyrics]


async def test_single_commands_are_created_changed_and_deleted(raw_bot: RawBot) -> None:
    path = f"/applications/{raw_bot.id}/commands"
    created = await raw_bot.call("POST", path, POEM)
    assert created.status == 201
    one = f"{path}/{created.body['id']}"
    changed = await raw_bot.call("PATCH", one, {"description": "Writes verse"})
    assert changed.body["description"] == "Writes verse"
    assert (await raw_bot.call("GET", one)).body["description"] == "Writes verse"
    assert (await raw_bot.call("DELETE", one)).status == 204
    missing = await raw_bot.call("GET", one)
    assert (missing.status, missing.code) == (404, 10063)


async def test_guild_commands_are_apart_from_global_ones(
    ada: MemberClient, raw_bot: RawBot
) -> None:
    guild_id = ada.state["guilds"][0]["id"]
    path = f"/applications/{raw_bot.id}/guilds/{guild_id}/commands"
    [own] = (await raw_bot.call("PUT", path, [POEM])).body
    assert own["guild_id"] == guild_id
    assert (await raw_bot.call("GET", f"/applications/{raw_bot.id}/commands")).body == []
    assert [c["id"] for c in await ada.commands()] == [own["id"]]


async def test_bad_definitions_name_the_place(raw_bot: RawBot) -> None:
    path = f"/applications/{raw_bot.id}/commands"
    answer = await raw_bot.call("PUT", path, [POEM, {**POEM, "name": "Two Words"}])
    assert (answer.status, answer.code) == (400, 50035)
    assert answer.error_codes(1, "name") == ["APPLICATION_COMMAND_INVALID_NAME"]


async def test_other_applications_and_tokens_are_refused(raw_bot: RawBot) -> None:
    assert (await raw_bot.call("GET", "/applications/1/commands")).code == 10002
    refused = await raw_bot.call("GET", "/users/@me", token="invalid")
    assert (refused.status, refused.body["message"]) == (401, "401: Unauthorized")
    assert refused.headers["Content-Type"] == "application/json"
