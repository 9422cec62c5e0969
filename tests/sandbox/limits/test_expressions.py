from base64 import b64encode
from typing import Any

import pytest

from sandbox.errors import ApiError
from sandbox.limits.expressions import EMOJI_BYTES, check_emoji, check_sticker
from sandbox.limits.form import Form
from sandbox.payloads import JsonObject
from tests.sandbox.rest.pictures import png


def _uri(content: bytes, kind: str = "png") -> str:
    return f"data:image/{kind};base64,{b64encode(content).decode()}"


def _codes(form: Form) -> dict[str, list[str]]:
    try:
        form.raise_if_invalid()
    except ApiError as error:
        fields: dict[str, Any] = error.body["errors"]
        return {name: [each["code"] for each in at["_errors"]] for name, at in fields.items()}
    return {}


@pytest.mark.parametrize(("changes", "wrong"), [
    ({}, {}),
    ({"name": "Red_Fox_7"}, {}),
    ({"name": "x" * 32}, {}),
    ({"name": "x" * 33}, {"name": ["BASE_TYPE_BAD_LENGTH"]}),
    ({"name": "x"}, {"name": ["BASE_TYPE_BAD_LENGTH"]}),
    ({"name": "füchse"}, {"name": ["STRING_TYPE_REGEX"]}),
    ({"name": None}, {"name": ["BASE_TYPE_REQUIRED"]}),
    ({"image": None}, {"image": ["BASE_TYPE_REQUIRED"]}),
    ({"image": "data:image/png;base64,%"}, {"image": ["IMAGE_INVALID"]}),
    ({"image": _uri(b"text")}, {"image": ["IMAGE_INVALID"]}),
    ({"image": _uri(png(128, 128), "svg+xml")}, {"image": ["IMAGE_INVALID"]}),
    ({"image": _uri(png(128, 128, length=EMOJI_BYTES))}, {}),
    ({"image": _uri(png(128, 128, length=EMOJI_BYTES + 1))}, {"image": ["BINARY_TYPE_MAX_SIZE"]}),
])  # fmt: skip
def test_limits_of_emoji(changes: JsonObject, wrong: dict[str, list[str]]) -> None:
    form = Form()
    check_emoji(form, {"name": "fox", "image": _uri(png(128, 128)), **changes})

    assert _codes(form) == wrong


def test_the_picture_of_an_emoji_is_read() -> None:
    assert check_emoji(Form(), {"name": "fox", "image": _uri(png(9, 9))}) == png(9, 9)


@pytest.mark.parametrize(("changes", "wrong"), [
    ({"name": "x" * 31}, {"name": ["BASE_TYPE_BAD_LENGTH"]}),
    ({"tags": ""}, {"tags": ["BASE_TYPE_BAD_LENGTH"]}),
    ({"tags": "x" * 201}, {"tags": ["BASE_TYPE_BAD_LENGTH"]}),
    ({"description": ""}, {}),
    ({"description": "x" * 101}, {"description": ["BASE_TYPE_BAD_LENGTH"]}),
])  # fmt: skip
def test_limits_of_stickers(changes: dict[str, str], wrong: dict[str, list[str]]) -> None:
    form = Form()
    check_sticker(form, {"name": "Fox", "tags": "🦊", **changes}, None)

    assert _codes(form) == {**wrong, "file": ["BASE_TYPE_REQUIRED"]}
