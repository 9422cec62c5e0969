"""Who a message mentions, given whom it is allowed to mention."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from sandbox.payloads import JsonObject, strings_in

_USER_MENTION = re.compile(r"<@!?(\d+)>")
_EVERYONE = re.compile(r"@(everyone|here)")


@dataclass(frozen=True)
class Mentions:
    """What comes of a message's content."""

    user_ids: list[str]
    everyone: bool


def mentions_in(content: str, allowed: JsonObject | None, known: Collection[str]) -> Mentions:
    """Finds the mentions that count.

    Args:
        content: The text of the message.
        allowed: The request's `allowed_mentions`; None allows all.
        known: Ids of users who can be mentioned.
    """
    parse = ["users", "everyone"] if allowed is None else strings_in(allowed, "parse")
    listed = strings_in(allowed or {}, "users")
    found = [user_id for user_id in _USER_MENTION.findall(content) if user_id in known]
    users = [user_id for user_id in found if "users" in parse or user_id in listed]
    everyone = "everyone" in parse and bool(_EVERYONE.search(content))
    return Mentions(list(dict.fromkeys(users)), everyone)
