from typing import Any

import pytest

from sandbox.errors import SandboxRefusal
from sandbox.limits.submissions import check_component_use, check_modal_submission
from sandbox.payloads import JsonObject

COMPONENTS: list[JsonObject] = [
    {
        "type": 1,
        "components": [
            {"type": 2, "custom_id": "go"},
            {"type": 2, "custom_id": "off", "disabled": True},
        ],
    },
    {
        "type": 17,
        "components": [{"type": 9, "accessory": {"type": 2, "custom_id": "deep"}}],
    },
    {
        "type": 1,
        "components": [
            {
                "type": 3,
                "custom_id": "menu",
                "max_values": 2,
                "options": [{"value": value} for value in "abc"],
            }
        ],
    },
]
MODAL: JsonObject = {
    "components": [
        {
            "type": 1,
            "components": [
                {"type": 4, "custom_id": "name", "label": "Name", "min_length": 2, "max_length": 5}
            ],
        },
        {"type": 18, "component": {"type": 4, "custom_id": "more", "required": False}},
    ]
}


def typed(**values: str) -> JsonObject:
    fields = [{"type": 4, "custom_id": key, "value": value} for key, value in values.items()]
    return {"components": [{"type": 1, "components": [field]} for field in fields]}


@pytest.mark.parametrize("custom_id", ["go", "deep"])
def test_components_are_found_at_any_depth(custom_id: str) -> None:
    assert check_component_use(COMPONENTS, {"custom_id": custom_id})["type"] == 2


@pytest.mark.parametrize(
    ("use", "complaint"),
    [
        ({"custom_id": "gone"}, "no such button"),
        ({}, "no such button"),
        ({"custom_id": "off"}, "disabled"),
        ({"custom_id": "menu", "values": []}, "1 to 2"),
        ({"custom_id": "menu", "values": ["a", "b", "c"]}, "1 to 2"),
        ({"custom_id": "menu", "values": ["z"]}, "no such choice"),
    ],
)
def test_what_cannot_be_used_is_refused(use: JsonObject, complaint: str) -> None:
    with pytest.raises(SandboxRefusal, match=complaint):
        check_component_use(COMPONENTS, use)


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({}, "Name is required"),
        ({"name": "x"}, "2 to 5 characters"),
        ({"name": "x" * 6}, "2 to 5 characters"),
        ({"name": "Ada", "other": "x"}, "no field other"),
    ],
)
def test_modals_are_checked_as_typed(values: dict[str, Any], complaint: str) -> None:
    with pytest.raises(SandboxRefusal, match=complaint):
        check_modal_submission(MODAL, typed(**values))


def test_optional_fields_may_stay_empty() -> None:
    check_modal_submission(MODAL, typed(name="Ada"))
    check_modal_submission(MODAL, typed(name="Ada", more="x" * 4000))
