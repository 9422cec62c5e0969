from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from models.base import (
    ImageRequest,
    LyricsRequest,
    ModelConfiguration,
    PoemForm,
    PoemRequest,
    Progress,
    Stage,
    TextResult,
)
from models.errors import GenerationCancelled, ModelUnavailable, OutOfMemory, RequestRejected
from models.text.transformers_backend import TransformersTextBackend
from tests.models.text.tiny_models import CHAT_TEMPLATE, save_tiny_llama

HAIKU = PoemRequest("rain", 7, PoemForm.HAIKU)


def backend_for(model_id: str | Path) -> TransformersTextBackend:
    return TransformersTextBackend(ModelConfiguration(text_model_id=str(model_id), device="cpu"))


def write(
    backend: TransformersTextBackend,
    request: PoemRequest | LyricsRequest | ImageRequest,
    *,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> TextResult:
    return backend.generate(request, on_progress, is_cancelled)


@pytest.fixture(scope="module")
def chat_model(tmp_path_factory: pytest.TempPathFactory) -> TransformersTextBackend:
    torch.manual_seed(1)
    folder = tmp_path_factory.mktemp("chat")
    return backend_for(save_tiny_llama(folder, chat_template=CHAT_TEMPLATE))


def test_a_chat_model_from_a_folder_writes_in_form(chat_model: TransformersTextBackend) -> None:
    result = write(chat_model, HAIKU)
    assert len(result.text.splitlines()) == 3
    assert result.provenance.model_revision == "local"
    assert result.provenance.parameters["guidance_scale"] == 1.0


def test_a_model_without_chat_template_writes_lyrics(tmp_path: Path) -> None:
    torch.manual_seed(2)
    backend = backend_for(save_tiny_llama(tmp_path, chat_template=None))
    text = write(backend, LyricsRequest("rain", 3, structure=("Verse", "Chorus"))).text
    assert [line for line in text.splitlines() if line.startswith("[")] == ["[Verse]", "[Chorus]"]


def test_the_language_is_heeded_by_any_but_the_embedded_model() -> None:
    assert "language" in backend_for("some/model").capabilities.options
    assert "language" not in backend_for("embedded").capabilities.options


def test_progress_tells_loading_from_writing(chat_model: TransformersTextBackend) -> None:
    chat_model.unload()
    seen: list[Progress] = []
    write(chat_model, HAIKU, on_progress=seen.append)
    stages = [progress.stage for progress in seen]
    assert stages[0] is Stage.LOADING
    assert stages[-1] is Stage.GENERATING
    assert stages == sorted(stages, key=[Stage.LOADING, Stage.GENERATING].index)


def test_cancellation_stops_before_the_next_token(chat_model: TransformersTextBackend) -> None:
    asked: list[bool] = []

    def is_cancelled() -> bool:
        asked.append(True)
        return len(asked) == 4

    with pytest.raises(GenerationCancelled):
        write(chat_model, HAIKU, is_cancelled=is_cancelled)
    assert len(asked) == 4


def test_what_is_no_text_is_rejected_before_loading() -> None:
    with pytest.raises(RequestRejected, match="poems and lyrics"):
        write(backend_for("no/such"), ImageRequest("a fox", 1))


def test_more_than_the_model_holds_is_rejected(chat_model: TransformersTextBackend) -> None:
    with pytest.raises(RequestRejected, match="fewer sections"):
        write(chat_model, LyricsRequest("rain", 1, structure=("Verse",) * 12, mood="calm " * 600))


def test_running_out_of_memory_says_so(
    chat_model: TransformersTextBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted(*args: object, **options: object) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr("transformers.LlamaForCausalLM.forward", exhausted)
    with pytest.raises(OutOfMemory):
        write(chat_model, HAIKU)


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
