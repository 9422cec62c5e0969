"""Captions of training drawings."""

import random

from models.training.drawings.held_out import held_out_captions
from models.training.stickers.captions import coloured_captions, plain_captions


def test_every_name_stands_alone_once() -> None:
    made = plain_captions(["fox", "fox face"], ["animal", "sly"], 12, random.Random(0))

    assert made[:2] == ["fox", "fox face"]
    assert len(made) == len(set(made)) == 12


def test_captions_of_a_coloured_drawing_name_the_colour() -> None:
    made = coloured_captions(["fox"], ["animal", "face"], "teal", 3, random.Random(0))

    assert len(made) == 3
    assert all("teal" in caption for caption in made)


def test_without_tags_names_take_their_place() -> None:
    made = plain_captions(["fox"], [], 4, random.Random(0))
    assert all("fox" in caption for caption in made)


def test_no_drawing_is_trained_with_a_held_out_caption() -> None:
    held_out = held_out_captions()["1f98a"]
    made = plain_captions([held_out, "fox"], [held_out, "sly"], 12, random.Random(0))
    assert held_out not in made
    assert not any(held_out in caption for caption in made)
