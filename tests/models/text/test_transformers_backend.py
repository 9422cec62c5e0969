from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from huggingface_hub.errors import GatedRepoError, RepositoryNotFoundError
from transformers import MambaConfig, MambaForCausalLM

from models.backend import ModelConfiguration
from models.base import ImageRequest, LyricsRequest, PoemRequest, Progress, Stage, TextResult
from models.errors import GenerationCancelled, ModelUnavailable, OutOfMemory, RequestRejected
from models.text.decoding.decoder import Decoder, Feed
from models.text.transformers_backend import TransformersTextBackend
from tests.models.text.tiny_models import CHAT_TEMPLATE, save_tiny_llama
from tests.serving import ScriptedTicket, ScriptedTickets, generate

# All that the hub's errors look at.
ANSWER: Any = SimpleNamespace(headers={}, request=None)
HAIKU = PoemRequest("rain", 7, "haiku")


def backend_for(model_id: str | Path) -> TransformersTextBackend:
    return TransformersTextBackend(ModelConfiguration(text_model_id=str(model_id), device="cpu"))


def write(
    backend: TransformersTextBackend,
    request: PoemRequest | LyricsRequest | ImageRequest,
    *,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> TextResult:
    result = generate(backend, request, on_progress, is_cancelled)
    assert isinstance(result, TextResult)
    return result


def count_steps(
    backend: TransformersTextBackend, monkeypatch: pytest.MonkeyPatch
) -> list[Sequence[Feed]]:
    """Returns a list that grows by what the decoder is fed, step by step."""
    backend.load(lambda _: None)
    assert backend._loaded is not None
    decoder = backend._loaded.decoder
    steps: list[Sequence[Feed]] = []

    def counted(feeds: Sequence[Feed]) -> torch.Tensor:
        steps.append(feeds)
        return Decoder.step(decoder, feeds)

    monkeypatch.setattr(decoder, "step", counted)
    return steps


@pytest.fixture(scope="module")
def chat_model(tmp_path_factory: pytest.TempPathFactory) -> TransformersTextBackend:
    folder = tmp_path_factory.mktemp("chat")
    return backend_for(save_tiny_llama(folder, chat_template=CHAT_TEMPLATE))


def test_a_chat_model_from_a_folder_writes_in_form(chat_model: TransformersTextBackend) -> None:
    result = write(chat_model, HAIKU)
    assert len(result.text.splitlines()) == 3
    assert result.provenance.model_revision == "local"
    assert result.provenance.parameters["guidance_scale"] == 1.0


def test_a_model_without_chat_template_writes_lyrics(tmp_path: Path) -> None:
    backend = backend_for(save_tiny_llama(tmp_path, chat_template=None))
    text = write(backend, LyricsRequest("rain", 3, structure=("Verse", "Chorus"))).text
    assert [line for line in text.splitlines() if line.startswith("[")] == ["[Verse]", "[Chorus]"]


def test_the_language_is_heeded_by_any_but_the_embedded_model() -> None:
    assert "language" in backend_for("some/model").capabilities.options
    assert "language" not in backend_for("embedded").capabilities.options
    assert {"form", "word", "given", "keywords"} <= backend_for("embedded").capabilities.options


def test_progress_tells_loading_from_writing(chat_model: TransformersTextBackend) -> None:
    chat_model.unload()
    seen: list[Progress] = []
    write(chat_model, HAIKU, on_progress=seen.append)
    stages = [progress.stage for progress in seen]
    assert stages[0] is Stage.LOADING
    assert stages[-1] is Stage.GENERATING
    assert stages == sorted(stages, key=[Stage.LOADING, Stage.GENERATING].index)


def test_cancellation_stops_before_the_next_step(
    chat_model: TransformersTextBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = count_steps(chat_model, monkeypatch)
    answers = iter([False] * 4 + [True])
    with pytest.raises(GenerationCancelled, match="Stopped as asked"):
        write(chat_model, HAIKU, is_cancelled=lambda: next(answers))
    assert len(steps) == 4


def test_what_is_no_text_is_rejected(chat_model: TransformersTextBackend) -> None:
    with pytest.raises(RequestRejected, match="poems and lyrics"):
        write(chat_model, ImageRequest("a fox", 1))


def test_more_than_the_model_holds_is_rejected(chat_model: TransformersTextBackend) -> None:
    with pytest.raises(RequestRejected, match="fewer sections"):
        write(chat_model, LyricsRequest("rain", 1, structure=("Verse",) * 12, mood="calm " * 600))


def test_running_out_of_memory_says_so_and_frees_what_was_taken(
    chat_model: TransformersTextBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = count_steps(chat_model, monkeypatch)
    assert chat_model._loaded is not None
    decoder = chat_model._loaded.decoder
    write(chat_model, HAIKU)
    kept = decoder.pages_in_use

    def exhausted(feeds: Sequence[Feed]) -> torch.Tensor:
        if len(steps) > 20:
            raise torch.OutOfMemoryError("CUDA out of memory")
        steps.append(feeds)
        return Decoder.step(decoder, feeds)

    steps.clear()
    monkeypatch.setattr(decoder, "step", exhausted)
    with pytest.raises(OutOfMemory, match="smaller"):
        write(chat_model, HAIKU)
    assert decoder.pages_in_use == kept


def test_poems_written_together_are_those_written_alone(
    chat_model: TransformersTextBackend,
) -> None:
    requests = [PoemRequest("rain", seed, "haiku") for seed in range(20)]
    alone = [write(chat_model, request).text for request in requests]
    tickets = [ScriptedTicket(request) for request in requests]
    chat_model.serve(ScriptedTickets(tickets[:3], list(enumerate(tickets[3:], 5))))
    together = [ticket.outcome() for ticket in tickets]
    assert [isinstance(each, TextResult) and each.text for each in together] == alone


def test_no_more_are_written_at_a_time_than_promised(
    chat_model: TransformersTextBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = count_steps(chat_model, monkeypatch)
    tickets = [ScriptedTicket(PoemRequest("rain", seed, "haiku")) for seed in range(20)]
    chat_model.serve(ScriptedTickets(tickets))
    assert len(steps[0]) == chat_model.capabilities.max_batch == 16
    assert all(ticket.result is not None for ticket in tickets)


def test_one_that_is_rejected_does_not_disturb_the_others(
    chat_model: TransformersTextBackend,
) -> None:
    tickets = [ScriptedTicket(HAIKU), ScriptedTicket(PoemRequest("", 1)), ScriptedTicket(HAIKU)]
    chat_model.serve(ScriptedTickets(tickets))
    assert isinstance(tickets[1].error, RequestRejected)
    assert tickets[0].result is not None
    assert tickets[2].result is not None


def test_a_kind_of_model_that_can_not_be_used_is_named(tmp_path: Path) -> None:
    save_tiny_llama(tmp_path, chat_template=None)
    MambaForCausalLM(MambaConfig(hidden_size=8, num_hidden_layers=1)).save_pretrained(tmp_path)
    with pytest.raises(ModelUnavailable, match="kind mamba can't be used"):
        backend_for(tmp_path).load(lambda _: None)


@pytest.mark.parametrize("model_id", ["/no/such/folder", "not a valid id"])
def test_an_unknown_model_is_named(model_id: str) -> None:
    with pytest.raises(ModelUnavailable, match=model_id):
        backend_for(model_id).load(lambda progress: None)


def test_an_unreachable_hub_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelUnavailable, match=r"huggingface\.co can't be reached"):
        backend_for("nobody/no-such-model").load(lambda progress: None)


@pytest.mark.parametrize(
    ("configuration", "variable"),
    [
        (ModelConfiguration(device="abacus"), "ATELIER_DEVICE"),
        (ModelConfiguration(dtype="int3"), "ATELIER_DTYPE"),
    ],
)
def test_a_wrong_setting_is_named(configuration: ModelConfiguration, variable: str) -> None:
    with pytest.raises(ModelUnavailable, match=variable):
        TransformersTextBackend(configuration).load(lambda progress: None)


def test_a_broken_folder_says_why_and_what_to_check(tmp_path: Path) -> None:
    save_tiny_llama(tmp_path, chat_template=None)
    (tmp_path / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(ModelUnavailable, match=r"can't be loaded: .*Check ATELIER_TEXT_MODEL_ID"):
        backend_for(tmp_path).load(lambda _: None)


@pytest.mark.parametrize(
    ("failure", "expected", "words"),
    [
        (
            GatedRepoError("gated", response=ANSWER),
            ModelUnavailable,
            "accept its licence: do so on its page",
        ),
        (
            RepositoryNotFoundError("none", response=ANSWER),
            ModelUnavailable,
            "There is no model some/model that I may read",
        ),
        (torch.OutOfMemoryError("CUDA out of memory"), OutOfMemory, "choose a smaller model"),
    ],
    ids=["gated", "unknown", "memory"],
)
def test_what_goes_wrong_while_loading_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, failure: Exception, expected: type[Exception], words: str
) -> None:
    def failing(*_args: object, **_options: object) -> None:
        raise failure

    monkeypatch.setattr("models.text.weights.AutoConfig.from_pretrained", failing)
    with pytest.raises(expected, match=words):
        backend_for("some/model").load(lambda _: None)
