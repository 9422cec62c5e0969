"""What emoji are called: labels, other names and tags, from `emojibase-data` and `emojilib`."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_EXCLUDED_GROUPS = {"component", "flags"}
_EXCLUDED_SUBGROUPS = {
    "transport-sign", "warning", "arrow", "religion", "zodiac", "av-symbol", "gender", "math",
    "punctuation", "currency", "other-symbol", "keycap", "alphanum", "family", "person-symbol",
}  # fmt: skip
_EXCLUDED_LABEL = re.compile(r"o’clock|-thirty|:|\b(man|men|woman|women)\b")
_SHORTCODES = ("github", "iamcal", "joypixels", "emojibase")
_WORDS_ONLY = re.compile(r"[a-z][a-z ’'-]*[a-z]")


@dataclass(frozen=True)
class Words:
    """What a drawing shows.

    Attributes:
        names: Each names the whole of it; the first is the usual one.
        tags: What else it makes one think of.
    """

    names: tuple[str, ...]
    tags: tuple[str, ...] = ()


class EmojiWords:
    """The words of all emoji that can be drawn as a sticker.

    Args:
        node_modules: Holds the packages `emojibase-data` and `emojilib`.
    """

    def __init__(self, node_modules: Path) -> None:
        self._words = _read_words(node_modules)
        self._code_of_name: dict[str, str] = {}
        # Labels first: where a name is given twice, the emoji that is usually called so has it.
        for rank in range(max(len(words.names) for words in self._words.values())):
            for code, words in self._words.items():
                for name in words.names[rank : rank + 1]:
                    self._code_of_name.setdefault(_letters(name), code)

    def __iter__(self) -> Iterator[tuple[str, Words]]:
        return iter(self._words.items())

    def of(self, code: str) -> Words | None:
        """Returns the emoji's words, or None for one that is left out."""
        return self._words.get(code)

    def code_of_name(self, name: str) -> str | None:
        """Returns the code of the emoji of that name, whatever its hyphens and numbers."""
        return self._code_of_name.get(_letters(name))

    @staticmethod
    def normal_code(code: str) -> str:
        """Returns a hex code in lower case and without variation selectors."""
        return code.lower().replace("-fe0f", "")


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def _read_words(node_modules: Path) -> dict[str, Words]:
    folder = node_modules / "emojibase-data"
    groups = _read_json(folder / "meta" / "groups.json")
    keywords = _read_json(node_modules / "emojilib" / "dist" / "emoji-en-US.json")
    tables = [_read_json(folder / "en" / "shortcodes" / f"{name}.json") for name in _SHORTCODES]
    found: dict[str, Words] = {}
    for emoji in _read_json(folder / "en" / "data.json"):
        if not _is_drawable(emoji, groups):
            continue
        short = [table.get(emoji["hexcode"], []) for table in tables]
        library = keywords.get(emoji["emoji"], keywords.get(emoji["emoji"].rstrip("\ufe0f"), []))
        names = [emoji["label"]]
        for one in short:
            names += [one] if isinstance(one, str) else one
        tags = [*emoji.get("tags", ()), *library[1:]]
        code = EmojiWords.normal_code(emoji["hexcode"])
        found[code] = Words(tuple(_plain([*names, *library[:1]])), tuple(_plain(tags)))
    return found


def _is_drawable(emoji: dict[str, Any], groups: dict[str, Any]) -> bool:
    if "group" not in emoji or _EXCLUDED_LABEL.search(emoji["label"]):
        return False
    group = groups["groups"][str(emoji["group"])]
    subgroup = groups["subgroups"][str(emoji["subgroup"])]
    return group not in _EXCLUDED_GROUPS and subgroup not in _EXCLUDED_SUBGROUPS


def _plain(words: list[str]) -> list[str]:
    """Returns the words in lower case, each once, without those that are no words."""
    spaced = (re.sub(r"[_\s]+", " ", word).strip().lower() for word in words)
    kept = [word for word in spaced if _WORDS_ONLY.fullmatch(word)]
    return list(dict.fromkeys(kept)) or [words[0].lower()]


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
