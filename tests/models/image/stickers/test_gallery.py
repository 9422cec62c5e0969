"""Finding drawings to look at."""

import torch

from models.image.stickers.gallery import Likely, Shown, StickerGallery
from models.image.stickers.pipeline import StickerPipeline
from tests.models.image.stickers.conftest import tiny_gallery

SURE = 0.001


def rows(gallery: StickerGallery, concept: int, count: int) -> Likely:
    """Returns that concept as certain, for every row."""
    others = [other for other in range(len(gallery.rows)) if other != concept]
    concepts = torch.tensor([[concept, *others]] * count)
    return Likely(concepts, torch.tensor([[1.0] + [0.0] * len(others)] * count))


def test_a_name_finds_what_it_names_first() -> None:
    gallery = tiny_gallery(concepts=20)
    names = gallery.embeddings.float()

    found = gallery.find(torch.nn.functional.normalize(names, dim=1))

    assert torch.equal(found.concepts[:, 0], torch.arange(20).repeat_interleave(2))
    assert torch.allclose(found.scores[:, 0], torch.ones(40), atol=0.35)
    assert found.concepts.shape == found.scores.shape == (40, 8)
    assert (found.scores.diff(dim=1) <= 0).all()


def test_references_show_the_likeliest_but_never_in_the_style_that_is_drawn() -> None:
    gallery = tiny_gallery()
    styles = torch.arange(3).repeat(100)

    picked = gallery.pick(rows(gallery, 1, 300), styles, 2, SURE)

    assert picked.shape == (300, 2, 4, 16, 16)
    stored = gallery.shown(gallery.rows[1, :3].long())
    is_place = (picked[:, :, None] == stored).flatten(3).all(dim=3)
    assert (is_place.sum(dim=2) == 1).all()
    places = is_place.long().argmax(dim=2)
    assert not (places == styles[:, None]).any()
    assert set(places[0::3].flatten().tolist()) == {1, 2}


def test_any_style_may_be_looked_at_if_none_is_asked_for() -> None:
    gallery = tiny_gallery()
    picked = gallery.pick(rows(gallery, 0, 100), torch.full((100,), -1), 1, SURE)
    seen = {tuple(one.flatten()[:8].tolist()) for one in picked}
    assert len(seen) == 4


def test_in_doubt_other_concepts_are_looked_at_too() -> None:
    gallery = tiny_gallery()
    likely = rows(gallery, 0, 200)
    sure = gallery.pick(likely, torch.full((200,), -1), 1, SURE)
    unsure = gallery.pick(likely, torch.full((200,), -1), 1, 100.0)

    def concepts(picked: torch.Tensor) -> set[int]:
        known = gallery.shown(torch.arange(len(gallery.latents)))
        found = (picked[:, :, None] == known).flatten(3).all(dim=3)
        rows = found.long().argmax(dim=2).flatten().tolist()
        return {int((gallery.rows == row).nonzero()[0, 0]) for row in rows}

    assert concepts(sure) == {0}
    assert concepts(unsure) == {0, 1, 2}


def test_what_it_holds_is_off_by_less_than_is_seen() -> None:
    latents = torch.randn(2, 4, 16, 16).clamp(-3.9, 3.9)
    names = torch.nn.functional.normalize(torch.randn(2, 384), dim=1)
    numbers = torch.arange(2)
    gallery = StickerGallery.of(Shown(latents, numbers, numbers, names, numbers))

    assert torch.allclose(gallery.shown(numbers), latents, atol=1 / 64)


def test_a_seed_looks_at_the_same_drawings_again(pipeline: StickerPipeline) -> None:
    likely = pipeline.likely(pipeline.embed("a fox"))

    def begin(seed: int) -> tuple[torch.Tensor, torch.Tensor]:
        return pipeline.begin(likely, "flat", 4, torch.Generator().manual_seed(seed))

    assert all(torch.equal(a, b) for a, b in zip(begin(1), begin(1), strict=True))
    assert not torch.equal(begin(1)[1], begin(2)[1])
