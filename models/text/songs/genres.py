"""The genres of songs, from `genres.toml` beside this file."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from models.text.songs.genre import Genre
from models.text.themes import fold_words

_FILE = Path(__file__).with_name("genres.toml")
_SONG = re.compile(r"\W*\b(?:music|songs?)$", re.IGNORECASE)


def genres() -> Mapping[str, Genre]:
    """Returns the genres by name, in the order to offer them."""
    return {name: genre for name, genre in _read().items() if name}


def genre_of(words: str | None) -> Genre:
    """Returns the genre that a member means.

    Case, hyphens and what comes before the name of a genre don't matter: symphonic metal is metal.
    A genre that is not known has the usual sections. The wording keeps what the member calls it,
    fit for a prompt.

    Args:
        words: In the member's words; None if they did not say.
    """
    spoken = fold_words(words or "")
    key = _key(spoken)
    by_key = _by_key()
    start = next(start for start in range(len(key) + 1) if key[start:] in by_key)
    found = by_key[key[start:]]
    if found.wording.endswith("song"):
        is_renamed = key != _key(found.name)
        called = f"{_SONG.sub('', spoken)} song"
    else:
        is_renamed, called = start > 0, spoken
    return replace(found, wording=called) if is_renamed else found


def _key(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", _SONG.sub("", name.casefold()).replace("_", " ")))


@cache
def _by_key() -> Mapping[tuple[str, ...], Genre]:
    return {
        _key(name): genre for genre in _read().values() for name in (genre.name, *genre.aliases)
    }


@cache
def _read() -> Mapping[str, Genre]:
    """Returns the genres by name, that of a song of no known genre being empty."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    usual: dict[str, Any] = tables["usual"]
    return {
        name: _genre(name, {**usual, **fields, "sections": usual["sections"] | fields["sections"]})
        for name, fields in {"": usual, **tables["genres"]}.items()
    }


def _genre(name: str, fields: Mapping[str, Any]) -> Genre:
    slowest, fastest = fields["tempo"]
    return Genre(
        name,
        wording=fields["wording"],
        summary=fields["summary"],
        tempo=(slowest, fastest),
        structure=tuple(fields["structure"]),
        words=tuple(fields["words"]),
        sections=fields["sections"],
        aliases=tuple(fields["aliases"]),
        answers_stay=fields["answers_stay"],
    )
