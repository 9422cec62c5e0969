import json
import logging
from pathlib import Path

import pytest
import torch
from transformers import MistralConfig, MistralForCausalLM

from models.text.decoding import choice
from models.text.decoding.body import Body, Step
from models.text.decoding.choice import choose_body
from models.text.decoding.int8_linear import sums_are_exact
from models.text.decoding.llama_body import LlamaBody
from models.text.decoding.pages import CacheShape
from models.text.decoding.transformers_body import TransformersBody
from tests.models.text.decoding.reading import random_text
from tests.models.text.tiny_models import tiny_llama

SAMPLE = random_text(24, seed=1)
CPU = torch.device("cpu")
CHOICE = {"fastest": "int8", "single_pass": sums_are_exact()}
needs_exact_sums = pytest.mark.skipif(
    not sums_are_exact(), reason="the two ways would differ without these instructions"
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "atelier" / "text"


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The bodies whose time was taken, in order; the 8-bit one is the faster by far."""
    names: list[str] = []

    def seconds(body: Body, _sample: list[int]) -> list[float]:
        names.append(body.name)
        if not isinstance(body, LlamaBody):
            return [1.0, 1.0]
        return [0.001 if body.single_pass else 0.002, 0.001]

    monkeypatch.setattr(choice, "_seconds", seconds)
    return names


def chosen(revision: str = "abc") -> Body:
    return choose_body(tiny_llama(), revision, SAMPLE, CPU, None)


def only_file(cache: Path) -> Path:
    (file,) = cache.iterdir()
    return file


def test_the_fastest_is_measured_once_and_remembered(cache: Path, measured: list[str]) -> None:
    assert chosen().name == "int8"
    assert set(measured) == {"bfloat16", "int8"}
    assert json.loads(only_file(cache).read_text()) == CHOICE
    count = len(measured)
    assert isinstance(chosen(), LlamaBody)
    assert len(measured) == count


@needs_exact_sums
@pytest.mark.parametrize("one_call_is_faster", [True, False])
def test_how_to_read_a_single_token_is_measured_and_remembered(
    cache: Path, monkeypatch: pytest.MonkeyPatch, one_call_is_faster: bool
) -> None:
    def seconds(body: Body, _sample: list[int]) -> list[float]:
        is_single = isinstance(body, LlamaBody) and body.single_pass
        return [0.1 if is_single == one_call_is_faster else 0.2, 1.0]

    monkeypatch.setattr(choice, "_seconds", seconds)
    for _ in ("measured", "remembered"):
        body = chosen()
        assert isinstance(body, LlamaBody)
        assert body.single_pass is one_call_is_faster
    assert json.loads(only_file(cache).read_text())["single_pass"] is one_call_is_faster


def test_the_general_body_is_remembered_as_well(cache: Path, measured: list[str]) -> None:
    chosen()
    only_file(cache).write_text(json.dumps(CHOICE | {"fastest": "bfloat16"}))
    count = len(measured)
    assert isinstance(chosen(), TransformersBody)
    assert len(measured) == count


def test_other_weights_and_other_machines_are_measured_anew(
    cache: Path, measured: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen("one")
    count = len(measured)
    chosen("two")
    assert len(measured) == 2 * count
    monkeypatch.setattr("platform.machine", lambda: "abacus")
    chosen("one")
    assert len(measured) == 3 * count
    assert len(list(cache.iterdir())) == 3


@pytest.mark.parametrize(
    "broken",
    ["", "{", "{}", "[]", "null", '"int8"', "\udcff", '{"fastest": 3}', '{"fastest": "int8"}'],
)
def test_a_broken_memory_is_ignored_and_mended(
    cache: Path, measured: list[str], broken: str
) -> None:
    chosen()
    count = len(measured)
    file = only_file(cache)
    file.write_bytes(broken.encode(errors="surrogateescape"))
    assert chosen().name == "int8"
    assert len(measured) == 2 * count
    assert json.loads(file.read_text()) == CHOICE


def test_a_cache_that_can_not_be_written_is_no_error(
    tmp_path: Path,
    measured: list[str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with caplog.at_level(logging.INFO):
        assert chosen().name == "int8"
    assert "Can't keep how to calculate" in caplog.text


def test_the_slower_one_is_not_chosen(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def seconds(body: Body, _sample: list[int]) -> list[float]:
        return [2.0, 2.0] if body.name == "int8" else [1.0, 1.0]

    monkeypatch.setattr(choice, "_seconds", seconds)
    assert chosen().name == "bfloat16"


@pytest.mark.parametrize("error", [NotImplementedError("no FBGEMM"), AttributeError("no such op")])
def test_where_bytes_can_not_be_multiplied_the_general_body_works(
    cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    def impossible(_weight: torch.Tensor) -> None:
        raise error

    monkeypatch.setattr("models.text.decoding.llama_body.Int8Linear", impossible)
    with caplog.at_level(logging.INFO):
        assert chosen().name == "bfloat16"
    assert str(error) in caplog.text


def test_time_is_taken_alone_and_together() -> None:
    alone, together = choice._seconds(LlamaBody(tiny_llama()), SAMPLE)
    assert 0 < together < alone


def test_a_number_format_that_was_asked_for_is_used(cache: Path, measured: list[str]) -> None:
    body = choose_body(tiny_llama(), "abc", SAMPLE, CPU, torch.float32)
    assert isinstance(body, TransformersBody)
    assert body.name == "float32"
    assert not measured
    assert not cache.exists()


def test_other_models_are_not_measured(cache: Path, measured: list[str]) -> None:
    small = MistralConfig(
        vocab_size=101,
        hidden_size=32,
        intermediate_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=2,
    )
    body = choose_body(MistralForCausalLM(small), "abc", SAMPLE, CPU, None)
    assert isinstance(body, TransformersBody)
    biased = choose_body(tiny_llama(attention_bias=True), "abc", SAMPLE, CPU, None)
    assert isinstance(biased, TransformersBody)
    assert not measured


class ScriptedBody:
    """Expects one token above all others, by so much."""

    cache_shape = CacheShape(1, 1, 1, CPU, torch.float32)

    def __init__(self, name: str, expected: float) -> None:
        self.name = name
        self._expected = expected

    def logits(self, step: Step) -> torch.Tensor:
        logits = torch.zeros(len(step.wanted), 10)
        logits[:, 3] = self._expected
        return logits


@pytest.mark.parametrize(
    ("expected", "name"),
    [(2.0, "rounded"), (2.3, "rounded"), (-2.0, "exact"), (float("nan"), "exact")],
)
def test_rounding_that_changes_what_is_expected_is_refused(
    measured: list[str], monkeypatch: pytest.MonkeyPatch, expected: float, name: str
) -> None:
    def seconds(body: Body, _sample: list[int]) -> list[float]:
        return [1.0] if body.name == "exact" else [0.1]

    monkeypatch.setattr(choice, "_seconds", seconds)
    exact, rounded = ScriptedBody("exact", 2.0), ScriptedBody("rounded", expected)
    assert choice._fastest(exact, rounded, SAMPLE).name == name


def test_the_divergence_is_that_of_the_textbook() -> None:
    exact, rounded = ScriptedBody("exact", 1.0), ScriptedBody("rounded", 3.0)
    p, q = (torch.tensor([1.0, *[0.0] * 9]).mul(scale).softmax(0) for scale in (1, 3))
    expected = float((p * (p / q).log()).sum())
    assert choice._divergence(exact, rounded, SAMPLE) == pytest.approx(expected, rel=1e-5)
