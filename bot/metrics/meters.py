"""Every meter that the bot has, in a registry of its own."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_WAITS = (0.1, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600)
_DELAYS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3)
_RATES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_SIZES = (1, 2, 4, 8, 16, 32, 64)


class Meters:
    """What is counted and measured; anybody may read it, in any thread.

    Attributes:
        registry: What a server of metrics shows.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._add_jobs()
        self._add_speed()
        self._add_workers()
        self._add_bot()

    def _add_jobs(self) -> None:
        self.jobs_queued = self._counter("jobs_queued", "Jobs that were accepted", "kind")
        self.jobs_refused = self._counter(
            "jobs_refused", "Jobs that were not accepted because too many waited", "kind"
        )
        self.jobs_ended = self._counter(
            "jobs_ended", "Accepted jobs that ended, by how they did", "kind", "outcome"
        )
        self.queue_length = self._gauge("queue_length", "Jobs that wait", "lane")
        self.wait = self._histogram("wait_seconds", "Time in line", _WAITS, "kind")
        self.run = self._histogram("run_seconds", "Time that a worker had a job", _WAITS, "kind")

    def _add_speed(self) -> None:
        self.tokens = self._counter("tokens", "Tokens written for finished texts", "kind")
        self.token_rate = self._histogram(
            "tokens_per_second", "Tokens a second of one finished text", _RATES, "kind"
        )
        self.images = self._counter("images", "Finished images")
        self.image_rate = self._histogram(
            "images_per_second", "Images a second of one finished job", (0.01, 0.05, 0.1, *_RATES)
        )
        self.batch_size = self._histogram(
            "batch_size", "Jobs that a worker had together, noted at each change", _SIZES, "lane"
        )
        self.running = self._gauge("running_jobs", "Jobs that a worker has now", "lane")

    def _add_workers(self) -> None:
        self.worker_restarts = self._counter(
            "worker_restarts", "Workers started again after one had died or hung", "lane"
        )
        self.worker_memory = self._gauge("worker_memory_bytes", "Memory of a worker", "lane")

    def _add_bot(self) -> None:
        self.loop_lag = self._histogram(
            "event_loop_lag_seconds", "How late the event loop wakes a sleeper", _DELAYS
        )
        self.acknowledge = self._histogram(
            "acknowledge_seconds",
            "From when Discord made an interaction, by its clock, until it had the first answer",
            _DELAYS,
        )
        self.discord_errors = self._counter(
            "discord_errors",
            "Requests that Discord refused, by HTTP status and by its own code; status 0 is a "
            "connection that broke",
            "status",
            "code",
        )

    def _counter(self, name: str, what: str, *labels: str) -> Counter:
        return Counter(f"atelier_{name}", what, labels, registry=self.registry)

    def _gauge(self, name: str, what: str, *labels: str) -> Gauge:
        return Gauge(f"atelier_{name}", what, labels, registry=self.registry)

    def _histogram(
        self, name: str, what: str, buckets: tuple[float, ...], *labels: str
    ) -> Histogram:
        return Histogram(f"atelier_{name}", what, labels, registry=self.registry, buckets=buckets)
