"""Looks up the users and channels that a member picked as options or values."""

from collections.abc import Iterable, Iterator

from sandbox.errors import SandboxRefusal
from sandbox.limits.invocations import CHANNEL, MENTIONABLE, USER
from sandbox.payloads import JsonObject, objects_in
from sandbox.world import Channel, World
from sandbox.world_payloads import channel_payload

USER_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 7, 8


def resolve_options(world: World, channel: Channel, options: list[JsonObject]) -> JsonObject:
    """Returns `resolved` for a command's options."""
    picked = list(_flatten(options))
    return _resolve(
        world,
        channel,
        users=[o["value"] for o in picked if o.get("type") in (USER, MENTIONABLE)],
        channels=[o["value"] for o in picked if o.get("type") == CHANNEL],
    )


def resolve_values(
    world: World, channel: Channel, component_type: int, values: Iterable[str]
) -> JsonObject:
    """Returns `resolved` for the values of a select menu."""
    picks_users = component_type in (USER_SELECT, MENTIONABLE_SELECT)
    return _resolve(
        world,
        channel,
        users=values if picks_users else (),
        channels=values if component_type == CHANNEL_SELECT else (),
    )


def _resolve(
    world: World, channel: Channel, *, users: Iterable[str], channels: Iterable[str]
) -> JsonObject:
    resolved: JsonObject = {}
    for user_id in users:
        user = world.user(user_id)
        if user is None:
            raise SandboxRefusal(f"There is no member {user_id}.")
        resolved.setdefault("users", {})[user_id] = user.payload
        if channel.guild_id:
            guild = world.guilds[channel.guild_id]
            member = world.member_payload(user, with_user=False)
            member["permissions"] = str(world.permissions_of(user_id, guild))
            resolved.setdefault("members", {})[user_id] = member
    known = {place.id: place for place in world.channels() if place.guild_id == channel.guild_id}
    for channel_id in channels:
        if channel_id not in known:
            raise SandboxRefusal(f"There is no channel {channel_id} here.")
        payload = channel_payload(world, known[channel_id], for_user=world.bot.id)
        resolved.setdefault("channels", {})[channel_id] = {**payload, "permissions": "0"}
    return resolved


def _flatten(options: list[JsonObject]) -> Iterator[JsonObject]:
    for option in options:
        if "value" in option:
            yield option
        yield from _flatten(objects_in(option, "options"))
