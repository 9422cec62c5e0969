"""Collects what is wrong with a request body, in the shape of Discord's error 50035."""

from collections.abc import Collection, Mapping
from typing import Any, cast

from sandbox.errors import ApiError, Problem
from sandbox.payloads import JsonObject


class Form:
    """What is wrong below one place of a request body.

    Forms made by `at` share one tree of errors with the form they came from.
    """

    def __init__(self) -> None:
        self._tree: dict[str, Any] = {}
        self._path: tuple[str, ...] = ()

    def at(self, *keys: str | int) -> "Form":
        """Returns the form of a field or list item below this one."""
        below = Form()
        below._tree = self._tree
        below._path = (*self._path, *map(str, keys))
        return below

    def error(self, code: str, message: str) -> None:
        """Notes an error at this very place."""
        node = self._tree
        for key in self._path:
            node = node.setdefault(key, {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def raise_if_invalid(self) -> None:
        """Raises the answer to the request if anything is wrong.

        Raises:
            ApiError: 400 with code 50035.
        """
        if self._tree:
            raise ApiError(Problem.INVALID_FORM, self._tree)

    def required(self) -> None:
        self.error("BASE_TYPE_REQUIRED", "This field is required")

    def length(self, length: int, low: int, high: int) -> None:
        """Checks a length."""
        if low <= length <= high:
            return
        if low:
            self.error("BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
        else:
            self.error("BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")

    def text(
        self, body: Mapping[str, Any], key: str, high: int, *, low: int = 0, required: bool = False
    ) -> str:
        """Returns the field if it is a string, else an empty one, and checks its length."""
        value = body.get(key)
        field = self.at(key)
        if value is None:
            if required:
                field.required()
            return ""
        if not isinstance(value, str):
            field.error("STRING_TYPE_CONVERT", "Could not interpret value as string.")
            return ""
        field.length(len(value), low, high)
        return value

    def items(self, body: Mapping[str, Any], key: str, high: int, *, low: int = 0) -> list[Any]:
        """Returns the field if it is a list, else an empty one, and checks its length."""
        value = body.get(key)
        if value is not None and not isinstance(value, list):
            self.at(key).error("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType.")
            return []
        items = cast("list[Any]", value or [])
        if value is not None or low:
            self.at(key).length(len(items), low, high)
        return items

    def objects(
        self, body: Mapping[str, Any], key: str, high: int, *, low: int = 0
    ) -> list[tuple["Form", JsonObject]]:
        """Returns each object of a list with the form for its errors."""
        found: list[tuple[Form, JsonObject]] = []
        for index, item in enumerate(self.items(body, key, high, low=low)):
            below = self.at(key, index)
            if isinstance(item, dict):
                found.append((below, cast("JsonObject", item)))
            else:
                below.error("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        return found

    def number(
        self, body: Mapping[str, Any], key: str, low: float, high: float, default: int
    ) -> int | float:
        """Returns the field if it is a number, else the default, and checks its range."""
        value = body.get(key)
        field = self.at(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float):
            field.error("NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')
            return default
        if value < low:
            field.error("NUMBER_TYPE_MIN", f"int value should be greater than or equal to {low}.")
        if value > high:
            field.error("NUMBER_TYPE_MAX", f"int value should be less than or equal to {high}.")
        return value

    def one_of(self, value: object, allowed: Collection[object]) -> bool:
        """Checks that a value is one of a few, and says whether it is."""
        if value in allowed:
            return True
        self.error("BASE_TYPE_CHOICES", f"Value must be one of {set(allowed)}.")
        return False
