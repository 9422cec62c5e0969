import numpy as np
import pytest
import torch

from models.text.decoding.decoder import Decoder, Feed
from models.text.decoding.int8_linear import Int8Linear, sums_are_exact
from models.text.decoding.llama_body import LlamaBody
from models.text.decoding.pages import PAGE, PagedText
from models.text.decoding.single_token import multiply
from tests.models.text.decoding.reading import random_text
from tests.models.text.tiny_models import tiny_llama

pytestmark = pytest.mark.skipif(
    not sums_are_exact(), reason="without these instructions pairs of products are cut at 16 bits"
)


def product(inputs: torch.Tensor, linear: Int8Linear) -> torch.Tensor:
    weights, scales = linear.unpacked()
    found = np.empty(len(weights), np.float32)
    multiply(inputs.numpy(), weights.numpy(), scales.numpy(), found)
    return torch.from_numpy(found)


@pytest.mark.parametrize(("outputs", "inputs"), [(960, 576), (576, 1536), (33, 45), (1, 16)])
def test_products_are_those_of_fbgemm_to_the_last_bit(outputs: int, inputs: int) -> None:
    chance = torch.Generator().manual_seed(3)
    linear = Int8Linear(torch.randn(outputs, inputs, generator=chance))
    for _ in range(20):
        row = torch.rand(inputs, generator=chance) * 254 - 127
        assert torch.equal(product(row, linear), linear(row[None])[0])


def test_near_ties_are_rounded_as_fbgemm_rounds_them() -> None:
    linear = Int8Linear(torch.eye(64))
    ties = torch.arange(64) - 31.5
    for towards in (-200.0, 200.0):
        near = torch.nextafter(ties, torch.tensor(towards))
        assert torch.equal(product(near, linear), linear(near[None])[0])
    assert torch.equal(product(ties, linear), linear(ties[None])[0])


def test_a_text_has_the_same_logits_read_in_one_call_or_in_many() -> None:
    body = LlamaBody(tiny_llama())
    logits: list[torch.Tensor] = []
    for body.single_pass in (True, False):
        decoder, text = Decoder(body), PagedText()
        tokens = random_text(3 * PAGE + 5, seed=7)
        logits.append(torch.cat([decoder.step([Feed(text, [token])]) for token in tokens]))
    assert torch.equal(*logits)
