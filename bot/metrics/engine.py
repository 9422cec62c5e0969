"""What the engine does, in numbers."""

from bot.metrics.meters import Meters
from models.base import GenerationResult, ImageResult, Kind, TextResult
from models.engine.observer import EngineObserver, Outcome


class EngineMeter(EngineObserver):
    """Tells the meters what the engine tells it."""

    def __init__(self, meters: Meters) -> None:
        self._meters = meters
        self._lost: set[str] = set()

    def job_queued(self, kind: Kind) -> None:
        self._meters.jobs_queued.labels(kind).inc()

    def job_refused(self, kind: Kind) -> None:
        self._meters.jobs_refused.labels(kind).inc()

    def job_started(self, kind: Kind, wait_seconds: float) -> None:
        self._meters.wait.labels(kind).observe(wait_seconds)

    def job_ended(
        self,
        kind: Kind,
        outcome: Outcome,
        wait_seconds: float,
        run_seconds: float,
        result: GenerationResult | None,
    ) -> None:
        self._meters.jobs_ended.labels(kind, outcome).inc()
        if outcome is Outcome.FINISHED:
            self._meters.run.labels(kind).observe(run_seconds)
        if isinstance(result, TextResult):
            self._count_tokens(kind, result)
        elif isinstance(result, ImageResult):
            self._count_images(result)

    def queue_changed(self, lane: str, waiting: int) -> None:
        self._meters.queue_length.labels(lane).set(waiting)

    def batch_changed(self, lane: str, size: int) -> None:
        self._meters.running.labels(lane).set(size)
        if size:
            self._meters.batch_size.labels(lane).observe(size)

    def worker_started(self, lane: str) -> None:
        if lane in self._lost:
            self._lost.remove(lane)
            self._meters.worker_restarts.labels(lane).inc()

    def worker_lost(self, lane: str, *, planned: bool) -> None:
        self._meters.worker_memory.labels(lane).set(0)
        if not planned:
            self._lost.add(lane)

    def worker_memory(self, lane: str, resident_bytes: int) -> None:
        self._meters.worker_memory.labels(lane).set(resident_bytes)

    def _count_tokens(self, kind: Kind, result: TextResult) -> None:
        if result.tokens is None:
            return
        self._meters.tokens.labels(kind).inc(result.tokens)
        if result.provenance.seconds > 0:
            rate = result.tokens / result.provenance.seconds
            self._meters.token_rate.labels(kind).observe(rate)

    def _count_images(self, result: ImageResult) -> None:
        self._meters.images.inc(len(result.images))
        if result.provenance.seconds > 0:
            self._meters.image_rate.observe(len(result.images) / result.provenance.seconds)
