"""The diffusers pipeline of the embedded sticker model."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import torch
from diffusers.pipelines.pipeline_utils import DiffusionPipeline, ImagePipelineOutput
from diffusers.schedulers.scheduling_flow_match_euler_discrete import (
    FlowMatchEulerDiscreteScheduler,
)
from PIL import Image
from torch import Tensor
from torch.nn import functional
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from models.image.stickers.autoencoder import StickerAutoencoder
from models.image.stickers.chooser import StickerChooser
from models.image.stickers.course import drawings_kept, guidance_at, late_guidance
from models.image.stickers.cutout import cut_out
from models.image.stickers.defaults import GUIDANCE, STEPS
from models.image.stickers.enlarger import StickerEnlarger
from models.image.stickers.flat_surfaces import flattened
from models.image.stickers.gallery import Likely, StickerGallery
from models.image.stickers.palette import palette_rows
from models.image.stickers.styles import FLAT, STYLES
from models.image.stickers.text import Conditioning, PromptEmbeddings, encode_prompts
from models.image.stickers.unet import StickerUNet

# The scheduler's timesteps for a share of noise of 1.
_TIMESTEPS = 1000
REFERENCES = 3
"""Drawings that the denoiser looks at for each picture."""
# Difference of cosines that makes another meaning of a prompt e times less likely.
_DOUBT = 0.03

StepCallback: TypeAlias = Callable[[Any, int, Any, dict[str, Tensor]], dict[str, Tensor]]


class StickerPipeline(DiffusionPipeline):
    """Draws single objects, cut out, by rectified flow in latent space.

    Args:
        autoencoder: Between pixels and latents.
        unet: The denoiser; predicts noise minus drawing.
        chooser: Tells which of several drawings is the best.
        enlarger: Makes what was decoded larger.
        gallery: Finds drawings to look at.
        scheduler: Euler steps of the flow.
        text_encoder: A MiniLM sentence encoder.
        tokenizer: Its tokenizer.
        styles: Names of the styles, separated by commas, in the order of the denoiser's one-hot
            input.
    """

    def __init__(
        self,
        autoencoder: StickerAutoencoder,
        unet: StickerUNet,
        chooser: StickerChooser,
        enlarger: StickerEnlarger,
        gallery: StickerGallery,
        scheduler: FlowMatchEulerDiscreteScheduler,
        text_encoder: PreTrainedModel,
        tokenizer: PreTrainedTokenizerBase,
        # diffusers takes an argument without a default, or a list, for a component.
        styles: str = ",".join(STYLES),
    ) -> None:
        super().__init__()
        self.register_modules(
            autoencoder=autoencoder,
            unet=unet,
            chooser=chooser,
            enlarger=enlarger,
            gallery=gallery,
            scheduler=scheduler,
            text_encoder=text_encoder,
            tokenizer=tokenizer,
        )
        self.register_to_config(styles=styles)

    @torch.inference_mode()
    def __call__(
        self,
        prompt: str,
        negative_prompt: str | None = None,
        style: str | None = None,
        palette: Sequence[str] = (),
        num_images_per_prompt: int = 1,
        num_inference_steps: int = STEPS,
        guidance_scale: float = GUIDANCE,
        generator: torch.Generator | list[torch.Generator] | None = None,
        callback_on_step_end: StepCallback | None = None,
        output_type: str = "pil",
        side: int = 512,
        candidates: int = 1,
    ) -> ImagePipelineOutput:
        """Draws `num_images_per_prompt` pictures.

        Args:
            prompt: What to draw; the first 16 tokens count.
            negative_prompt: What to keep away from.
            style: One of the pipeline's styles; without, a mix of all.
            palette: Names of up to three colours.
            num_images_per_prompt: Pictures drawn together.
            num_inference_steps: Euler steps.
            guidance_scale: How strongly the prompt pulls at first; 1 turns guidance off.
            generator: One for all pictures or one for each.
            callback_on_step_end: Called with pipeline, step, timestep and {"latents": ...}.
            output_type: "pil" for RGBA pictures, "np" for what was decoded.
            side: Pixels a side of "pil" pictures.
            candidates: Drawings begun for each picture; see `course.drawings_kept`.
        """
        other = self.embed(negative_prompt) if negative_prompt else None
        embeddings = self.embed(prompt)
        one = self.conditioning(embeddings, other, style, palette)
        generators = generator if isinstance(generator, list) else [generator]
        each = num_images_per_prompt // len(generators) * candidates
        latents, references = (
            torch.cat(parts)
            for parts in zip(
                *(self.begin(self.likely(embeddings), style, each, g) for g in generators),
                strict=True,
            )
        )
        self.scheduler.set_timesteps(num_inference_steps, device=self.device)
        for step, timestep in enumerate(self.scheduler.timesteps):
            doubled = latents.repeat_interleave(2, dim=0)
            conditioning = Conditioning.of([one] * len(latents))
            predicted = self.predict(
                doubled, timestep.expand(len(doubled)), conditioning, references
            )
            without, with_prompt = predicted.unflatten(0, (-1, 2)).unbind(1)
            scale = guidance_at(step, num_inference_steps, guidance_scale)
            velocity = without + scale * (with_prompt - without)
            calm = without + late_guidance(guidance_scale) * (with_prompt - without)
            clean = latents - timestep / _TIMESTEPS * calm
            latents = self.scheduler.step(velocity, timestep, latents).prev_sample
            kept = drawings_kept(step + 1, num_inference_steps, candidates)
            if kept < candidates:
                best = self.choose(clean, one, candidates, kept)
                latents, references, candidates = latents[best], references[best], kept
            if callback_on_step_end is not None:
                callback_on_step_end(self, step, timestep, {"latents": latents})
        drawings = self.decode(latents)
        if output_type == "np":
            return ImagePipelineOutput(images=drawings.cpu().numpy())
        return ImagePipelineOutput(images=self.pictures(drawings, side, style))

    @property
    def styles(self) -> list[str]:
        return self.config["styles"].split(",")

    @property
    def latent_shape(self) -> tuple[int, int, int]:
        """Channels, height and width of one picture's latents."""
        side = self.unet.config.sample_size
        return self.unet.config.latent_channels, side, side

    def embed(self, prompt: str) -> PromptEmbeddings:
        """Returns what the denoiser is told of a prompt."""
        return encode_prompts([prompt], self.tokenizer, self.text_encoder)

    def likely(self, prompt: PromptEmbeddings) -> Likely:
        """Returns the concepts of the gallery that a prompt most likely names, on the CPU."""
        found = self.gallery.find(prompt.pooled)
        return Likely(found.concepts.cpu(), found.scores.cpu())

    def begin(
        self, likely: Likely, style: str | None, count: int, generator: torch.Generator | None
    ) -> tuple[Tensor, Tensor]:
        """Returns noise to begin drawings from, and the references of each.

        Args:
            likely: What is drawn.
            style: One of the pipeline's styles, which references are not in; None for any.
            count: Drawings.
            generator: Of the CPU, so that a seed means the same picture on every device.
        """
        noise = torch.randn((count, *self.latent_shape), generator=generator)
        number = -1 if style is None else self.styles.index(style)
        styles = torch.full((count,), number)
        rows = Likely(likely.concepts.expand(count, -1), likely.scores.expand(count, -1))
        references = self.gallery.pick(rows, styles, REFERENCES, _DOUBT, generator)
        return noise.to(self.device), references.to(self.device)

    def conditioning(
        self,
        prompt: PromptEmbeddings,
        negative: PromptEmbeddings | None,
        style: str | None,
        palette: Sequence[str] = (),
    ) -> Conditioning:
        """Returns what guidance compares: nothing told (or what to keep away from), all of it.

        Args:
            prompt: What to draw.
            negative: What to keep away from.
            style: One of the pipeline's styles; without, a mix of all.
            palette: Names of up to three colours.
        """
        # Where training told nothing, it showed zeros and a mix of all styles. Without the one that
        # is asked for, guidance leads to it the more.
        other = negative or PromptEmbeddings(prompt.tokens * 0, prompt.pooled * 0)
        colours = palette_rows(palette).to(prompt.pooled)
        return Conditioning(
            tokens=torch.cat([other.tokens, prompt.tokens]),
            pooled=torch.cat([other.pooled, prompt.pooled]),
            styles=self._style_rows(style).to(prompt.pooled),
            palettes=torch.stack([colours * 0, colours]),
        )

    def choose(
        self, clean: Tensor, conditioning: Conditioning, candidates: int, kept: int
    ) -> list[int]:
        """Returns the places of the best drawings, some of every so many.

        Args:
            clean: What the latents will become.
            conditioning: What is drawn, the same for all.
            candidates: Drawings among which some are chosen, side by side.
            kept: How many of them, the best first.
        """
        if candidates == kept:
            return list(range(len(clean)))
        dtype = self.chooser.dtype
        pooled, style = (part[1].to(dtype) for part in (conditioning.pooled, conditioning.styles))
        best: list[int] = []
        # Picture by picture, so that none depends on how many there are.
        for start in range(0, len(clean), candidates):
            group = clean[start : start + candidates]
            colours = self.decode(group)[:, :3].clamp(-1, 1)
            scores = self.chooser(group.to(dtype), colours.to(dtype), pooled, style)
            best += [start + place for place in scores.topk(kept).indices.tolist()]
        return best

    def predict(
        self, latents: Tensor, timesteps: Tensor, conditioning: Conditioning, references: Tensor
    ) -> Tensor:
        """Returns the denoiser's velocities, in float32.

        Args:
            latents: Each drawing twice in a row, as it is drawn without the prompt and with it.
            timesteps: Of every row.
            conditioning: Of every row.
            references: Of each drawing; only those with the prompt are shown them.
        """
        dtype = self.unet.dtype
        shown = torch.stack([references * 0, references], dim=1).flatten(0, 1)
        return self.unet(
            latents.to(dtype),
            timesteps.float() / _TIMESTEPS,
            conditioning.tokens.to(dtype),
            conditioning.pooled.to(dtype),
            conditioning.styles.to(dtype),
            conditioning.palettes.to(dtype),
            shown.to(dtype),
        ).float()

    def decode(self, latents: Tensor) -> Tensor:
        """Returns the drawings that latents stand for (batch, 4, 128, 128), about in [-1, 1]."""
        unscaled = latents / self.autoencoder.config.scaling_factor
        return self.autoencoder.decode(unscaled.to(self.autoencoder.dtype)).float()

    def pictures(self, drawings: Tensor, side: int, style: str | None) -> list[Image.Image]:
        """Returns decoded drawings as RGBA pictures.

        Args:
            drawings: From `decode`.
            side: Pixels a side of the pictures.
            style: That they were drawn in.
        """
        if style == FLAT:
            drawings = torch.stack([flattened(drawing) for drawing in drawings])
        if side > drawings.shape[-1]:
            drawings = self.enlarger(drawings)
        return [cut_out(drawing, side) for drawing in drawings]

    def _style_rows(self, style: str | None) -> Tensor:
        """Returns the shares of styles to keep away from, and of those to draw in."""
        styles = self.styles
        every = torch.ones(1, len(styles))
        if style is None:
            return torch.cat([every, every]) / len(styles)
        asked = functional.one_hot(torch.tensor([styles.index(style)]), len(styles))
        return torch.cat([(every - asked) / (len(styles) - 1), asked])
