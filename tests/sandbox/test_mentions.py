from sandbox.mentions import mentions_in
from sandbox.payloads import JsonObject

CONTENT = "<@1> <@!2> <@1> <@9> @here"
KNOWN = {"1", "2"}


def found(allowed: JsonObject | None) -> tuple[list[str], bool]:
    mentions = mentions_in(CONTENT, allowed, KNOWN)
    return mentions.user_ids, mentions.everyone


def test_without_a_wish_all_known_are_mentioned_once() -> None:
    assert found(None) == (["1", "2"], True)


def test_only_what_is_allowed_counts() -> None:
    assert found({"parse": []}) == ([], False)
    assert found({"parse": ["users"]}) == (["1", "2"], False)
    assert found({"parse": ["everyone"]}) == ([], True)
    assert found({"users": ["2"]}) == (["2"], False)
