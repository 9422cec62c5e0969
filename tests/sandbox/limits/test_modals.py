from typing import Any

import pytest

from sandbox.errors import ApiError
from sandbox.limits.form import Form
from sandbox.limits.modals import check_modal
from sandbox.payloads import JsonObject


def text_input(custom_id: str = "name", **extra: Any) -> JsonObject:
    return {"type": 4, "custom_id": custom_id, "style": 1, "label": "Name", **extra}


def row(field: JsonObject) -> JsonObject:
    return {"type": 1, "components": [field]}


def modal(*components: JsonObject, **extra: Any) -> JsonObject:
    return {"custom_id": "form", "title": "Form", "components": list(components), **extra}


def error_codes(body: JsonObject, *path: str | int) -> list[str]:
    form = Form()
    check_modal(form, body)
    try:
        form.raise_if_invalid()
    except ApiError as error:
        node = error.body["errors"]
        for key in path:
            node = node[str(key)]
        return [problem["code"] for problem in node["_errors"]]
    return []


FIELD = ("components", 0, "components", 0)


@pytest.mark.parametrize(
    ("body", "path", "expected"),
    [
        (modal(row(text_input()), title="x" * 46), ("title",), "BASE_TYPE_BAD_LENGTH"),
        (modal(row(text_input()), custom_id="x" * 101), ("custom_id",), "BASE_TYPE_BAD_LENGTH"),
        (modal(), ("components",), "BASE_TYPE_BAD_LENGTH"),
        (
            modal(*(row(text_input(str(n))) for n in range(6))),
            ("components",),
            "BASE_TYPE_BAD_LENGTH",
        ),
        (modal({"type": 2}), ("components", 0, "type"), "BASE_TYPE_CHOICES"),
        (modal(row(text_input(label="x" * 46))), (*FIELD, "label"), "BASE_TYPE_BAD_LENGTH"),
        (modal(row(text_input(label=None))), (*FIELD, "label"), "BASE_TYPE_REQUIRED"),
        (modal(row(text_input(style=3))), (*FIELD, "style"), "BASE_TYPE_CHOICES"),
        (modal(row(text_input(max_length=4001))), (*FIELD, "max_length"), "NUMBER_TYPE_MAX"),
        (modal(row(text_input(value="x" * 4001))), (*FIELD, "value"), "BASE_TYPE_MAX_LENGTH"),
        (
            modal(row(text_input(placeholder="x" * 101))),
            (*FIELD, "placeholder"),
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            modal(row(text_input()), row(text_input())),
            ("components", 1, "components", 0, "custom_id"),
            "COMPONENT_CUSTOM_ID_DUPLICATED",
        ),
        (modal({"type": 18, "label": "x"}), ("components", 0, "component"), "BASE_TYPE_REQUIRED"),
        (
            modal({"type": 18, "label": "x", "description": "x" * 101, "component": text_input()}),
            ("components", 0, "description"),
            "BASE_TYPE_MAX_LENGTH",
        ),
    ],
)
def test_each_limit_has_its_error(
    body: JsonObject, path: tuple[str | int, ...], expected: str
) -> None:
    assert error_codes(body, *path) == [expected]


def test_labels_may_wrap_any_field() -> None:
    menu = {"type": 3, "custom_id": "menu", "options": [{"label": "a", "value": "a"}]}
    fields = [{"type": 18, "label": "x", "component": c} for c in (text_input(), menu)]
    assert error_codes(modal(*fields, {"type": 10, "content": "words"})) == []
