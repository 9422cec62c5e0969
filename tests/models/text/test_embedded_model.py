"""The embedded model itself: slow by seconds, and the only proof that it writes verse."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from models.backend import ModelConfiguration
from models.base import GenerationResult, LyricsRequest, PoemRequest, Progress, TextResult
from models.embedded import TEXT_WEIGHTS
from models.errors import GenerationCancelled, ModelUnavailable, RequestRejected
from models.text.decoding.decoder import Feed
from models.text.transformers_backend import TransformersTextBackend
from tests.serving import ScriptedTicket, ScriptedTickets, generate

pytestmark = pytest.mark.weights


def write(backend: TransformersTextBackend, request: PoemRequest | LyricsRequest) -> str:
    return text_of(generate(backend, request))


def text_of(result: GenerationResult) -> str:
    assert isinstance(result, TextResult)
    return result.text


def stanza_sizes(text: str) -> list[int]:
    return [len(stanza.splitlines()) for stanza in text.split("\n\n")]


def is_verse(line: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d_][\w'’,.;!?–— -]*", line)) and not re.search(r"\d", line)


def test_the_same_seed_writes_the_same_haiku(backend: TransformersTextBackend) -> None:
    request = PoemRequest("rain on tin roofs", 7, "haiku")
    text = write(backend, request)
    assert stanza_sizes(text) == [3]
    assert write(backend, request) == text
    assert write(backend, PoemRequest("rain on tin roofs", 8, "haiku")) != text


@pytest.mark.parametrize("theme", ["a cat who steals fish", "🌊🔥", "القطة", "@everyone\n# dance"])
def test_a_limerick_is_five_lines_of_verse(backend: TransformersTextBackend, theme: str) -> None:
    text = write(backend, PoemRequest(theme, 1, "limerick"))
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
            "quatrains",
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


@pytest.mark.parametrize("chance_seed", [1, 2])
def test_a_text_is_the_same_whatever_is_written_beside_it(
    backend: TransformersTextBackend, chance_seed: int
) -> None:
    mine = PoemRequest("the last ferry home", 5, "limerick", mood="wistful")
    expected = write(backend, mine)
    chance = random.Random(chance_seed)
    forms = chance.choices(["haiku", "limerick", "free verse"], k=5)
    first, *others = (
        ScriptedTicket(PoemRequest("the last ferry home", seed, form))
        for seed, form in enumerate(["free verse", *forms])
    )
    ticket = ScriptedTicket(mine)
    # Free verse takes more than 60 steps: there is always something being written.
    arrivals = [(chance.randrange(50), other) for other in others] + [
        (chance.randrange(20), ticket)
    ]
    backend.serve(ScriptedTickets([first], sorted(arrivals, key=lambda arrival: arrival[0])))
    assert text_of(ticket.outcome()) == expected
    assert all(other.result is not None for other in [first, *others])


def test_a_text_is_the_same_from_a_model_that_was_just_loaded(
    backend: TransformersTextBackend,
) -> None:
    request = PoemRequest("frost on a spider's web", 11, "limerick")
    write(backend, PoemRequest("frost on a spider's web", 12, "limerick"))
    fresh = TransformersTextBackend(ModelConfiguration(device="cpu"))
    assert write(fresh, request) == write(backend, request)


def test_drafts_grow_by_whole_lines_into_the_work(backend: TransformersTextBackend) -> None:
    seen: list[Progress] = []
    request = LyricsRequest("leaving town", 4, structure=("Verse", "Chorus"))
    text = text_of(generate(backend, request, seen.append))
    drafts = [progress.draft for progress in seen if progress.draft is not None]
    assert drafts[-1] == text
    lines = text.splitlines()
    for draft in set(drafts):
        assert draft.splitlines() == lines[: len(draft.splitlines())]
    lengths = [len(draft.splitlines()) for draft in drafts]
    assert lengths == sorted(lengths)
    assert len(set(drafts)) == sum(1 for line in lines if line and not line.startswith("["))
    fractions = [progress.fraction for progress in seen if progress.fraction is not None]
    assert fractions == sorted(fractions)


@pytest.mark.parametrize("answered", [0, 1, 5, 40])
def test_cancellation_stops_within_a_step_and_leaves_nothing_behind(
    backend: TransformersTextBackend, monkeypatch: pytest.MonkeyPatch, answered: int
) -> None:
    write(backend, PoemRequest("rain", 1, "free verse"))
    assert backend._loaded is not None
    decoder = backend._loaded.decoder
    read = decoder.step
    kept, fed = decoder.pages_in_use, list[int]()

    def counted(feeds: Sequence[Feed]) -> torch.Tensor:
        fed.append(len(feeds))
        return read(feeds)

    monkeypatch.setattr(decoder, "step", counted)
    answers = iter([False] * answered + [True])
    with pytest.raises(GenerationCancelled, match="Stopped as asked"):
        generate(backend, PoemRequest("rain", 1, "free verse"), is_cancelled=lambda: next(answers))
    assert len(fed) == answered
    assert decoder.pages_in_use == kept


def test_only_beginnings_of_prompts_are_left_in_the_cache(
    backend: TransformersTextBackend,
) -> None:
    assert backend._loaded is not None
    decoder = backend._loaded.decoder
    tickets = [ScriptedTicket(PoemRequest("salt", seed, "haiku")) for seed in range(6)]
    write(backend, PoemRequest("salt", 9, "haiku"))
    kept = decoder.pages_in_use
    backend.serve(ScriptedTickets(tickets))
    assert decoder.pages_in_use == kept > 0


def test_more_than_the_model_holds_is_refused(backend: TransformersTextBackend) -> None:
    with pytest.raises(RequestRejected, match="more than the text model can hold in mind"):
        write(backend, LyricsRequest("rain", 1, mood="calm " * 9000))


def test_a_broken_copy_in_the_cache_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, backend: TransformersTextBackend
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert backend._loaded is not None
    revision = backend._loaded.revision
    kept = tmp_path / "atelier" / "text" / revision
    kept.mkdir(parents=True)
    (kept / "config.json").write_text("{}")
    TransformersTextBackend(ModelConfiguration(device="cpu")).load(lambda _: None)
    assert (kept / "model.safetensors").stat().st_size > 200_000_000
    assert [each.name for each in kept.parent.iterdir() if each.is_dir()] == [revision]


def test_missing_weights_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = replace(TEXT_WEIGHTS, module="no_such_weights")
    monkeypatch.setattr("models.text.weights.TEXT_WEIGHTS", absent)
    with pytest.raises(ModelUnavailable, match="atelier models install"):
        TransformersTextBackend(ModelConfiguration(device="cpu")).load(lambda _: None)
