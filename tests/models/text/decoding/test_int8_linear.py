import pytest
import torch

from models.text.decoding.int8_linear import Int8Linear, sums_are_exact

pytestmark = pytest.mark.skipif(
    not torch.cpu._is_vnni_supported(),
    reason="without these instructions pairs of products are cut at 16 bits",
)


def weight(outputs: int, inputs: int) -> torch.Tensor:
    return torch.randn(outputs, inputs, generator=torch.Generator().manual_seed(3))


def rows(count: int, size: int) -> torch.Tensor:
    generator = torch.Generator().manual_seed(4)
    return torch.randint(-127, 128, (count, size), generator=generator).float()


def exactly(inputs: torch.Tensor, exact: torch.Tensor) -> torch.Tensor:
    return inputs.double() @ exact.double().T


@pytest.mark.parametrize(("outputs", "inputs"), [(96, 64), (33, 45), (1, 16)])
@pytest.mark.parametrize("count", [1, 2, 17, 192])
def test_products_are_right_up_to_the_rounding_of_weights(
    outputs: int, inputs: int, count: int
) -> None:
    exact, taken = weight(outputs, inputs), rows(count, inputs)
    found = Int8Linear(exact)(taken)
    assert found.shape == (count, outputs)
    assert found.dtype == torch.float32
    # A weight is at most half a step off: the sum of inputs times that bounds the whole.
    step = exact.abs().amax(dim=1) / 127
    bound = taken.double().abs().sum(dim=1, keepdim=True) * step * 0.501
    assert ((found.double() - exactly(taken, exact)).abs() <= bound).all()


def test_products_of_whole_steps_are_exact() -> None:
    whole = torch.tensor([[127.0, -64.0, 0.0, 1.0], [-127.0, 127.0, 5.0, -1.0]])
    taken = rows(5, 4)
    assert torch.equal(Int8Linear(whole)(taken).double(), exactly(taken, whole))


def test_inputs_are_rounded_to_whole_steps() -> None:
    linear, taken = Int8Linear(weight(8, 16)), rows(5, 16)
    off = torch.rand(5, 16, generator=torch.Generator().manual_seed(5)) * 0.98 - 0.49
    assert torch.equal(linear(taken + off), linear(taken))


def test_sums_do_not_overflow_where_all_are_largest() -> None:
    largest = torch.full((8, 2048), 127.0)
    taken = torch.full((3, 2048), 127.0)
    assert torch.equal(Int8Linear(largest)(taken), torch.full((3, 8), 127.0 * 127 * 2048))
    assert torch.equal(Int8Linear(-largest)(taken), torch.full((3, 8), -127.0 * 127 * 2048))


def test_a_row_is_the_same_among_any_others() -> None:
    linear, taken = Int8Linear(weight(80, 64)), rows(64, 64)
    together = linear(taken)
    for count in (1, 3, 16, 31):
        assert torch.equal(linear(taken[:count].clone()), together[:count])


def test_every_output_has_a_scale_of_its_own() -> None:
    exact = weight(3, 64) * torch.tensor([[1e-4], [1.0], [1e4]])
    taken = rows(9, 64)
    expected = exactly(taken, exact)
    off = (Int8Linear(exact)(taken).double() - expected).norm(dim=0) / expected.norm(dim=0)
    assert (off < 0.02).all()


def test_weights_of_nothing_give_nothing() -> None:
    assert torch.equal(Int8Linear(torch.zeros(4, 8))(rows(2, 8)), torch.zeros(2, 4))


def test_half_precision_weights_are_taken() -> None:
    exact = weight(16, 32).bfloat16()
    taken = rows(3, 32)
    assert torch.equal(Int8Linear(exact)(taken), Int8Linear(exact.float())(taken))


def test_a_processor_with_these_instructions_is_known_to_be_exact() -> None:
    assert sums_are_exact()


def test_unpacked_weights_are_those_that_multiply() -> None:
    exact = weight(33, 45)
    rounded, steps = Int8Linear(exact).unpacked()
    assert rounded.dtype == torch.int8
    assert torch.equal(rounded.float() * steps[:, None], Int8Linear(exact)(torch.eye(45)).T)
