"""Backends that answer at once and always the same, for tests of all that stands around a model.

Give the engine `LANES`. A word in the theme or prompt makes them
behave badly: "slow" takes three seconds in steps, "pause" one second and "endless" as good as for
ever, "die" ends the worker process, "fail" raises what no backend should, "reject" refuses the
request. With "titled" a text has a title. With "draft" it tells what a text will be line by line,
with "preview" it shows a picture before it is done. A model whose id says "slow" takes a moment to
load.
"""

import io
import os
import re
import signal
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import asdict, replace

from PIL import Image

from models.backend import Backend, Capabilities, ModelConfiguration, Tickets
from models.base import (
    GeneratedImage,
    GenerationRequest,
    GenerationResult,
    ImageRequest,
    ImageResult,
    Kind,
    LyricsRequest,
    PoemRequest,
    Progress,
    ProgressCallback,
    Provenance,
    Stage,
    TextResult,
)
from models.engine.configuration import IMAGE_LANE, TEXT_LANE
from models.errors import GenerationCancelled, RequestRejected
from models.image.grid import grid, png_bytes
from models.serving import serve_one_by_one

STEPS = 30
SLOW_STEP_SECONDS = 0.1
LOAD_SECONDS = 0.2
PAUSE_STEP_SECONDS = 1.0 / STEPS
ENDLESS_STEPS = 100_000
STYLES = ("flat", "glossy", "outlined")
SIZES = (64, 128)


def build_text(configuration: ModelConfiguration) -> Backend:
    """Returns a text backend named as configured."""
    return ScriptedTextBackend(configuration.text_model_id)


def build_images(configuration: ModelConfiguration) -> Backend:
    """Returns an image backend named as configured."""
    return ScriptedImageBackend(configuration.image_model_id)


LANES = (
    replace(TEXT_LANE, backend="tests.scripted_backends:build_text"),
    replace(IMAGE_LANE, backend="tests.scripted_backends:build_images"),
)


class _ScriptedBackend(ABC):
    """What models have in common whatever they make."""

    def __init__(self, model_id: str) -> None:
        self._model_id = model_id
        self._is_loaded = False

    @property
    def model_id(self) -> str:
        return self._model_id

    def load(self, on_progress: ProgressCallback) -> None:
        if self._is_loaded:
            return
        if "slow" in self._model_id:
            time.sleep(LOAD_SECONDS)
        on_progress(Progress(Stage.LOADING, fraction=1.0))
        self._is_loaded = True

    def serve(self, tickets: Tickets) -> None:
        serve_one_by_one(tickets, self.generate)

    @abstractmethod
    def generate(
        self,
        request: GenerationRequest,
        on_progress: ProgressCallback,
        is_cancelled: Callable[[], bool],
    ) -> GenerationResult: ...

    def unload(self) -> None:
        self._is_loaded = False


class ScriptedTextBackend(_ScriptedBackend):
    """Writes verse that names everything it was asked for."""

    def __init__(self, model_id: str) -> None:
        super().__init__(f"scripted-text/{model_id}")

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(
            kinds=frozenset({Kind.POEM, Kind.LYRICS}),
            options=frozenset(
                {
                    "form",
                    "word",
                    "given",
                    "keywords",
                    "mood",
                    "language",
                    "genre",
                    "structure",
                    "seed",
                    "loves",
                    "avoids",
                }
            ),
        )

    def generate(
        self,
        request: GenerationRequest,
        on_progress: ProgressCallback,
        is_cancelled: Callable[[], bool],
    ) -> GenerationResult:
        if isinstance(request, ImageRequest):
            raise RequestRejected("This model writes; it can't draw.")
        text = _poem(request) if isinstance(request, PoemRequest) else _lyrics(request)
        _act_out(request.theme, on_progress, is_cancelled, draft=text)
        title = f"Of {request.theme}" if "titled" in request.theme else None
        provenance = _provenance(self._model_id, request)
        return TextResult(text, provenance, tokens=len(text.split()), title=title)


class ScriptedImageBackend(_ScriptedBackend):
    """Draws squares of one colour, which depends on the seed."""

    def __init__(self, model_id: str) -> None:
        super().__init__(f"scripted-image/{model_id}")

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(
            kinds=frozenset({Kind.IMAGE}),
            styles=STYLES,
            sizes=SIZES,
            options=frozenset(
                {
                    "style",
                    "palette",
                    "mood",
                    "negative_prompt",
                    "count",
                    "size",
                    "num_inference_steps",
                    "guidance_scale",
                    "ground",
                    "seed",
                }
            ),
        )

    def generate(
        self,
        request: GenerationRequest,
        on_progress: ProgressCallback,
        is_cancelled: Callable[[], bool],
    ) -> GenerationResult:
        if not isinstance(request, ImageRequest):
            raise RequestRejected("This model draws; it can't write.")
        images = tuple(
            _square(request, seed) for seed in range(request.seed, request.seed + request.count)
        )
        _act_out(request.prompt, on_progress, is_cancelled, preview=images[0].png)
        return ImageResult(images, _provenance(self._model_id, request), _grid(images))


def colour_of(seed: int) -> tuple[int, int, int]:
    """Returns the colour that an image of this seed has."""
    return (seed * 37 % 256, seed * 101 % 256, seed * 197 % 256)


def _act_out(
    theme: str,
    on_progress: ProgressCallback,
    is_cancelled: Callable[[], bool],
    *,
    draft: str | None = None,
    preview: bytes | None = None,
) -> None:
    words = set(re.findall(r"\w+", theme.lower()))
    if "reject" in words:
        raise RequestRejected("The model can't do that: the theme says reject.")
    if "fail" in words:
        raise RuntimeError("the theme says fail")
    if "die" in words:
        os.kill(os.getpid(), signal.SIGKILL)
    for step in range(ENDLESS_STEPS if "endless" in words else STEPS):
        if is_cancelled():
            raise GenerationCancelled("Stopped.")
        on_progress(
            Progress(
                Stage.GENERATING,
                fraction=min(step, STEPS - 1) / STEPS,
                draft=_beginning(draft, step) if draft and "draft" in words else None,
                preview=preview if "preview" in words else None,
            )
        )
        if "slow" in words or "endless" in words:
            time.sleep(SLOW_STEP_SECONDS)
        elif "pause" in words:
            time.sleep(PAUSE_STEP_SECONDS)


def _beginning(text: str, step: int) -> str | None:
    """Returns the lines that are written at a step."""
    lines = text.split("\n")
    return "\n".join(lines[: len(lines) * step // STEPS]) or None


def _poem(request: PoemRequest) -> str:
    lines = [line for line in request.given if line is not None]
    lines += [f"I sing of {request.theme},", f"a {request.form} in {request.language},"]
    if request.notation:
        lines.append(f"as long as {request.notation},")
    if request.word:
        lines.append(f"my lines spell {request.word},")
    lines += [f"and I mention {keyword}," for keyword in request.keywords]
    if request.mood:
        lines.append(f"my mood is {request.mood},")
    if request.bond:
        lines.append(f"{request.bond}: {request.earlier},")
    lines += [f"and I love {love}," for love in request.loves]
    lines += [f"and I keep silent of {avoided}," for avoided in request.avoids]
    return "\n".join([*lines, f"the number of my verse is {request.seed}."])


def _lyrics(request: LyricsRequest) -> str:
    sections: list[str] = []
    verses = 0
    for section in request.structure:
        verses += section == "Verse"
        label = f"{section} {verses}" if section == "Verse" else section
        lines = [f"[{label}]", f"We sing of {request.theme}"]
        lines += [f"in a mood of {request.mood}"] if request.mood else []
        lines += [f"to the sound of {request.genre}"] if request.genre else []
        lines += [f"and we love {love}" for love in request.loves]
        sections.append("\n".join([*lines, f"and count to {request.seed}"]))
    return "\n\n".join(sections)


def _square(request: ImageRequest, seed: int) -> GeneratedImage:
    size = request.size or SIZES[0]
    encoded = io.BytesIO()
    Image.new("RGB", (size, size), colour_of(seed)).save(encoded, "PNG")
    details = [detail for detail in (request.style, *request.palette) if detail]
    alt_text = ", ".join([f"A square for {request.prompt}", *details])
    return GeneratedImage(encoded.getvalue(), seed, alt_text, size, size)


def _grid(images: tuple[GeneratedImage, ...]) -> bytes | None:
    if len(images) == 1:
        return None
    return png_bytes(grid([Image.open(io.BytesIO(image.png)) for image in images]))


def _provenance(model_id: str, request: GenerationRequest) -> Provenance:
    return Provenance(model_id, "scripted-1", request.seed, 0.0, asdict(request))
