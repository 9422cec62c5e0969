"""Reading a form's notation: keys with their values, and where each of them stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from models.errors import RequestRejected

_LINE = re.compile(r"\s*(?P<key>[A-Za-z]+)\s*:(?P<value>.*)")


class FormInvalid(RequestRejected):
    """A notation can't be a form; the message shows where and why."""


@dataclass(frozen=True)
class Mark:
    """A word of a notation.

    Attributes:
        text: Itself.
        source: The line that it stands in.
        column: Where in the line, from 0.
    """

    text: str
    source: str
    column: int

    def refuse(self, reason: str) -> NoReturn:
        """Says what is wrong with it, and points at it.

        Raises:
            FormInvalid: Always.
        """
        pointer = " " * self.column + "^" * max(1, len(self.text))
        # Backticks would end the block.
        source = self.source.replace("`", "'")
        raise FormInvalid(f"{reason}\n```\n{source}\n{pointer}\n```")

    def number(self, least: int, most: int, what: str) -> int:
        """Returns it as a number.

        Raises:
            FormInvalid: It is none, or out of range.
        """
        if not self.text.isascii() or not self.text.isdigit():
            self.refuse(f"Here I need a number: {what}.")
        if not least <= int(self.text) <= most:
            self.refuse(f"Here I need a number from {least} to {most}: {what}.")
        return int(self.text)


@dataclass(frozen=True)
class Entry:
    """One line of a notation.

    Attributes:
        key: What stands before the colon.
        start: Where in the line the value begins.
    """

    key: Mark
    start: int

    @property
    def value(self) -> str:
        """What stands behind the colon."""
        return self.key.source[self.start :].strip()

    def marks(self, pattern: str, between: str = r"\s") -> list[Mark]:
        """Returns the marks that the value is made of.

        Args:
            pattern: What a mark is.
            between: What may stand between two of them.

        Raises:
            FormInvalid: Something else stands there.
        """
        source = self.key.source
        marks: list[Mark] = []
        for found in re.finditer(rf"(?P<mark>{pattern})|{between}|(?P<other>.)", source):
            if found.start() < self.start:
                continue
            if found["other"]:
                Mark(found[0], source, found.start()).refuse("I can't read this.")
            if found["mark"]:
                marks.append(Mark(found[0], source, found.start()))
        return marks


Entries = Mapping[str, Sequence[Entry]]


def read_entries(notation: str, keys: Sequence[str]) -> Entries:
    """Returns the entries of each key, in order.

    Args:
        notation: Lines such as "syllables: 5 7 5"; empty ones don't matter.
        keys: Those that may stand there.

    Raises:
        FormInvalid: A line has no key, an unknown one, or nothing behind it.
    """
    entries: dict[str, list[Entry]] = {}
    for source in notation.splitlines():
        if source.strip():
            entry = _read_entry(source, keys)
            entries.setdefault(entry.key.text.lower(), []).append(entry)
    return entries


def _read_entry(source: str, keys: Sequence[str]) -> Entry:
    found = _LINE.fullmatch(source)
    known = ", ".join(keys)
    if found is None:
        Mark(source.strip(), source, len(source) - len(source.lstrip())).refuse(
            f"Each line begins with one of these and a colon: {known}."
        )
    key = Mark(found["key"], source, found.start("key"))
    if key.text.lower() not in keys:
        key.refuse(f"I don't know “{key.text}”. A line begins with one of: {known}.")
    if not found["value"].strip():
        key.refuse(f"There is nothing behind “{key.text}:”.")
    return Entry(key, found.start("value"))
