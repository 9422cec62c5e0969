"""Choosing batch sizes that give the same bits."""

import torch

from models.image.stickers.row_shapes import faithful_sizes

CPU = torch.device("cpu")


def model(*, rounds_otherwise: frozenset[int]):
    def draw(count: int) -> torch.Tensor:
        return torch.full((count, 4), 1.0 + 1e-6 * (count in rounds_otherwise))

    return draw


def test_where_all_sizes_agree_all_are_used() -> None:
    assert faithful_sizes(model(rounds_otherwise=frozenset()), CPU) == (1, 2, 4, 6, 8, 12, 16)


def test_sizes_that_round_otherwise_are_left_out() -> None:
    assert faithful_sizes(model(rounds_otherwise=frozenset({1, 6, 16})), CPU) == (2, 4, 8, 12)


def test_a_size_is_left_out_when_only_its_last_row_differs() -> None:
    def draw(count: int) -> torch.Tensor:
        rows = torch.ones(count, 4)
        rows[-1] += 1e-6 * (count == 12)
        return rows

    assert faithful_sizes(draw, CPU) == (1, 2, 4, 6, 8, 16)


def test_where_no_two_rows_agree_pictures_are_drawn_alone() -> None:
    def draw(count: int) -> torch.Tensor:
        return torch.arange(count).unsqueeze(1).float()

    assert faithful_sizes(draw, CPU) == (1,)
