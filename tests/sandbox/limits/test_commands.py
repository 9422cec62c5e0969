from typing import Any

import pytest

from sandbox.errors import ApiError
from sandbox.limits.commands import check_commands, is_valid_name
from sandbox.limits.form import Form
from sandbox.payloads import JsonObject

CHOICE = {"name": "a", "value": "a"}
TEN = "1234567890"


def option(name: str = "what", **extra: Any) -> JsonObject:
    return {"name": name, "description": "What", "type": 3, **extra}


def command(*options: JsonObject, **extra: Any) -> JsonObject:
    return {"name": "make", "description": "Makes", "options": list(options), **extra}


def error_codes(commands: list[JsonObject], *path: str | int) -> list[str]:
    form = Form()
    check_commands(form, commands)
    try:
        form.raise_if_invalid()
    except ApiError as error:
        node = error.body["errors"]
        for key in path:
            node = node[str(key)]
        return [problem["code"] for problem in node["_errors"]]
    return []


OPTION = (0, "options", 0)


@pytest.mark.parametrize(
    ("definition", "path", "expected"),
    [
        (command(name="Make"), (0, "name"), "APPLICATION_COMMAND_INVALID_NAME"),
        (command(name="x" * 33), (0, "name"), "BASE_TYPE_BAD_LENGTH"),
        (command(description="x" * 101), (0, "description"), "BASE_TYPE_BAD_LENGTH"),
        (command(description=None), (0, "description"), "BASE_TYPE_REQUIRED"),
        (command(type=7), (0, "type"), "BASE_TYPE_CHOICES"),
        (command(*(option(f"o{n}") for n in range(26))), (0, "options"), "BASE_TYPE_MAX_LENGTH"),
        (command(option(type=12)), (*OPTION, "type"), "BASE_TYPE_CHOICES"),
        (command(option(choices=[CHOICE] * 26)), (*OPTION, "choices"), "BASE_TYPE_MAX_LENGTH"),
        (
            command(option(choices=[{"name": "x" * 101, "value": "x"}])),
            (*OPTION, "choices", 0, "name"),
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            command(option(choices=[{"name": "x", "value": "x" * 101}])),
            (*OPTION, "choices", 0, "value"),
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            command(option(choices=[CHOICE], autocomplete=True)),
            (*OPTION, "autocomplete"),
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES",
        ),
        (
            command(option(), option()),
            (0, "options", 1, "name"),
            "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
        ),
        (
            command(option(), option("other", required=True)),
            (0, "options", 1),
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        ),
        (command(option(max_length=6001)), (*OPTION, "max_length"), "NUMBER_TYPE_MAX"),
        (command(option(type=4, min_value=-(2**54))), (*OPTION, "min_value"), "NUMBER_TYPE_MIN"),
        (
            command(name_localizations={"de": "Machen"}),
            (0, "name_localizations", "de"),
            "APPLICATION_COMMAND_INVALID_NAME",
        ),
    ],
)
def test_each_limit_has_its_error(
    definition: JsonObject, path: tuple[str | int, ...], expected: str
) -> None:
    assert error_codes([definition], *path) == [expected]


def test_names_are_unique_and_at_most_a_hundred() -> None:
    assert error_codes([command(), command()], 1, "name") == ["APPLICATION_COMMANDS_DUPLICATE_NAME"]
    many = [command(name=f"c{number}") for number in range(101)]
    assert error_codes(many) == ["APPLICATION_COMMANDS_MAX_NUMBER"]
    assert error_codes(many[:100]) == []


def test_a_command_has_at_most_8000_characters() -> None:
    choices = [{"name": TEN * 5, "value": TEN * 5} for _ in range(25)]
    large = command(*(option(f"o{n}", choices=choices) for n in range(3)))
    assert error_codes([large]) == []
    larger = command(*(option(f"o{n}", choices=choices) for n in range(4)))
    assert error_codes([larger], 0) == ["APPLICATION_COMMAND_TOO_LARGE"]
    localized = command(description_localizations={"de": TEN * 10})
    assert error_codes([localized]) == []


def test_subcommands_nest_one_level_in_groups() -> None:
    subcommand = {"name": "set", "description": "Sets", "type": 1, "options": [option()]}
    group = {"name": "style", "description": "Style", "type": 2, "options": [subcommand]}
    assert error_codes([command(group, subcommand)]) == []
    nested = {**subcommand, "options": [subcommand]}
    assert error_codes(
        [command(group | {"options": [nested]})], *OPTION, "options", 0, "options", 0, "type"
    ) == ["APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"]


@pytest.mark.parametrize(
    ("name", "valid"),
    [
        ("poem", True),
        ("ver-se_1'", True),
        ("词", True),
        ("हिन्दी", True),
        ("Poem", False),
        ("two words", False),
        ("", False),
        ("🎨", False),
    ],
)
def test_names_fit_discords_pattern(name: str, valid: bool) -> None:
    assert is_valid_name(name) is valid
