"""Sparks: small beginnings for a work, put together from word lists and a member's style.

The same seed, style and wish make the same spark. Against a style means its mood turned round, its
colours across the wheel and none of what the member loves; what they avoid stays out all the same.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from random import Random
from typing import TypedDict

from bot.style.profile import StyleProfile

_SLOT = re.compile(r"\{(\w+)\}")
_SENTENCE_START = re.compile(r"(^|[.:] )([a-z])")
_ABOUT_LOVES = ("{figure}, and {love}. {twist}", "{love}, {moment}. {twist}", "{love} {place}.")


class SparkKind(StrEnum):
    """What a spark is."""

    BRIEF = "brief"
    WORDS = "words"
    PALETTE = "palette"
    LINE = "line"
    QUESTION = "question"


@dataclass(frozen=True)
class Colour:
    """A colour with a name; `code` is #RRGGBB."""

    name: str
    code: str


@dataclass(frozen=True)
class Spark:
    """A beginning.

    Attributes:
        text: A brief, a line, a question, or words or names of colours with commas between them.
        style: What of the member's style it keeps, or turns round.
        colours: Of a palette.
    """

    kind: SparkKind
    text: str
    seed: int
    against: bool
    style: tuple[str, ...] = ()
    colours: tuple[Colour, ...] = ()


class _Mood(TypedDict):
    opposite: str
    tones: list[str]


class _Lists(TypedDict):
    templates: dict[str, list[str]]
    words: dict[str, list[str]]
    moods: dict[str, _Mood]
    colours: dict[str, dict[str, str]]
    neutrals: dict[str, str]


def make_spark(kind: SparkKind, profile: StyleProfile, seed: int, *, against: bool) -> Spark:
    """Returns the spark of a seed.

    Args:
        kind: What it is to be.
        profile: The style of the member who asks.
        seed: Decides between all that fits.
        against: Turn the style round.
    """
    random = Random(f"{kind} {seed}")
    if kind is SparkKind.PALETTE:
        colours, style = _palette(profile, random, against=against)
        return Spark(kind, ", ".join(c.name for c in colours), seed, against, style, colours)
    writer = _Writer(profile, random, against=against)
    text = writer.three_words() if kind is SparkKind.WORDS else writer.sentence(kind)
    return Spark(kind, text, seed, against, tuple(dict.fromkeys(writer.style)))


class _Writer:
    """Fills templates, and notes what it took from the style."""

    def __init__(self, profile: StyleProfile, random: Random, *, against: bool) -> None:
        self._random = random
        self._avoids = tuple(word.casefold() for word in profile.avoids)
        self._loves = () if against else profile.loves
        self._mood = _mood(profile.mood, against=against)
        self.style: list[str] = []

    def sentence(self, kind: SparkKind) -> str:
        templates: tuple[str, ...] = tuple(_lists()["templates"][kind])
        if self._loves and kind is SparkKind.BRIEF and self._random.random() < 0.5:
            templates = _ABOUT_LOVES
        text = _capitalised(self._filled(self._random.choice(templates)))
        if self._mood is not None and kind is SparkKind.BRIEF:
            self.style.append(self._mood)
            text = f"{text} Mood: {self._mood}."
        return text

    def three_words(self) -> str:
        words = [self._pick("thing", []), self._pick("act", []), self._pick("tone", [])]
        if self._loves and self._random.random() < 0.5:
            words[0] = self._pick("love", [])
        self._random.shuffle(words)
        return ", ".join(words)

    def _filled(self, template: str) -> str:
        taken: list[str] = []
        return _SLOT.sub(lambda slot: self._pick(slot[1], taken), template)

    def _pick(self, name: str, taken: list[str]) -> str:
        words = [word for word in self._choices(name) if word not in taken]
        word = self._random.choice([w for w in words if not self._is_avoided(w)] or words)
        taken.append(word)
        if name == "love":
            self.style.append(word)
        elif name == "tone" and self._mood is not None:
            self.style.append(self._mood)
        return word

    def _choices(self, name: str) -> list[str]:
        if name == "love":
            return list(self._loves)
        if name != "tone":
            return _lists()["words"][name]
        moods = _lists()["moods"]
        if self._mood is None:
            return [tone for mood in moods.values() for tone in mood["tones"]]
        return moods[self._mood]["tones"] if self._mood in moods else [self._mood]

    def _is_avoided(self, word: str) -> bool:
        return any(avoided in word.casefold() for avoided in self._avoids)


def _capitalised(text: str) -> str:
    return _SENTENCE_START.sub(lambda found: found[1] + found[2].upper(), text)


def _mood(mood: str | None, *, against: bool) -> str | None:
    """Returns the mood to write in; None where the style has none, or nobody knows its opposite."""
    if mood is None:
        return None
    known = _lists()["moods"].get(mood.casefold())
    if not against:
        return mood.casefold() if known else mood
    return known["opposite"] if known else None


def _palette(
    profile: StyleProfile, random: Random, *, against: bool
) -> tuple[tuple[Colour, ...], tuple[str, ...]]:
    """Returns two neighbours, an accent from across the wheel and a neutral, and their style."""
    wheel = list(_lists()["colours"])
    favourites = [family for family in wheel if _is_named(family, profile.palette)]
    family = random.choice(favourites or wheel)
    place = wheel.index(family)
    if against and favourites:
        place += len(wheel) // 2
    step = random.choice((-1, 1))
    families = [wheel[(place + turn) % len(wheel)] for turn in (0, step, len(wheel) // 2 + step)]
    colours = [_colour(random, _lists()["colours"][each]) for each in families]
    colours.append(_colour(random, _lists()["neutrals"]))
    return tuple(colours), (families[0],) if favourites else ()


def _is_named(family: str, palette: tuple[str, ...]) -> bool:
    names = (family, *_lists()["colours"][family])
    return any(colour.casefold() in names for colour in palette)


def _colour(random: Random, colours: Mapping[str, str]) -> Colour:
    return Colour(*random.choice(list(colours.items())))


@cache
def _lists() -> _Lists:
    text = files("bot.style").joinpath("spark_words.toml").read_text("utf-8")
    return tomllib.loads(text)  # pyright: ignore[reportReturnType] - the file is ours
