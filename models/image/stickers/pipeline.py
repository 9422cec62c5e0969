"""The diffusers pipeline of the embedded sticker model."""

from collections.abc import Callable
from typing import Any, TypeAlias

import torch
from diffusers.image_processor import VaeImageProcessor
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from diffusers.pipelines.pipeline_utils import DiffusionPipeline, ImagePipelineOutput
from diffusers.schedulers.scheduling_flow_match_euler_discrete import (
    FlowMatchEulerDiscreteScheduler,
)
from diffusers.utils.torch_utils import randn_tensor
from torch import Tensor
from torch.nn import functional
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from models.image.stickers.autoencoder import StickerAutoencoder
from models.image.stickers.styles import STYLES
from models.image.stickers.text import Conditioning, PromptEmbeddings, encode_prompts

# Unit length spreads over 384 numbers: scaled up, the time embedding can hear them.
POOLED_GAIN = 8.0

StepCallback: TypeAlias = Callable[[Any, int, Any, dict[str, Tensor]], dict[str, Tensor]]


class StickerPipeline(DiffusionPipeline):
    """Draws single objects on white, 128 pixels a side, by rectified flow in latent space.

    Args:
        autoencoder: Between pixels and latents.
        unet: The denoiser; predicts noise minus drawing.
        scheduler: Euler steps of the flow.
        text_encoder: A MiniLM sentence encoder.
        tokenizer: Its tokenizer.
        styles: Names of the styles, separated by commas, in the order of the denoiser's one-hot
            input.
    """

    def __init__(
        self,
        autoencoder: StickerAutoencoder,
        unet: UNet2DConditionModel,
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
            scheduler=scheduler,
            text_encoder=text_encoder,
            tokenizer=tokenizer,
        )
        self.register_to_config(styles=styles)
        self.image_processor = VaeImageProcessor(vae_scale_factor=16)

    @torch.inference_mode()
    def __call__(
        self,
        prompt: str,
        negative_prompt: str | None = None,
        style: str | None = None,
        num_images_per_prompt: int = 1,
        num_inference_steps: int = 30,
        guidance_scale: float = 4.0,
        generator: torch.Generator | list[torch.Generator] | None = None,
        callback_on_step_end: StepCallback | None = None,
        output_type: str = "pil",
    ) -> ImagePipelineOutput:
        """Draws `num_images_per_prompt` pictures.

        Args:
            prompt: What to draw; the first 12 tokens count.
            negative_prompt: What to keep away from.
            style: One of the pipeline's styles; without, a mix of all.
            num_images_per_prompt: Pictures drawn together.
            num_inference_steps: Euler steps.
            guidance_scale: How strongly the prompt pulls; 1 turns guidance off.
            generator: One for all pictures or one for each.
            callback_on_step_end: Called with pipeline, step, timestep and {"latents": ...}.
            output_type: "pil", "np" or "pt".
        """
        other = self.embed(negative_prompt) if negative_prompt else None
        conditioning = self.conditioning(self.embed(prompt), other, style)
        conditioning = Conditioning(
            conditioning.tokens.repeat_interleave(num_images_per_prompt, dim=0),
            conditioning.classes.repeat_interleave(num_images_per_prompt, dim=0),
        )
        latents = randn_tensor(
            (num_images_per_prompt, *self.latent_shape),
            generator=generator,
            device=self.device,
            dtype=torch.float32,
        )
        self.scheduler.set_timesteps(num_inference_steps, device=self.device)
        for step, timestep in enumerate(self.scheduler.timesteps):
            doubled = torch.cat([latents, latents])
            predicted = self.predict(doubled, timestep.expand(len(doubled)), conditioning)
            without, with_prompt = predicted.chunk(2)
            velocity = without + guidance_scale * (with_prompt - without)
            latents = self.scheduler.step(velocity, timestep, latents).prev_sample
            if callback_on_step_end is not None:
                callback_on_step_end(self, step, timestep, {"latents": latents})
        return ImagePipelineOutput(images=self.decode(latents, output_type))

    @property
    def styles(self) -> list[str]:
        return self.config["styles"].split(",")

    @property
    def latent_shape(self) -> tuple[int, int, int]:
        """Channels, height and width of one picture's latents."""
        side = self.unet.config.sample_size
        return self.unet.config.in_channels, side, side

    def embed(self, prompt: str) -> PromptEmbeddings:
        """Returns what the denoiser is told of a prompt."""
        return encode_prompts([prompt], self.tokenizer, self.text_encoder)

    def conditioning(
        self, prompt: PromptEmbeddings, negative: PromptEmbeddings | None, style: str | None
    ) -> Conditioning:
        """Returns what guidance compares: without the prompt (or with the negative one), with it.

        Args:
            prompt: What to draw.
            negative: What to keep away from.
            style: One of the pipeline's styles; without, a mix of all.
        """
        # Training dropped prompts to zeros: this is what "no prompt" looks like.
        other = negative or PromptEmbeddings(prompt.tokens * 0, prompt.pooled * 0)
        styles = self._style_vector(style).to(prompt.pooled)
        both = torch.cat([other.pooled, prompt.pooled]) * POOLED_GAIN
        classes = torch.cat([both, styles.expand(2, -1)], dim=1)
        return Conditioning(torch.cat([other.tokens, prompt.tokens]), classes)

    def predict(self, latents: Tensor, timesteps: Tensor, conditioning: Conditioning) -> Tensor:
        """Returns the denoiser's velocities, in float32; every row has its own timestep."""
        dtype = self.unet.dtype
        return self.unet(
            latents.to(dtype),
            timesteps.to(dtype),
            conditioning.tokens.to(dtype),
            class_labels=conditioning.classes.to(dtype),
        ).sample.float()

    def decode(self, latents: Tensor, output_type: str) -> Any:
        """Returns the pictures that latents stand for, as "pil", "np" or "pt"."""
        unscaled = latents / self.autoencoder.config.scaling_factor
        images = self.autoencoder.decode(unscaled.to(self.autoencoder.dtype)).float()
        return self.image_processor.postprocess(images, output_type=output_type)

    def _style_vector(self, style: str | None) -> Tensor:
        styles = self.styles
        if style is None:
            return torch.full((1, len(styles)), 1 / len(styles))
        chosen = torch.tensor([styles.index(style)])
        return functional.one_hot(chosen, len(styles)).float()
