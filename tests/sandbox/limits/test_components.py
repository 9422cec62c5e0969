from typing import Any

import pytest

from sandbox.errors import ApiError
from sandbox.limits.components import check_components
from sandbox.limits.form import Form
from sandbox.payloads import JsonObject

BAD_LENGTH = ["BASE_TYPE_BAD_LENGTH"]
OPTION = {"label": "a", "value": "a"}


def button(number: int = 0, **extra: Any) -> JsonObject:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": f"go-{number}", **extra}


def row(*children: JsonObject) -> JsonObject:
    return {"type": 1, "components": list(children)}


def select(**extra: Any) -> JsonObject:
    return {"type": 3, "custom_id": "menu", "options": [OPTION], **extra}


def error_codes(components: list[JsonObject], *path: str | int, layout: bool = False) -> list[str]:
    form = Form()
    check_components(form, {"components": components}, layout=layout)
    try:
        form.raise_if_invalid()
    except ApiError as error:
        node = error.body["errors"]["components"]
        for key in path:
            node = node[str(key)]
        return [problem["code"] for problem in node["_errors"]]
    return []


IN_ROW = (0, "components", 0)


@pytest.mark.parametrize(
    ("components", "path", "expected"),
    [
        ([row(button(n)) for n in range(6)], (), ["BASE_TYPE_MAX_LENGTH"]),
        ([row(*(button(n) for n in range(6)))], (0, "components"), BAD_LENGTH),
        ([row()], (0, "components"), BAD_LENGTH),
        ([button()], (0, "type"), ["BASE_TYPE_CHOICES"]),
        ([row(button(label="x" * 81))], (*IN_ROW, "label"), ["BASE_TYPE_MAX_LENGTH"]),
        ([row(button(label=None))], (*IN_ROW, "label"), ["BASE_TYPE_REQUIRED"]),
        ([row(button(custom_id="x" * 101))], (*IN_ROW, "custom_id"), BAD_LENGTH),
        ([row(button(custom_id=""))], (*IN_ROW, "custom_id"), BAD_LENGTH),
        ([row(button(custom_id=None))], (*IN_ROW, "custom_id"), ["BASE_TYPE_REQUIRED"]),
        ([row(button(style=9))], (*IN_ROW, "style"), ["BASE_TYPE_CHOICES"]),
        (
            [row(button(1), button(1))],
            (0, "components", 1, "custom_id"),
            ["COMPONENT_CUSTOM_ID_DUPLICATED"],
        ),
        (
            [row({"type": 2, "style": 5, "label": "x", "url": "https://x/" + "x" * 512})],
            (*IN_ROW, "url"),
            BAD_LENGTH,
        ),
        (
            [row(button(style=5, url="https://example.org"))],
            IN_ROW,
            ["BUTTON_COMPONENT_CUSTOM_ID_AND_URL_EXCLUSIVE"],
        ),
        ([row(select(), button())], (0, "components"), ["COMPONENT_LAYOUT_WIDTH_EXCEEDED"]),
        ([row(select(options=[]))], (*IN_ROW, "options"), BAD_LENGTH),
        (
            [row(select(options=[{"label": "x", "value": str(n)} for n in range(26)]))],
            (*IN_ROW, "options"),
            BAD_LENGTH,
        ),
        ([row(select(placeholder="x" * 151))], (*IN_ROW, "placeholder"), ["BASE_TYPE_MAX_LENGTH"]),
        ([row(select(max_values=26))], (*IN_ROW, "max_values"), ["NUMBER_TYPE_MAX"]),
        (
            [row(select(options=[OPTION, OPTION]))],
            (*IN_ROW, "options", 1, "value"),
            ["SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"],
        ),
    ],
)
def test_each_limit_has_its_error(
    components: list[JsonObject], path: tuple[str | int, ...], expected: list[str]
) -> None:
    assert error_codes(components, *path) == expected


def test_five_full_rows_fit() -> None:
    rows = [row(*(button(5 * n + m, label="x" * 80) for m in range(5))) for n in range(5)]
    assert error_codes(rows) == []


def test_a_layout_has_at_most_forty_components() -> None:
    text = {"type": 10, "content": "x"}
    container = {"type": 17, "components": [text] * 39}
    assert error_codes([container], layout=True) == []
    over = error_codes([container, text], layout=True)
    assert over == ["COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"]


def test_sections_need_an_accessory() -> None:
    section = {"type": 9, "components": [{"type": 10, "content": "x"}]}
    assert error_codes([section], 0, "accessory", layout=True) == ["BASE_TYPE_REQUIRED"]
    assert error_codes([{**section, "accessory": button()}], layout=True) == []
