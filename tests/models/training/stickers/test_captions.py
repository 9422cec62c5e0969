"""Captions of training drawings."""

import random

from models.training.stickers.captions import captions


def test_captions_of_a_coloured_drawing_name_the_colour() -> None:
    made = captions("fox", ["animal", "face"], "teal", random.Random(0))

    assert len(made) == 4
    assert all("teal" in caption for caption in made)


def test_captions_without_tags_fall_back_on_the_label() -> None:
    made = captions("Fox", ["狐"], None, random.Random(0))

    assert all("fox" in caption for caption in made)
    assert not any("狐" in caption for caption in made)
