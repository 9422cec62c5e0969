"""Has works written by Atelier and by the baseline, and keeps them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from models.backend import ModelConfiguration
from models.base import TextResult
from models.errors import GenerationError
from tests.evaluations.verse.desk import Desk
from tests.evaluations.verse.orders import Order
from tests.evaluations.verse.scores import Scores
from tests.evaluations.verse.works import ATELIER, BASELINE, Work, WorksFile

Say = Callable[[str], None]


def write_works(
    file: WorksFile, orders: Mapping[str, Sequence[Order]], together: int, say: Say
) -> None:
    """Writes what is not in the file yet.

    Args:
        file: Where each work goes as soon as it is there.
        orders: What Atelier and the baseline shall write.
        together: Works at a time.
        say: Told how far it is.
    """
    missing = {maker: file.missing(maker, wanted) for maker, wanted in orders.items()}
    if not any(missing.values()):
        return
    say("loading the models")
    scores = Scores()
    for maker, wanted in missing.items():
        if wanted:
            counted = _Counted(file, maker, len(wanted), scores, say)
            _WRITERS[maker](Desk(wanted, together, counted.keep), together)


@dataclass
class _Counted:
    """Keeps the works of one maker and counts down."""

    file: WorksFile
    maker: str
    left: int
    scores: Scores
    say: Say

    def keep(self, order: Order, outcome: TextResult | GenerationError) -> None:
        self.file.add(_work(self.maker, order, outcome, self.scores))
        self.left -= 1
        self.say(f"{self.maker}: {self.left} to write")


def _work(maker: str, order: Order, outcome: TextResult | GenerationError, scores: Scores) -> Work:
    if isinstance(outcome, GenerationError):
        return Work(maker, order, None, error=f"{type(outcome).__name__}: {outcome.message}")
    return Work(
        maker,
        order,
        outcome.text,
        outcome.title,
        seconds=round(outcome.provenance.seconds, 2),
        log_likelihood=scores.log_likelihood(order, outcome.text),
        topic_similarity=scores.topic_similarity(order.theme, outcome.text),
    )


def _write_with_atelier(desk: Desk, _together: int) -> None:
    from models.text.transformers_backend import TransformersTextBackend

    backend = TransformersTextBackend(ModelConfiguration(device="cpu"))
    backend.load(lambda _: None)
    backend.serve(desk)


def _write_baseline(desk: Desk, together: int) -> None:
    import torch

    from models.text.weights import load_embedded
    from tests.evaluations.verse.baseline import write_plainly

    write_plainly(load_embedded(torch.device("cpu"), None), desk, together)


_WRITERS: dict[str, Callable[[Desk, int], None]] = {
    ATELIER: _write_with_atelier,
    BASELINE: _write_baseline,
}
