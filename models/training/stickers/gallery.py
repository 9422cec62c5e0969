"""Fills the gallery of emoji that the denoiser looks at."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

from models.image.stickers.gallery import Likely, Shown, StickerGallery
from models.training.drawings.held_out import is_held_out
from models.training.stickers.captions import known_names

_SEARCHED = 512


@dataclass
class _Concept:
    """One emoji.

    Attributes:
        names: What it is called by those who may not know the held-out captions.
        drawings: Rows of its drawings.
    """

    names: list[str]
    drawings: list[int] = field(default_factory=list[int])


def fill_gallery(
    drawings: Sequence[dict[str, Any]],
    latents: dict[int, Tensor],
    styles: Sequence[str],
    embed: Callable[[list[str]], Tensor],
) -> tuple[StickerGallery, list[int]]:
    """Returns a gallery of the emoji drawn in several styles, and which drawings it holds.

    Clip art is left out: its words are too loose to find it by.

    Args:
        drawings: What is known of each drawing.
        latents: Scaled latents (channels, side, side) of those that are taught.
        styles: In the order of their numbers.
        embed: Returns pooled embeddings of texts.
    """
    # Whatever style is asked for, there has to be a drawing in another.
    concepts = [
        concept
        for concept in _concepts(drawings, latents).values()
        if len({drawings[row]["style"] for row in concept.drawings}) > 1
    ]
    rows = [row for concept in concepts for row in concept.drawings]
    names = [name for concept in concepts for name in concept.names]
    numbers = torch.arange(len(concepts))
    shown = Shown(
        latents=torch.stack([latents[row] for row in rows]),
        styles=torch.tensor([styles.index(drawings[row]["style"]) for row in rows]),
        concepts=numbers.repeat_interleave(torch.tensor([len(c.drawings) for c in concepts])),
        embeddings=embed(names),
        meanings=numbers.repeat_interleave(torch.tensor([len(c.names) for c in concepts])),
    )
    return StickerGallery.of(shown), rows


def find_twins(gallery: StickerGallery) -> Tensor:
    """Returns for each drawing the one most like it, of the same concept in other styles."""
    twins = torch.zeros(len(gallery.latents), dtype=torch.long)
    for rows in gallery.rows.long():
        there = rows[rows >= 0]
        shown, styles = gallery.latents[there].float().flatten(1), gallery.styles[there]
        distances = torch.cdist(shown, shown)
        distances[styles[:, None] == styles] = torch.inf
        twins[there] = there[distances.argmin(dim=1)]
    return twins


def find_all(gallery: StickerGallery, pooled: Tensor) -> Likely:
    """Returns what many prompts most likely name, in the least memory."""
    found = [gallery.find(part) for part in pooled.split(_SEARCHED)]
    concepts = torch.cat([each.concepts for each in found])
    return Likely(concepts, torch.cat([each.scores for each in found]))


def _concepts(
    drawings: Sequence[dict[str, Any]], latents: dict[int, Tensor]
) -> dict[str, _Concept]:
    found: dict[str, _Concept] = {}
    for row in latents:
        drawing = drawings[row]
        if drawing["code"]:
            concept = found.setdefault(drawing["code"], _Concept(list(_names(drawing))))
            concept.drawings.append(row)
    return found


def _names(drawing: dict[str, Any]) -> Iterator[str]:
    """Yields the names, and the first of them with each of the tags."""
    names = known_names(drawing["names"])
    yield from names
    for tag in drawing["tags"]:
        if not is_held_out(tag) and not is_held_out(f"{names[0]}, {tag}"):
            yield f"{names[0]}, {tag}"
