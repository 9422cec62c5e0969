"""Step 4: trains the denoiser on the encoded emoji, as a rectified flow."""

import argparse
from pathlib import Path
from typing import Any

import torch
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from torch import Tensor
from torch.nn import functional

from models.image.stickers.pipeline import POOLED_GAIN
from models.training.stickers.schedule import (
    Pacer,
    TimeBudget,
    channels_last,
    optimize,
    save_checkpoint,
)
from models.training.stickers.sources import STYLE_OF_PACKAGE

_BATCH = 64
_LEARNING_RATE = 8e-4
_DROPPED_PROMPTS = 0.12
_EMA = 0.9995


def new_denoiser() -> UNet2DConditionModel:
    """Returns an untrained denoiser: 8x8 latents, MiniLM tokens, pooled prompt and style."""
    return UNet2DConditionModel(
        sample_size=8,
        in_channels=16,
        out_channels=16,
        down_block_types=("CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D"),
        block_out_channels=(176, 232),
        layers_per_block=1,
        norm_num_groups=8,
        # diffusers reads this as the number of heads.
        attention_head_dim=4,
        cross_attention_dim=384,
        class_embed_type="projection",
        projection_class_embeddings_input_dim=384 + len(STYLE_OF_PACKAGE),
    )


class EncodedDrawings:
    """Draws training batches from what step 3 wrote."""

    def __init__(self, path: Path) -> None:
        encoded: dict[str, Any] = torch.load(path)
        self.scaling_factor = 1 / encoded["latent_std"]
        self._encoded = encoded

    def batch(self, size: int) -> tuple[Tensor, Tensor, Tensor]:
        """Returns scaled latents, token embeddings and the class vector; some without prompt."""
        e = self._encoded
        rows = torch.multinomial(e["weight"], size, replacement=True)
        latents = e["latents"][2 * rows + torch.randint(2, (size,))].float()
        which = torch.randint(e["captions"].shape[1], (size,))
        captions = e["captions"][rows, which]
        kept = (torch.rand(size, 1) >= _DROPPED_PROMPTS).float()
        tokens = e["tokens"][captions].float() * kept.unsqueeze(-1)
        pooled = e["pooled"][captions].float() * kept
        styles = functional.one_hot(e["style"][rows], len(STYLE_OF_PACKAGE)).float()

        return (
            latents * self.scaling_factor,
            tokens,
            torch.cat([pooled * POOLED_GAIN, styles], dim=1),
        )


def flow_loss(model: UNet2DConditionModel, batch: tuple[Tensor, Tensor, Tensor]) -> Tensor:
    """Rectified flow with logit-normal times (Esser et al. 2024, arXiv:2403.03206)."""
    latents, tokens, classes = batch
    times = torch.sigmoid(torch.randn(len(latents)))
    noise = torch.randn_like(latents)
    mix = times.view(-1, 1, 1, 1)
    noisy = (1 - mix) * latents + mix * noise
    with torch.autocast("cpu", torch.bfloat16):
        velocity = model(noisy, times * 1000, tokens, class_labels=classes).sample
    return functional.mse_loss(velocity.float(), noise - latents)


def update_average(average: dict[str, Tensor], model: torch.nn.Module, step: int) -> None:
    """Moves the exponential moving average on; its memory grows over the first steps."""
    decay = min(_EMA, (1 + step) / (10 + step))
    with torch.no_grad():
        for name, value in model.state_dict().items():
            average[name].lerp_(value, 1 - decay)


def train(work: Path, seconds: float) -> None:
    """Trains for `seconds` in all, going on from WORK/denoiser.pt if it is there."""
    drawings = EncodedDrawings(work / "encoded.pt")
    model = new_denoiser()
    channels_last(model)
    average = {name: value.clone() for name, value in model.state_dict().items()}
    optimizer = torch.optim.AdamW(model.parameters(), lr=_LEARNING_RATE, weight_decay=0.01)
    budget, step, path = TimeBudget(seconds), 0, work / "denoiser.pt"
    if path.exists():
        state = torch.load(path)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average, step = state["average"], state["step"]
        budget = TimeBudget(seconds, state["elapsed"])
    pacer, smooth = Pacer(), 1.0

    def save() -> None:
        save_checkpoint(
            path,
            model=model.state_dict(),
            average=average,
            optimizer=optimizer.state_dict(),
            elapsed=budget.elapsed,
            step=step,
        )

    while not budget.is_over:
        loss = flow_loss(model, drawings.batch(_BATCH))
        optimize(model, optimizer, loss, budget.learning_rate(_LEARNING_RATE))
        update_average(average, model, step)
        step += 1
        smooth = 0.99 * smooth + 0.01 * loss.item()
        if pacer.is_log_due():
            print(f"{budget.elapsed:.0f} s, {step * _BATCH} images, loss {smooth:.4f}", flush=True)
        if pacer.is_checkpoint_due():
            save()
    save()


def main() -> None:
    """Runs the training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=300)
    arguments = parser.parse_args()
    train(arguments.work, arguments.minutes * 60)


if __name__ == "__main__":
    main()
