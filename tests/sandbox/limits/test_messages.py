from typing import Any

import pytest

from sandbox.attachments import Upload
from sandbox.errors import ApiError
from sandbox.limits.form import Form
from sandbox.limits.messages import check_message
from sandbox.payloads import JsonObject

TOO_LONG, BAD_LENGTH, REQUIRED = (
    ["BASE_TYPE_MAX_LENGTH"],
    ["BASE_TYPE_BAD_LENGTH"],
    ["BASE_TYPE_REQUIRED"],
)
FIELD = {"name": "n", "value": "v"}
UPLOADS = [Upload(index, f"{index}.txt", None, b"x") for index in range(10)]


def errors_of(
    body: JsonObject, *, layout: bool = False, uploads: list[Upload] | None = None
) -> Any:
    form = Form()
    check_message(form, body, uploads or [], layout=layout)
    try:
        form.raise_if_invalid()
    except ApiError as error:
        return error.body["errors"]
    return {}


def codes(errors: Any, *path: str | int) -> list[str]:
    for key in path:
        errors = errors[str(key)]
    return [error["code"] for error in errors["_errors"]]


@pytest.mark.parametrize(
    ("body", "path", "expected"),
    [
        ({"content": "x" * 2001}, ["content"], TOO_LONG),
        ({"content": 5}, ["content"], ["STRING_TYPE_CONVERT"]),
        ({"nonce": "x" * 26}, ["nonce"], TOO_LONG),
        ({"embeds": [{"title": "x"}] * 11}, ["embeds"], TOO_LONG),
        ({"embeds": "x"}, ["embeds"], ["LIST_TYPE_CONVERT"]),
        ({"embeds": [{"title": "x" * 257}]}, ["embeds", 0, "title"], TOO_LONG),
        ({"embeds": [{"description": "x" * 4097}]}, ["embeds", 0, "description"], TOO_LONG),
        ({"embeds": [{"fields": [FIELD] * 26}]}, ["embeds", 0, "fields"], TOO_LONG),
        (
            {"embeds": [{"fields": [{"name": "x" * 257, "value": "v"}]}]},
            ["embeds", 0, "fields", 0, "name"],
            BAD_LENGTH,
        ),
        (
            {"embeds": [{"fields": [{"name": "n", "value": "x" * 1025}]}]},
            ["embeds", 0, "fields", 0, "value"],
            BAD_LENGTH,
        ),
        ({"embeds": [{"fields": [{"name": "n"}]}]}, ["embeds", 0, "fields", 0, "value"], REQUIRED),
        (
            {"embeds": [{"footer": {"text": "x" * 2049}}]},
            ["embeds", 0, "footer", "text"],
            BAD_LENGTH,
        ),
        (
            {"embeds": [{"author": {"name": "x" * 257}}]},
            ["embeds", 0, "author", "name"],
            BAD_LENGTH,
        ),
        (
            {"embeds": [{"title": "x", "color": 1 << 24}]},
            ["embeds", 0, "color"],
            ["NUMBER_TYPE_MAX"],
        ),
        ({"embeds": [{}]}, ["embeds", 0, "description"], REQUIRED),
        ({"embeds": [{"description": "x" * 2001}] * 3}, ["embeds"], ["MAX_EMBED_SIZE_EXCEEDED"]),
        (
            {"attachments": [{"id": 0, "description": "x" * 1025}]},
            ["attachments", 0, "description"],
            TOO_LONG,
        ),
        (
            {"allowed_mentions": {"users": ["1"] * 101}},
            ["allowed_mentions", "users"],
            TOO_LONG,
        ),
        (
            {"allowed_mentions": {"parse": ["all"]}},
            ["allowed_mentions", "parse"],
            ["BASE_TYPE_CHOICES"],
        ),
    ],
)
def test_each_limit_has_its_error(
    body: JsonObject, path: list[str | int], expected: list[str]
) -> None:
    assert codes(errors_of(body), *path) == expected


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2000},
        {"content": "😀" * 2000},
        {"embeds": [{"description": "x" * 2000}] * 3},
        {"embeds": [{"description": "x" * 2000 + " " * 50}] * 3},
        {"embeds": [{"title": "x" * 256, "fields": [FIELD] * 25}] * 10},
        {"attachments": [{"id": 0, "description": "x" * 1024}]},
        {"content": None, "embeds": None, "components": None},
    ],
)
def test_what_just_fits_is_accepted(body: JsonObject) -> None:
    assert errors_of(body) == {}


def test_errors_make_discords_invalid_form() -> None:
    form = Form()
    check_message(form, {"content": "x" * 2001}, [], layout=False)
    with pytest.raises(ApiError) as refused:
        form.raise_if_invalid()
    message = "Must be 2000 or fewer in length."
    problem = {"code": "BASE_TYPE_MAX_LENGTH", "message": message}
    assert refused.value.status == 400
    assert refused.value.body == {
        "code": 50035,
        "message": "Invalid Form Body",
        "errors": {"content": {"_errors": [problem]}},
    }


def test_kept_and_new_files_count_together() -> None:
    named = [{"id": str(10**18 + number)} for number in range(2)]
    assert codes(errors_of({"attachments": named}, uploads=UPLOADS[:9]), "attachments") == TOO_LONG
    assert errors_of({"attachments": named}, uploads=UPLOADS[:8]) == {}


@pytest.mark.parametrize("key", ["content", "embeds"])
def test_a_layout_takes_no_legacy_parts(key: str) -> None:
    body = {"content": "x", "embeds": [{"title": "x"}]}
    expected = ["MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"]
    assert codes(errors_of({key: body[key]}, layout=True), key) == expected
