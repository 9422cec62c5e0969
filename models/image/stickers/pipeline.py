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
from models.image.stickers.text import PromptEmbeddings, encode_prompts

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
        tokens, classes = self._conditioning(prompt, negative_prompt, style)
        tokens = tokens.repeat_interleave(num_images_per_prompt, dim=0)
        classes = classes.repeat_interleave(num_images_per_prompt, dim=0)
        side, channels = self.unet.config.sample_size, self.unet.config.in_channels
        latents = randn_tensor(
            (num_images_per_prompt, channels, side, side),
            generator=generator,
            device=self.device,
            dtype=torch.float32,
        )
        self.scheduler.set_timesteps(num_inference_steps, device=self.device)
        for step, timestep in enumerate(self.scheduler.timesteps):
            velocity = self._velocity(latents, timestep, tokens, classes, guidance_scale)
            latents = self.scheduler.step(velocity, timestep, latents).prev_sample
            if callback_on_step_end is not None:
                callback_on_step_end(self, step, timestep, {"latents": latents})
        return ImagePipelineOutput(images=self._decode(latents, output_type))

    def _conditioning(
        self, prompt: str, negative_prompt: str | None, style: str | None
    ) -> tuple[Tensor, Tensor]:
        """Returns token embeddings (2, 12, 384) and class vectors (2, n): without, with prompt."""
        given = self._embed(prompt)
        if negative_prompt:
            other = self._embed(negative_prompt)
        else:
            # Training dropped prompts to zeros: this is what "no prompt" looks like.
            zero = PromptEmbeddings(given.tokens * 0, given.pooled * 0)
            other = zero
        styles = self._style_vector(style).to(given.pooled)
        both = torch.cat([other.pooled, given.pooled]) * POOLED_GAIN
        classes = torch.cat([both, styles.expand(2, -1)], dim=1)
        return torch.cat([other.tokens, given.tokens]), classes

    def _embed(self, prompt: str) -> PromptEmbeddings:
        return encode_prompts([prompt], self.tokenizer, self.text_encoder)

    def _style_vector(self, style: str | None) -> Tensor:
        styles: list[str] = self.config["styles"].split(",")
        if style is None:
            return torch.full((1, len(styles)), 1 / len(styles))
        chosen = torch.tensor([styles.index(style)])
        return functional.one_hot(chosen, len(styles)).float()

    def _velocity(
        self, latents: Tensor, timestep: Tensor, tokens: Tensor, classes: Tensor, guidance: float
    ) -> Tensor:
        model_dtype = self.unet.dtype
        doubled = torch.cat([latents, latents]).to(model_dtype)
        times = timestep.expand(len(doubled)).to(model_dtype)
        predicted = self.unet(
            doubled, times, tokens.to(model_dtype), class_labels=classes.to(model_dtype)
        ).sample
        without, with_prompt = predicted.float().chunk(2)
        return without + guidance * (with_prompt - without)

    def _decode(self, latents: Tensor, output_type: str) -> Any:
        unscaled = latents / self.autoencoder.config.scaling_factor
        images = self.autoencoder.decode(unscaled.to(self.autoencoder.dtype)).float()
        return self.image_processor.postprocess(images, output_type=output_type)
