"""Poems and lyrics from any causal language model that transformers can load."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import TYPE_CHECKING

from models.backend import Capabilities, ModelConfiguration, Ticket, Tickets
from models.base import Kind, Progress, ProgressCallback, Provenance, Stage, TextResult
from models.embedded import EMBEDDED, TEXT_MODEL_ID
from models.text.plans import plan_writing
from models.text.watch import Watch, estimate_steps

if TYPE_CHECKING:
    from models.text.weights import LoadedModel
    from models.text.writing import Writing

_OPTIONS = frozenset(
    {"form", "word", "given", "keywords", "mood", "loves", "avoids", "genre", "structure"}
)

# Without it the embedded model strays from the theme, above 2 it loses its grammar; in between,
# lines are also chosen for being near to the theme.
_GUIDANCE_SCALE = 1.2
MAX_BATCH = 16
"""Works written at a time. Beyond that, a processor has no time left to win."""


class TransformersTextBackend:
    """A `models.backend.Backend` for poems and lyrics. Torch is imported on `load`, not before."""

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
        return Capabilities(
            kinds=frozenset({Kind.POEM, Kind.LYRICS}), options=options, max_batch=MAX_BATCH
        )

    def load(self, on_progress: ProgressCallback) -> None:
        if self._loaded is not None:
            return
        on_progress(Progress(Stage.LOADING))
        from models.devices import choose_device, choose_dtype
        from models.failures import translated_load_failures
        from models.text.weights import load_embedded, load_named

        configuration = self._configuration
        with translated_load_failures(self.model_id, "ATELIER_TEXT_MODEL_ID"):
            device = choose_device(configuration.device)
            chosen = configuration.dtype
            dtype = None if chosen == "auto" else choose_dtype(chosen, device)
            if self._is_embedded:
                self._loaded = load_embedded(device, dtype)
            else:
                self._loaded = load_named(configuration.text_model_id, device, dtype)
        on_progress(Progress(Stage.LOADING, fraction=1.0))

    def serve(self, tickets: Tickets) -> None:
        """Writes everything together; see `models.backend.Backend.serve`."""
        from models.text.writing_batch import WritingBatch

        assert self._loaded is not None  # noqa: S101  served with the model loaded
        batch = WritingBatch(self._loaded.decoder, self.model_id)
        while True:
            while len(batch) < MAX_BATCH and (ticket := tickets.take()) is not None:
                batch.add(ticket, self._written(ticket, self._loaded))
            if not batch:
                return
            batch.step()

    def _written(self, ticket: Ticket, loaded: LoadedModel) -> Writing[TextResult]:
        from models.text.sampling import Sampling
        from models.text.verse.craft import sung_lines
        from models.text.works import write_work

        request = ticket.request
        plan = plan_writing(
            request,
            self.capabilities.max_prompt_characters,
            for_small_model=self._is_embedded,
            can_scan=loaded.can_scan,
        )
        # Lines in metre are chosen from many, the nearest to the theme among them.
        is_guided = self._is_embedded and not plan.is_metred
        sampling = Sampling(guidance_scale=_GUIDANCE_SCALE if is_guided else 1.0)
        watch = Watch(estimate_steps(plan.sections), ticket.report)
        started = time.perf_counter()
        text, title, tokens = yield from write_work(
            loaded, plan, sampling, request.seed, watch, is_guided=is_guided
        )
        parameters = {
            "messages": plan.messages,
            "max_new_tokens": plan.max_new_tokens,
            "arithmetic": loaded.decoder.body.name,
            **asdict(sampling),
        }
        seconds = time.perf_counter() - started
        provenance = Provenance(self.model_id, loaded.revision, request.seed, seconds, parameters)
        sung = sung_lines(text, plan.sections) if plan.in_english else ()
        return TextResult(text, provenance, tokens, title, sung)

    def unload(self) -> None:
        if self._loaded is not None:
            from models.text.topics import sentence_encoder

            sentence_encoder.cache_clear()
        self._loaded = None
