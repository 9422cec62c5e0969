import pytest
import torch

from models.image.stickers.colours import colours_in
from models.image.stickers.palette import palette_rows


def test_colours_are_found_in_words_in_order() -> None:
    assert colours_in("A teal fox, with a Red scarf") == ["teal", "red"]
    assert colours_in("a reddish fox") == []


def test_a_palette_has_three_colours_at_most_each_once() -> None:
    rows = palette_rows(["red", "red", "ultramarine", "white", "teal", "blue"])

    assert rows[:, 3].tolist() == [1, 1, 1]
    assert rows[0, :3].tolist() == pytest.approx([0.733, -0.639, -0.467], abs=0.001)
    assert (rows[1, :3] > 0.8).all()


def test_without_colours_all_is_zero() -> None:
    assert torch.equal(palette_rows([]), torch.zeros(3, 4))
