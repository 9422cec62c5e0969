"""Limits of the components of a message: rows, buttons, select menus and layouts."""

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.limits.form import Form
from sandbox.payloads import JsonObject, object_in

ACTION_ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
SELECTS = frozenset({3, 5, 6, 7, 8})
SECTION, TEXT_DISPLAY, THUMBNAIL, MEDIA_GALLERY, FILE = 9, 10, 11, 12, 13
SEPARATOR, CONTAINER, LABEL = 14, 17, 18
LAYOUTS = frozenset({ACTION_ROW, SECTION, TEXT_DISPLAY, MEDIA_GALLERY, FILE, SEPARATOR, CONTAINER})
LINK_STYLE, PREMIUM_STYLE = 5, 6
MAX_ROWS, MAX_LAYOUT_COMPONENTS = 5, 40


def check_components(form: Form, body: JsonObject, *, layout: bool) -> None:
    """Checks `components` of a message.

    Args:
        form: Where errors are noted.
        body: The message.
        layout: Whether the message has the flag IS_COMPONENTS_V2.
    """
    checker = _ComponentChecker()
    high = MAX_LAYOUT_COMPONENTS if layout else MAX_ROWS
    allowed = LAYOUTS if layout else frozenset({ACTION_ROW})
    for below, component in form.objects(body, "components", high):
        if below.at("type").one_of(component.get("type"), allowed):
            checker.check(below, component)
    if layout and checker.count > MAX_LAYOUT_COMPONENTS:
        form.at("components").error(
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            f"The maximum number of total components is {MAX_LAYOUT_COMPONENTS}",
        )


def check_select(form: Form, select: JsonObject) -> None:
    """Checks a select menu of any type, but for its id."""
    form.text(select, "placeholder", 150)
    low = form.number(select, "min_values", 0, 25, default=1)
    high = form.number(select, "max_values", 1, 25, default=1)
    if low > high:
        form.at("min_values").error(
            "SELECT_COMPONENT_MIN_VALUES_EXCEEDS_MAX", "min_values can't exceed max_values"
        )
    if select.get("type") != STRING_SELECT:
        return
    seen: set[str] = set()
    for below, option in form.objects(select, "options", 25, low=1):
        below.text(option, "label", 100, low=1, required=True)
        value = below.text(option, "value", 100, low=1, required=True)
        below.text(option, "description", 100)
        if value in seen:
            below.at("value").error(
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is used"
            )
        seen.add(value)


class _ComponentChecker:
    """Walks the components of one message, in which ids may not repeat."""

    def __init__(self) -> None:
        self.count = 0
        self._custom_ids: set[str] = set()
        self._checks: Mapping[int, Callable[[Form, JsonObject], None]] = {
            ACTION_ROW: self._check_row,
            BUTTON: self._check_button,
            SECTION: self._check_section,
            CONTAINER: self._check_container,
            TEXT_DISPLAY: _check_text_display,
            MEDIA_GALLERY: _check_media_gallery,
            THUMBNAIL: _check_thumbnail,
        }

    def check(self, form: Form, component: JsonObject) -> None:
        self.count += 1
        kind: int = component["type"]
        if kind in SELECTS:
            self._check_custom_id(form, component)
            check_select(form, component)
        elif kind in self._checks:
            self._checks[kind](form, component)

    def _check_row(self, form: Form, row: JsonObject) -> None:
        children = form.objects(row, "components", 5, low=1)
        kinds = {child.get("type") for _, child in children}
        if kinds & SELECTS and len(children) > 1:
            form.at("components").error(
                "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                "The specified component exceeds the maximum width",
            )
        for below, child in children:
            if below.at("type").one_of(child.get("type"), {BUTTON, *SELECTS}):
                self.check(below, child)

    def _check_button(self, form: Form, button: JsonObject) -> None:
        label = form.text(button, "label", 80)
        style: Any = button.get("style")
        if not form.at("style").one_of(style, range(1, 7)):
            return
        if style == PREMIUM_STYLE:
            return
        if not label and not button.get("emoji"):
            form.at("label").required()
        if style != LINK_STYLE:
            self._check_custom_id(form, button)
        else:
            form.text(button, "url", 512, low=1, required=True)
            if "custom_id" in button:
                form.error(
                    "BUTTON_COMPONENT_CUSTOM_ID_AND_URL_EXCLUSIVE",
                    "A custom id and url cannot both be specified",
                )

    def _check_section(self, form: Form, section: JsonObject) -> None:
        for below, child in form.objects(section, "components", 3, low=1):
            if below.at("type").one_of(child.get("type"), {TEXT_DISPLAY}):
                self.check(below, child)
        child = object_in(section, "accessory")
        if not child:
            form.at("accessory").required()
        elif form.at("accessory", "type").one_of(child.get("type"), {BUTTON, THUMBNAIL}):
            self.check(form.at("accessory"), child)

    def _check_container(self, form: Form, container: JsonObject) -> None:
        for below, child in form.objects(container, "components", 40, low=1):
            if below.at("type").one_of(child.get("type"), LAYOUTS - {CONTAINER}):
                self.check(below, child)

    def _check_custom_id(self, form: Form, component: JsonObject) -> None:
        custom_id = form.text(component, "custom_id", 100, low=1, required=True)
        if custom_id and custom_id in self._custom_ids:
            form.at("custom_id").error(
                "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"
            )
        self._custom_ids.add(custom_id)


def _check_text_display(form: Form, component: JsonObject) -> None:
    form.text(component, "content", 4000, low=1, required=True)


def _check_media_gallery(form: Form, component: JsonObject) -> None:
    for below, item in form.objects(component, "items", 10, low=1):
        below.text(item, "description", 1024)


def _check_thumbnail(form: Form, component: JsonObject) -> None:
    form.text(component, "description", 1024)
