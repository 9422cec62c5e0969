"""Limits of a modal: its title, its fields and what is typed into them."""

from sandbox.limits.components import (
    ACTION_ROW,
    LABEL,
    SELECTS,
    TEXT_DISPLAY,
    TEXT_INPUT,
    check_select,
)
from sandbox.limits.form import Form
from sandbox.payloads import JsonObject, object_in

FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 19, 21, 22, 23
LABELLED = frozenset({TEXT_INPUT, *SELECTS, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX})


def check_modal(form: Form, modal: JsonObject) -> None:
    """Checks the modal that an interaction is answered with."""
    form.text(modal, "custom_id", 100, low=1, required=True)
    form.text(modal, "title", 45, low=1, required=True)
    seen: set[str] = set()
    for below, component in form.objects(modal, "components", 5, low=1):
        kind = component.get("type")
        if not below.at("type").one_of(kind, {ACTION_ROW, LABEL, TEXT_DISPLAY}):
            continue
        if kind == ACTION_ROW:
            for field_form, field in below.objects(component, "components", 1, low=1):
                if field_form.at("type").one_of(field.get("type"), {TEXT_INPUT}):
                    field_form.text(field, "label", 45, low=1, required=True)
                    _check_field(field_form, field, seen)
        elif kind == LABEL:
            _check_label(below, component, seen)
        else:
            below.text(component, "content", 4000, low=1, required=True)


def _check_label(form: Form, label: JsonObject, seen: set[str]) -> None:
    form.text(label, "label", 45, low=1, required=True)
    form.text(label, "description", 100)
    field = object_in(label, "component")
    if not field:
        form.at("component").required()
        return
    below = form.at("component")
    if below.at("type").one_of(field.get("type"), LABELLED):
        _check_field(below, field, seen)


def _check_field(form: Form, field: JsonObject, seen: set[str]) -> None:
    custom_id = form.text(field, "custom_id", 100, low=1, required=True)
    if custom_id and custom_id in seen:
        form.at("custom_id").error(
            "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"
        )
    seen.add(custom_id)
    if field.get("type") == TEXT_INPUT:
        form.at("style").one_of(field.get("style"), (1, 2))
        form.number(field, "min_length", 0, 4000, default=0)
        form.number(field, "max_length", 1, 4000, default=4000)
        form.text(field, "value", 4000)
        form.text(field, "placeholder", 100)
    elif field.get("type") in SELECTS:
        check_select(form, field)
    elif field.get("type") == RADIO_GROUP:
        form.items(field, "options", 10, low=2)
    elif field.get("type") == CHECKBOX_GROUP:
        form.items(field, "options", 10, low=1)
