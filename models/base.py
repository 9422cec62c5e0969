"""Requests, results and progress: what models and the bot agree on.

All of it is frozen and picklable: an engine can carry it to another process or machine.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TypeAlias


class Kind(StrEnum):
    """The kinds of work."""

    POEM = "poem"
    LYRICS = "lyrics"
    IMAGE = "image"


DEFAULT_FORM = "free verse"


class Bond(StrEnum):
    """What a poem has to do with an earlier one."""

    CONTINUES = "continues"
    ANSWERS = "answers"
    CHANGES_MOOD = "changes mood"


@dataclass(frozen=True)
class PoemRequest:
    """A poem to write.

    Attributes:
        theme: What it is about, in the member's words.
        seed: Same request and seed, same poem.
        form: Name of the form, of `models.text.forms.catalogue` or of the community.
        notation: Of a community's own form; None for one of the catalogue.
        loves: Images and themes to work in where they fit.
        avoids: Themes to keep out.
        word: What the first letters of an acrostic spell.
        given: The first lines of the poem as they have to be; None where one is to be written.
        keywords: Words that have to come up.
        earlier: A poem that this one has to do with, without its title.
        bond: What it has to do with it.
    """

    theme: str
    seed: int
    form: str = DEFAULT_FORM
    mood: str | None = None
    language: str = "English"
    loves: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()
    notation: str | None = None
    word: str | None = None
    given: tuple[str | None, ...] = ()
    keywords: tuple[str, ...] = ()
    earlier: str | None = None
    bond: Bond | None = None


@dataclass(frozen=True)
class LyricsRequest:
    """Song lyrics to write.

    Attributes:
        theme: What they are about, in the member's words.
        seed: Same request and seed, same lyrics.
        structure: The sections in order, such as ("Verse", "Chorus", "Verse", "Chorus").
        loves: Images and themes to work in where they fit.
        avoids: Themes to keep out.
    """

    theme: str
    seed: int
    genre: str | None = None
    mood: str | None = None
    language: str = "English"
    structure: tuple[str, ...] = ("Verse", "Chorus", "Verse", "Chorus")
    loves: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()


Ground: TypeAlias = Literal["transparent", "white"]
"""What is around a drawing."""


@dataclass(frozen=True)
class ImageRequest:
    """Images to draw.

    Attributes:
        prompt: What to draw, in the member's words.
        seed: Seed of the first image; the next ones count up from it.
        style: One of the backend's styles, or free words for a backend that takes any.
        palette: Colours to draw in, as words.
        ground: What is around the drawing; None is the model's own.
        size: Pixels a side; None is the model's own.
        num_inference_steps: None is the model's own.
        guidance_scale: None is the model's own.
    """

    prompt: str
    seed: int
    style: str | None = None
    palette: tuple[str, ...] = ()
    mood: str | None = None
    negative_prompt: str | None = None
    count: int = 1
    size: int | None = None
    num_inference_steps: int | None = None
    guidance_scale: float | None = None
    ground: Ground | None = None


GenerationRequest: TypeAlias = PoemRequest | LyricsRequest | ImageRequest

KIND_OF_REQUEST: Mapping[type[GenerationRequest], Kind] = {
    PoemRequest: Kind.POEM,
    LyricsRequest: Kind.LYRICS,
    ImageRequest: Kind.IMAGE,
}


@dataclass(frozen=True)
class Provenance:
    """What made a result, so that it can be made again.

    Attributes:
        model_id: Hub id, path, or name of the embedded model.
        model_revision: Commit of the hub model or digest of the embedded weights.
        seed: The request's seed.
        seconds: From when the model began on it until the end; others may have shared the time.
        parameters: Everything else that was fed to the model (prompt, temperature, steps, ...).
    """

    model_id: str
    model_revision: str
    seed: int
    seconds: float
    parameters: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True)
class SungLine:
    """What a tune needs to know of a line.

    Attributes:
        text: The line.
        syllables: How many it has.
        stresses: One mark a syllable, "s" strong or "w" weak, as a reader would say it.
    """

    text: str
    syllables: int
    stresses: str


@dataclass(frozen=True)
class TextResult:
    """A finished poem or lyrics.

    Attributes:
        text: Lines joined by newlines, stanzas by blank lines, without the title.
        tokens: How many the model wrote, drafts that were not kept included; None if unknown.
        title: What it is called; None if it has no title.
        sung: Its lines without labels, if they were written in metre.
    """

    text: str
    provenance: Provenance
    tokens: int | None = None
    title: str | None = None
    sung: tuple[SungLine, ...] = ()


@dataclass(frozen=True)
class GeneratedImage:
    """One picture, PNG-encoded, with its own seed and a description for those who can't see it."""

    png: bytes
    seed: int
    alt_text: str
    width: int
    height: int


@dataclass(frozen=True)
class ImageResult:
    """The pictures of one request, in the order of their seeds.

    Attributes:
        grid: All pictures in one PNG, if there is more than one.
    """

    images: tuple[GeneratedImage, ...]
    provenance: Provenance
    grid: bytes | None = None


GenerationResult: TypeAlias = TextResult | ImageResult


class Stage(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    LOADING = "loading"
    GENERATING = "generating"


@dataclass(frozen=True)
class Progress:
    """A sign of life from a job.

    Attributes:
        stage: Where the job stands.
        fraction: How much of this stage is done, from 0 to 1; None if unknown.
        place: Place in line, from 1, while queued.
        expected_seconds: About how long until the work is there; None if unknown.
        draft: The whole lines written so far, of a text.
        preview: A coarse picture of what an image will be, PNG-encoded.
    """

    stage: Stage
    fraction: float | None = None
    place: int | None = None
    expected_seconds: float | None = None
    draft: str | None = None
    preview: bytes | None = None


ProgressCallback: TypeAlias = Callable[[Progress], None]
