"""From a command and a style to the effective request, and why it is what it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.style.commands import CreationCommand, ImageCommand, LyricsCommand, PoemCommand
from bot.style.profile import StyleProfile
from models.base import DEFAULT_FORM, GenerationRequest, ImageRequest, LyricsRequest, PoemRequest
from models.text.forms.catalogue import catalogue
from models.text.songs.genres import genre_of

DEFAULT_LANGUAGE = "English"
COLOURS = (
    "red", "orange", "yellow", "green", "teal", "turquoise", "blue", "purple", "violet", "pink",
    "brown", "black", "white", "grey", "gray", "gold", "golden", "silver", "crimson", "scarlet",
)  # fmt: skip


class Source(StrEnum):
    """Where a part of the plan comes from."""

    COMMAND = "command"
    PROFILE = "profile"
    LEARNED = "learned"
    DEFAULT = "default"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True)
class PlanPart:
    """One decision: the trait, what it was set to, and on whose word.

    A part whose source is UNSUPPORTED was asked for, but the model in use does not heed it.
    """

    trait: str
    value: str
    source: Source


@dataclass(frozen=True)
class Plan:
    """The effective request with the decisions that led to it."""

    request: GenerationRequest
    parts: tuple[PlanPart, ...]

    def values_from(self, *sources: Source) -> tuple[str, ...]:
        """Returns the values that come from those sources, in order; what is avoided says so."""
        return tuple(
            f"no {part.value}" if part.trait == "avoids" else part.value
            for part in self.parts
            if part.source in sources
        )


@dataclass
class _Decisions:
    """Collects decisions while a plan is made: the command first, then profile, then feedback."""

    profile: StyleProfile
    learned: Mapping[str, str]
    heeded: frozenset[str]
    parts: list[PlanPart] = field(default_factory=list[PlanPart])

    def choose(
        self,
        trait: str,
        option: str,
        asked: str | None,
        default: str | None = None,
        known: tuple[str, ...] = (),
    ) -> str | None:
        """Decides one trait.

        Args:
            trait: Its name in the profile.
            option: Its name among the model's options.
            asked: What the command says.
            default: What to take if nobody says anything.
            known: The only values that the model knows; empty for any. What the profile says may
                date from another model, and must not make every request fail.
        """
        said: str | None = getattr(self.profile, trait)
        candidates = (
            (asked, Source.COMMAND),
            (said, Source.PROFILE),
            (self.learned.get(trait), Source.LEARNED),
            (default, Source.DEFAULT),
        )
        for value, source in candidates:
            if value is None or (known and source is not Source.COMMAND and value not in known):
                continue
            if option in self.heeded:
                self.parts.append(PlanPart(trait, str(value), source))
                return value
            if source is Source.COMMAND:
                self.parts.append(PlanPart(trait, str(value), Source.UNSUPPORTED))
            return default
        return None

    def asks(self, option: str, *values: str | None) -> bool:
        """Notes what only a command can say; returns whether the model heeds it."""
        is_heeded = option in self.heeded
        source = Source.COMMAND if is_heeded else Source.UNSUPPORTED
        self.parts += [PlanPart(option, value, source) for value in values if value is not None]
        return is_heeded

    def add(self, trait: str, option: str, values: tuple[str, ...]) -> tuple[str, ...]:
        """Takes a list trait from the profile as it is, if the model heeds the option."""
        if option not in self.heeded:
            return ()
        self.parts += [PlanPart(trait, value, Source.PROFILE) for value in values]
        return values

    def avoided(self, subject: str, option: str = "avoids") -> tuple[str, ...]:
        """Returns what the member avoids, except what the command itself names."""
        words = tuple(word for word in self.profile.avoids if not _names(subject, word))
        return self.add("avoids", option, words)

    def palette(self, asked: tuple[str, ...], subject: str) -> tuple[str, ...]:
        """Returns the colours asked for, or the member's own unless the prompt names a colour."""
        if asked:
            return asked if self.asks("palette", *asked) else ()
        if any(_names(subject, colour) for colour in (*COLOURS, *self.profile.palette)):
            return ()
        return self.add("palette", "palette", self.profile.palette)


def _names(subject: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", subject, re.IGNORECASE) is not None


def make_plan(
    command: CreationCommand,
    profile: StyleProfile,
    learned: Mapping[str, str],
    heeded: frozenset[str],
    seed: int,
    styles: tuple[str, ...] = (),
) -> Plan:
    """Makes the plan for a command.

    Args:
        command: What was asked; always wins.
        profile: What the member said they like.
        learned: Traits that their feedback speaks for; weaker than the profile.
        heeded: Options that the model in use heeds; others are left out, so that a plan never
            claims what the model can't do.
        seed: Used if the command names none.
        styles: The only image styles that the model knows; empty for any.
    """
    decisions = _Decisions(profile, learned, heeded)
    chosen_seed = seed if command.seed is None else command.seed
    match command:
        case PoemCommand():
            request = _poem(command, decisions, chosen_seed)
        case LyricsCommand():
            request = _lyrics(command, decisions, chosen_seed)
        case ImageCommand():
            request = _image(command, decisions, chosen_seed, styles)
    return Plan(request, tuple(decisions.parts))


def _poem(command: PoemCommand, decisions: _Decisions, seed: int) -> PoemRequest:
    # A form that spells needs a word, and only a command has one.
    wordless = tuple(name for name, form in catalogue().items() if not form.pattern.spells)
    form = decisions.choose("poem_form", "form", command.form, DEFAULT_FORM, known=wordless)
    language = decisions.choose("language", "language", command.language, DEFAULT_LANGUAGE)
    return PoemRequest(
        theme=command.theme,
        seed=seed,
        form=form or DEFAULT_FORM,
        notation=command.notation if form == command.form else None,
        word=command.word if decisions.asks("word", command.word) else None,
        given=command.given if decisions.asks("given", *command.given) else (),
        keywords=command.keywords if decisions.asks("keywords", *command.keywords) else (),
        earlier=command.earlier,
        bond=command.bond,
        mood=decisions.choose("mood", "mood", command.mood),
        language=language or DEFAULT_LANGUAGE,
        loves=decisions.add("loves", "loves", decisions.profile.loves),
        avoids=decisions.avoided(command.theme),
    )


def _lyrics(command: LyricsCommand, decisions: _Decisions, seed: int) -> LyricsRequest:
    genre = decisions.choose("genre", "genre", command.genre)
    return LyricsRequest(
        theme=command.theme,
        seed=seed,
        genre=genre,
        mood=decisions.choose("mood", "mood", command.mood),
        language=decisions.choose("language", "language", None, DEFAULT_LANGUAGE)
        or DEFAULT_LANGUAGE,
        structure=command.structure or genre_of(genre).structure,
        loves=decisions.add("loves", "loves", decisions.profile.loves),
        avoids=decisions.avoided(command.theme),
    )


def _image(
    command: ImageCommand, decisions: _Decisions, seed: int, styles: tuple[str, ...]
) -> ImageRequest:
    avoided = decisions.avoided(command.prompt, option="negative_prompt")
    return ImageRequest(
        prompt=command.prompt,
        seed=seed,
        style=decisions.choose("image_style", "style", command.style, known=styles),
        palette=decisions.palette(command.colours, command.prompt),
        mood=decisions.choose("mood", "mood", None),
        negative_prompt=", ".join(filter(None, (command.negative_prompt, *avoided))) or None,
        count=command.count,
        size=command.size,
        num_inference_steps=command.num_inference_steps,
        guidance_scale=command.guidance_scale,
        ground=command.ground if decisions.asks("ground", command.ground) else None,
    )
