"""Step 4: trains the denoiser on the encoded drawings, as a rectified flow."""

import argparse
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from models.image.stickers.unet import StickerUNet
from models.training.stickers.batches import Batch, EncodedDrawings
from models.training.stickers.schedule import (
    Pacer,
    TimeBudget,
    channels_last,
    optimize,
    save_checkpoint,
)

_BATCH = 32
_LEARNING_RATE = 6e-4
_EMA = 0.9995


def flow_loss(model: StickerUNet, batch: Batch) -> Tensor:
    """Rectified flow with logit-normal times (Esser et al. 2024, arXiv:2403.03206)."""
    times = torch.sigmoid(torch.randn(len(batch.latents)))
    noise = torch.randn_like(batch.latents)
    mix = times.view(-1, 1, 1, 1)
    noisy = (1 - mix) * batch.latents + mix * noise
    with torch.autocast("cpu", torch.bfloat16):
        velocity = model(noisy, times, batch.tokens, batch.pooled, batch.styles, batch.palettes)
    return functional.mse_loss(velocity.float(), noise - batch.latents)


def update_average(average: list[Tensor], model: torch.nn.Module, step: int) -> None:
    """Moves the exponential moving average on; its memory grows over the first steps."""
    decay = min(_EMA, (1 + step) / (10 + step))
    with torch.no_grad():
        for mean, parameter in zip(average, model.parameters(), strict=True):
            mean.lerp_(parameter, 1 - decay)


def train(work: Path, seconds: float) -> None:
    """Trains for `seconds` in all, going on from WORK/denoiser.pt if it is there."""
    drawings = EncodedDrawings(work / "encoded.pt")
    torch.manual_seed(0)
    model = StickerUNet()
    channels_last(model)
    average = [parameter.detach().clone() for parameter in model.parameters()]
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=_LEARNING_RATE, betas=(0.9, 0.98), weight_decay=0.01, fused=True
    )
    budget, step, smooth, path = TimeBudget(seconds), 0, 1.0, work / "denoiser.pt"
    if path.exists():
        state = torch.load(path)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average, step, smooth = state["average"], state["step"], state["loss"]
        budget = TimeBudget(seconds, state["elapsed"])
        torch.manual_seed(step)
    pacer = Pacer()

    def save() -> None:
        save_checkpoint(
            path,
            model=model.state_dict(),
            average=average,
            optimizer=optimizer.state_dict(),
            elapsed=budget.elapsed,
            step=step,
            loss=smooth,
        )

    while not budget.is_over:
        loss = flow_loss(model, drawings.batch(_BATCH))
        optimize(model, optimizer, loss, budget.learning_rate(_LEARNING_RATE))
        update_average(average, model, step)
        step += 1
        smooth += (loss.item() - smooth) * max(0.003, 1 / step)
        if pacer.is_log_due():
            print(f"{budget.elapsed:.0f} s, {step * _BATCH} views, loss {smooth:.4f}", flush=True)
        if pacer.is_checkpoint_due():
            save()
    save()


def main() -> None:
    """Runs the training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, default=2400)
    arguments = parser.parse_args()
    train(arguments.work, arguments.minutes * 60)


if __name__ == "__main__":
    main()
