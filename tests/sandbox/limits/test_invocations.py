from typing import Any

import pytest

from sandbox.errors import SandboxRefusal
from sandbox.limits.invocations import check_invocation
from sandbox.payloads import JsonObject

COMMAND: JsonObject = {
    "name": "imagine",
    "options": [
        {"name": "prompt", "type": 3, "required": True, "max_length": 10},
        {"name": "style", "type": 3, "choices": [{"name": "Flat", "value": "flat"}]},
        {"name": "count", "type": 4, "min_value": 1, "max_value": 4},
        {"name": "guidance", "type": 10, "min_value": 0},
        {"name": "seedless", "type": 5},
        {"name": "whom", "type": 6},
    ],
}
GROUPED: JsonObject = {
    "name": "profile",
    "options": [
        {"name": "show", "type": 1},
        {"name": "style", "type": 2, "options": [{"name": "set", "type": 1, "options": []}]},
    ],
}


def given(**values: Any) -> JsonObject:
    return {"options": [{"name": name, "value": value} for name, value in values.items()]}


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({}, "prompt is required"),
        ({"prompt": ""}, "1 to 10 characters"),
        ({"prompt": "x" * 11}, "1 to 10 characters"),
        ({"prompt": 5}, "wrong type"),
        ({"prompt": "x", "style": "round"}, "not among the choices"),
        ({"prompt": "x", "count": 0}, "between 1 and 4"),
        ({"prompt": "x", "count": 5}, "between 1 and 4"),
        ({"prompt": "x", "count": "2"}, "wrong type"),
        ({"prompt": "x", "count": True}, "wrong type"),
        ({"prompt": "x", "count": 2.5}, "wrong type"),
        ({"prompt": "x", "guidance": -0.5}, "between 0 and"),
        ({"prompt": "x", "seedless": 1}, "wrong type"),
        ({"prompt": "x", "size": 5}, "no option size"),
    ],
)
def test_what_the_client_would_refuse(values: dict[str, Any], complaint: str) -> None:
    with pytest.raises(SandboxRefusal, match=complaint):
        check_invocation(COMMAND, given(**values))


def test_what_fits_is_accepted() -> None:
    values = {"prompt": "x" * 10, "style": "flat", "count": 4, "guidance": 2, "seedless": True}
    assert check_invocation(COMMAND, given(**values, whom="1")) == "imagine"


def test_while_typing_nothing_is_required() -> None:
    assert check_invocation(COMMAND, given(prompt="", count=9), partial=True) == "imagine"
    with pytest.raises(SandboxRefusal, match="no option"):
        check_invocation(COMMAND, given(other="x"), partial=True)


def test_subcommands_are_named_in_full() -> None:
    nested = {"options": [{"name": "style", "options": [{"name": "set"}]}]}
    assert check_invocation(GROUPED, nested) == "profile style set"
    with pytest.raises(SandboxRefusal, match="needs one of its subcommands"):
        check_invocation(GROUPED, {"options": []})
