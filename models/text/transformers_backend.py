"""Poems and lyrics from any causal language model that transformers can load."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from models.base import (
    Capabilities,
    GenerationRequest,
    Kind,
    ModelConfiguration,
    Progress,
    ProgressCallback,
    Provenance,
    Stage,
    TextResult,
)
from models.embedded import EMBEDDED, TEXT_MODEL_ID
from models.text.plans import plan_writing
from models.text.watch import Watch, estimate_steps

if TYPE_CHECKING:
    from models.text.weights import LoadedModel

_OPTIONS = frozenset({"form", "mood", "loves", "avoids", "genre", "structure"})

# Found by eye: below 1.3 the embedded model strays from the theme, above 2 it loses its grammar.
_GUIDANCE_SCALE = 1.6


class TransformersTextBackend:
    """A `models.base.Backend` for poems and lyrics. Torch is imported on `load`, not before."""

    def __init__(self, configuration: ModelConfiguration) -> None:
        self._configuration = configuration
        self._is_embedded = configuration.text_model_id == EMBEDDED
        self._loaded: LoadedModel | None = None

    @property
    def model_id(self) -> str:
        return TEXT_MODEL_ID if self._is_embedded else self._configuration.text_model_id

    @property
    def capabilities(self) -> Capabilities:
        # The embedded model writes English whatever it is asked for.
        options = _OPTIONS if self._is_embedded else _OPTIONS | {"language"}
        return Capabilities(kinds=frozenset({Kind.POEM, Kind.LYRICS}), options=options)

    def load(self, on_progress: ProgressCallback) -> None:
        self._load_once(on_progress)

    def generate(
        self,
        request: GenerationRequest,
        on_progress: ProgressCallback,
        is_cancelled: Callable[[], bool],
    ) -> TextResult:
        plan = plan_writing(
            request, self.capabilities.max_prompt_characters, for_small_model=self._is_embedded
        )
        loaded = self._load_once(on_progress)
        from models.failures import translated_generation_failures
        from models.text.composer import compose
        from models.text.line_writer import LineWriter, Sampling

        sampling = Sampling(guidance_scale=_GUIDANCE_SCALE if self._is_embedded else 1.0)
        chats = [plan.messages, plan.neutral_messages] if self._is_embedded else [plan.messages]
        watch = Watch(estimate_steps(plan.sections), on_progress, is_cancelled)
        started = time.perf_counter()
        with translated_generation_failures(self.model_id):
            writer = LineWriter(
                loaded, chats, sampling, request.seed, plan.max_new_tokens, watch.on_token
            )
            text = compose(writer, plan.sections, plan.wishes)
        seconds = time.perf_counter() - started
        parameters = {
            "messages": plan.messages,
            "max_new_tokens": plan.max_new_tokens,
            **asdict(sampling),
        }
        return TextResult(
            text, Provenance(self.model_id, loaded.revision, request.seed, seconds, parameters)
        )

    def unload(self) -> None:
        self._loaded = None

    def _load_once(self, on_progress: ProgressCallback) -> LoadedModel:
        if self._loaded is None:
            on_progress(Progress(Stage.LOADING))
            from models.devices import choose_device, choose_dtype
            from models.failures import translated_load_failures
            from models.text.weights import load_embedded, load_named

            configuration = self._configuration
            with translated_load_failures(self.model_id, "ATELIER_TEXT_MODEL_ID"):
                device = choose_device(configuration.device)
                dtype = choose_dtype(configuration.dtype, device)
                if self._is_embedded:
                    self._loaded = load_embedded(device, dtype)
                else:
                    self._loaded = load_named(configuration.text_model_id, device, dtype)
            on_progress(Progress(Stage.LOADING, fraction=1.0))
        return self._loaded
