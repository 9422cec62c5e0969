from pathlib import Path

import pytest
import torch

from models.base import TextResult
from models.errors import GenerationError
from models.text.weights import LoadedModel, load_named
from tests.evaluations.verse.baseline import write_plainly
from tests.evaluations.verse.desk import Desk
from tests.evaluations.verse.orders import Order
from tests.models.text.tiny_models import CHAT_TEMPLATE, save_tiny_llama

_ORDERS = [Order("haiku", theme, 1) for theme in ("a comet", "an echo", "tomorrow")]


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LoadedModel:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = save_tiny_llama(tmp_path / "model", chat_template=CHAT_TEMPLATE)
    return load_named(str(folder), torch.device("cpu"), torch.float32)


def texts(loaded: LoadedModel, together: int) -> dict[str, str]:
    found: dict[str, str] = {}

    def keep(order: Order, outcome: TextResult | GenerationError) -> None:
        assert isinstance(outcome, TextResult)
        assert 0 < (outcome.tokens or 0) <= 120
        found[order.theme] = outcome.text

    write_plainly(loaded, Desk(_ORDERS, together, keep), together)
    return found


def test_answers_are_the_same_however_many_are_written_together(loaded: LoadedModel) -> None:
    alone = texts(loaded, 1)
    assert set(alone) == {order.theme for order in _ORDERS}
    assert any(alone.values())
    assert texts(loaded, 3) == alone
