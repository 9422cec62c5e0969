"""Denoising pictures of several requests together, each at its own step."""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import torch
from diffusers.schedulers.scheduling_flow_match_euler_discrete import (
    FlowMatchEulerDiscreteScheduler,
)
from PIL import Image
from torch import Tensor

from models.image.stickers.course import drawings_kept, guidance_at, late_guidance
from models.image.stickers.gallery import Likely
from models.image.stickers.pipeline import StickerPipeline
from models.image.stickers.row_shapes import faithful_sizes
from models.image.stickers.text import Conditioning

_CACHED_PROMPTS = 128
_CACHED_SCHEDULES = 16


@dataclass(frozen=True)
class Schedule:
    """The Euler steps of one request.

    Attributes:
        timesteps: What the denoiser is told, one a step.
        sigmas: Share of noise before each step, and 0 at the end.
    """

    timesteps: Tensor
    sigmas: Tensor


@dataclass
class Sketch:
    """The pictures of one request, somewhere between noise and drawing.

    Attributes:
        latents: (drawings, channels, height, width), all candidates of a picture side by side,
            the best first once some were kept.
        references: What each drawing looks at (drawings, references, channels, height, width).
        clean: What the last step took the latents to become; coarse at first, then sharper.
        candidates: Drawings for each picture; fewer as the best are kept.
        step: Steps made so far.
    """

    latents: Tensor
    conditioning: Conditioning
    schedule: Schedule
    guidance_scale: float
    references: Tensor
    clean: Tensor
    candidates: int = 1
    step: int = 0

    @property
    def steps(self) -> int:
        """How many steps it takes from noise to drawing."""
        return len(self.schedule.timesteps)

    @property
    def fraction(self) -> float:
        """How much is done."""
        return self.step / self.steps

    @property
    def leading(self) -> Tensor:
        """What the best drawing of each picture will become; before any is kept, the first."""
        return self.clean[:: self.candidates]

    @property
    def guidance(self) -> float:
        """How strongly the prompt pulls at the next step."""
        return guidance_at(self.step, self.steps, self.guidance_scale)

    @property
    def is_done(self) -> bool:
        return self.step == self.steps


class Denoiser:
    """Draws as `StickerPipeline` does, but many requests at a time.

    A picture comes out the same, bit for bit, whatever is drawn beside it: see `row_shapes`. For
    the same reason prompts are encoded and latents decoded one at a time, where batching gains
    next to nothing.

    Args:
        pipeline: The model.
    """

    def __init__(self, pipeline: StickerPipeline) -> None:
        self._pipeline = pipeline
        self._embed = lru_cache(_CACHED_PROMPTS)(pipeline.embed)
        self._likely = lru_cache(_CACHED_PROMPTS)(self._likely_of)
        self._schedule = lru_cache(_CACHED_SCHEDULES)(self._new_schedule)
        self._sizes = faithful_sizes(self._copies_of_one, pipeline.device)

    @torch.inference_mode()
    def begin(
        self,
        prompt: str,
        negative_prompt: str | None,
        style: str,
        seeds: Sequence[int],
        num_inference_steps: int,
        guidance_scale: float,
        palette: Sequence[str] = (),
        candidates: int = 1,
    ) -> Sketch:
        """Returns pure noise for one picture a seed, with all that is needed to draw from it."""
        pipeline = self._pipeline
        conditioning = pipeline.conditioning(
            self._embed(prompt),
            self._embed(negative_prompt) if negative_prompt else None,
            style,
            palette,
        )
        likely = self._likely(prompt)
        begun = [
            pipeline.begin(likely, style, candidates, torch.Generator().manual_seed(seed))
            for seed in seeds
        ]
        latents, references = (torch.cat(parts) for parts in zip(*begun, strict=True))
        schedule = self._schedule(num_inference_steps)
        return Sketch(
            latents, conditioning, schedule, guidance_scale, references, latents, candidates
        )

    @torch.inference_mode()
    def advance(self, sketches: Sequence[Sketch]) -> None:
        """Makes one Euler step in each sketch; does nothing for none."""
        if not sketches:
            return
        velocities = self._velocities(sketches)
        for sketch in sketches:
            sigma, following = sketch.schedule.sigmas[sketch.step : sketch.step + 2]
            followed = [next(velocities) for _ in sketch.latents]
            velocity, calm = torch.stack(followed).unbind(dim=1)
            sketch.clean = sketch.latents - sigma * calm
            sketch.latents = sketch.latents + (following - sigma) * velocity
            sketch.step += 1
            self._keep_best(sketch)

    @torch.inference_mode()
    def pictures(self, latents: Tensor, side: int, style: str | None) -> list[Image.Image]:
        """Returns what latents of that style show, cut out, that many pixels a side."""
        pipeline = self._pipeline
        return [pipeline.pictures(pipeline.decode(one), side, style)[0] for one in latents.split(1)]

    def _keep_best(self, sketch: Sketch) -> None:
        kept = drawings_kept(sketch.step, sketch.steps, sketch.candidates)
        if kept < sketch.candidates:
            best = self._pipeline.choose(sketch.clean, sketch.conditioning, sketch.candidates, kept)
            sketch.clean, sketch.latents = sketch.clean[best], sketch.latents[best]
            sketch.references, sketch.candidates = sketch.references[best], kept

    def _velocities(self, sketches: Sequence[Sketch]) -> Iterator[Tensor]:
        """Yields the guided velocities of each picture of each sketch, in order."""
        counts = [len(sketch.latents) for sketch in sketches]
        latents = torch.cat([sketch.latents for sketch in sketches])
        references = torch.cat([sketch.references for sketch in sketches])
        owners = [sketch for sketch, n in zip(sketches, counts, strict=True) for _ in range(n)]
        most = self._sizes[-1]
        for start in range(0, len(owners), most):
            chunk = slice(start, start + most)
            yield from self._guided(latents[chunk], references[chunk], owners[chunk])

    def _guided(self, latents: Tensor, references: Tensor, owners: Sequence[Sketch]) -> Tensor:
        """Returns the velocity to follow and the one of the end (owners, 2, *latents)."""
        count = len(owners)
        padding = next(size for size in self._sizes if size >= count) - count
        padded = [*owners, *[owners[0]] * padding]
        predicted = self._pipeline.predict(
            _padded(latents, padding).repeat_interleave(2, 0),
            torch.stack(
                [owner.schedule.timesteps[owner.step] for owner in padded]
            ).repeat_interleave(2, 0),
            Conditioning.of([owner.conditioning for owner in padded]),
            _padded(references, padding),
        )
        without, with_prompt = predicted.unflatten(0, (-1, 2))[:count].unbind(1)
        scales = torch.tensor(
            [(owner.guidance, late_guidance(owner.guidance_scale)) for owner in owners],
            device=latents.device,
        )
        pull = (with_prompt - without).unsqueeze(1)
        return without.unsqueeze(1) + scales.view(-1, 2, 1, 1, 1) * pull

    def _copies_of_one(self, count: int) -> Tensor:
        """Returns the velocities of one picture's first step, made that many times together."""
        sketch = self.begin("a red fox", None, self._pipeline.styles[0], [0], 4, 4.0)
        self._sizes = (count,)
        with torch.inference_mode():
            return torch.stack(list(self._velocities([sketch] * count)))

    def _likely_of(self, prompt: str) -> Likely:
        return self._pipeline.likely(self._embed(prompt))

    def _new_schedule(self, num_inference_steps: int) -> Schedule:
        # The pipeline's own scheduler keeps the state of one call.
        scheduler: FlowMatchEulerDiscreteScheduler = copy.deepcopy(self._pipeline.scheduler)
        scheduler.set_timesteps(num_inference_steps, device=self._pipeline.device)
        return Schedule(torch.as_tensor(scheduler.timesteps), torch.as_tensor(scheduler.sigmas))


def _padded(rows: Tensor, padding: int) -> Tensor:
    """Returns the rows, and as many copies of the first after them."""
    return torch.cat([rows, rows[:1].expand(padding, *rows.shape[1:])])
