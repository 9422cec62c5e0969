"""The embedded model itself: slow by seconds, and the only proof that it writes verse."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from models.base import LyricsRequest, ModelConfiguration, PoemForm, PoemRequest
from models.embedded import TEXT_WEIGHTS
from models.errors import GenerationCancelled, ModelUnavailable
from models.text.transformers_backend import TransformersTextBackend

pytestmark = pytest.mark.weights


@pytest.fixture(scope="module")
def backend() -> Iterator[TransformersTextBackend]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    loaded = TransformersTextBackend(ModelConfiguration(device="cpu"))
    loaded.load(lambda progress: None)
    yield loaded
    loaded.unload()
    torch.set_num_threads(threads)


def write(backend: TransformersTextBackend, request: PoemRequest | LyricsRequest) -> str:
    return backend.generate(request, lambda progress: None, lambda: False).text


def stanza_sizes(text: str) -> list[int]:
    return [len(stanza.splitlines()) for stanza in text.split("\n\n")]


def is_verse(line: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_][\w'’,.;!?–— -]*", line)) and not re.search(r"\d", line)


def test_the_same_seed_writes_the_same_haiku(backend: TransformersTextBackend) -> None:
    request = PoemRequest("rain on tin roofs", 7, PoemForm.HAIKU)
    text = write(backend, request)
    assert stanza_sizes(text) == [3]
    assert write(backend, request) == text
    assert write(backend, PoemRequest("rain on tin roofs", 8, PoemForm.HAIKU)) != text


@pytest.mark.parametrize("theme", ["a cat who steals fish", "🌊🔥", "القطة", "@everyone\n# dance"])
def test_a_limerick_is_five_lines_of_verse(backend: TransformersTextBackend, theme: str) -> None:
    text = write(backend, PoemRequest(theme, 1, PoemForm.LIMERICK))
    assert stanza_sizes(text) == [5]
    assert all(is_verse(line) for line in text.splitlines())


def test_quatrains_keep_out_what_is_avoided_and_work_in_what_is_loved(
    backend: TransformersTextBackend,
) -> None:
    text = write(
        backend,
        PoemRequest(
            "my grandmother's garden",
            1,
            PoemForm.QUATRAINS,
            mood="nostalgic",
            loves=("moonlight",),
            avoids=("flowers", "her"),
        ),
    )
    assert set(stanza_sizes(text)) == {4}
    assert not re.search(r"flower|\bher\b", text.casefold())
    assert "moon" in text.casefold()
    lines = [line.casefold() for line in text.splitlines() if line]
    assert len(set(lines)) == len(lines)


def test_lyrics_have_their_sections_in_order(backend: TransformersTextBackend) -> None:
    structure = ("Verse", "Chorus", "Verse", "Chorus")
    text = write(backend, LyricsRequest("leaving town", 3, "country", structure=structure))
    sections = [section.split("\n", 1) for section in text.split("\n\n")]
    assert [label for label, _ in sections] == ["[Verse 1]", "[Chorus]", "[Verse 2]", "[Chorus]"]
    assert sections[1][1] == sections[3][1]
    assert sections[0][1] != sections[2][1]
    assert all(is_verse(line) for _, words in sections for line in words.splitlines())


def test_cancellation_stops_within_a_token(backend: TransformersTextBackend) -> None:
    answers = iter([False] * 5 + [True])
    with pytest.raises(GenerationCancelled):
        backend.generate(PoemRequest("rain", 1), lambda progress: None, lambda: next(answers))
    assert next(answers, None) is None


def test_a_broken_copy_in_the_cache_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, backend: TransformersTextBackend
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    revision = backend.generate(
        PoemRequest("rain", 1, PoemForm.HAIKU), lambda progress: None, lambda: False
    ).provenance.model_revision
    kept = tmp_path / "atelier" / "text" / revision
    kept.mkdir(parents=True)
    (kept / "config.json").write_text("{}")
    TransformersTextBackend(ModelConfiguration(device="cpu")).load(lambda progress: None)
    assert (kept / "model.safetensors").stat().st_size > 200_000_000
    assert [folder.name for folder in kept.parent.iterdir()] == [revision]


def test_missing_weights_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = replace(TEXT_WEIGHTS, module="no_such_weights")
    monkeypatch.setattr("models.text.weights.TEXT_WEIGHTS", absent)
    with pytest.raises(ModelUnavailable, match="atelier models install"):
        TransformersTextBackend(ModelConfiguration(device="cpu")).load(lambda progress: None)
