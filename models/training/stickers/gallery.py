"""Fills the gallery of emoji that the denoiser looks at."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

from models.image.stickers.gallery import Likely, Named, StickerGallery
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
) -> tuple[StickerGallery, dict[int, tuple[int, int]]]:
    """Returns a gallery of the emoji drawn in several styles, and where each drawing is in it.

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
    places = max(len(each.drawings) for each in concepts)
    shape = len(concepts), places
    where: dict[int, tuple[int, int]] = {}
    shown = torch.zeros(*shape, *next(iter(latents.values())).shape)
    drawn_in = torch.full(shape, -1)
    for number, concept in enumerate(concepts):
        for place, row in enumerate(concept.drawings):
            where[row] = number, place
            shown[number, place] = latents[row]
            drawn_in[number, place] = styles.index(drawings[row]["style"])
    names = [name for concept in concepts for name in concept.names]
    meanings = [number for number, concept in enumerate(concepts) for _ in concept.names]
    named = Named(shown, drawn_in, embed(names), torch.tensor(meanings))
    return StickerGallery.of(named), where


def find_twins(gallery: StickerGallery, where: dict[int, tuple[int, int]]) -> dict[int, int]:
    """Returns for each drawing the place of the one most like it, of its concept in other styles.

    Args:
        gallery: Holds the drawings.
        where: Concept and place of each drawing, by its row.
    """
    found: dict[int, int] = {}
    for row, (concept, place) in where.items():
        shown, styles = gallery.drawings[concept].float(), gallery.styles[concept]
        distances = (shown - shown[place]).square().mean(dim=(1, 2, 3))
        is_other = (styles >= 0) & (styles != styles[place])
        found[row] = int(distances.masked_fill(~is_other, torch.inf).argmin())
    return found


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
