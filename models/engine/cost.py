"""How much work a request is: in units from the request alone, in seconds by experience."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from models.base import (
    KIND_OF_REQUEST,
    GenerationRequest,
    ImageRequest,
    Kind,
    LyricsRequest,
    PoemRequest,
)
from models.errors import RequestRejected
from models.text.forms.catalogue import form_of
from models.text.forms.lines import Layout, Line, Metre, new_lines
from models.text.songs.sections import song_sections

WEIGHT_OF_NEWEST = 0.2
METRED_LINE, RHYMED_LINE = 3.0, 5.0

# What a backend chooses when the request leaves it open is not known here; only the relation to
# requests that name a figure suffers from a wrong guess.
USUAL_STEPS = 30
USUAL_SIZE = 512

_FIRST_GUESSES: Mapping[Kind, float] = {Kind.POEM: 1.0, Kind.LYRICS: 1.0, Kind.IMAGE: 0.3}


def units_of(request: GenerationRequest) -> float:
    """Returns the work that a request is: new lines of a text, denoising steps of images.

    A line of verse counts several times, and so does a step at more than the usual size.
    """
    match request:
        case PoemRequest():
            try:
                return _new_lines(form_of(request).layout(request.seed, request.word))
            except (RequestRejected, KeyError):
                return 1.0
        case LyricsRequest():
            try:
                return _new_lines(song_sections(request.structure, request.genre))
            except RequestRejected:
                return 1.0
        case ImageRequest():
            steps = request.num_inference_steps or USUAL_STEPS
            size = request.size or USUAL_SIZE
            return max(1.0, request.count * steps * (size / USUAL_SIZE) ** 2)


def _new_lines(layout: Layout) -> float:
    return sum(map(_lines_of_prose, new_lines(layout)))


def _lines_of_prose(line: Line) -> float:
    """Returns how many lines without form one line is worth, by the tokens drafted for it."""
    if not isinstance(line.measure, Metre):
        return 1.0
    return RHYMED_LINE if line.rhyme else METRED_LINE


@dataclass
class _SecondsPerUnit:
    """Exponential means.

    Attributes:
        work: The model's time, shared among those that it worked on at once.
        elapsed: The time on the clock from the first step to the last.
    """

    work: float
    elapsed: float
    is_guess: bool = True

    def learn(self, work: float, elapsed: float) -> None:
        # The first experience is worth more than any guess.
        weight = 1.0 if self.is_guess else WEIGHT_OF_NEWEST
        self.work += weight * (work - self.work)
        self.elapsed += weight * (elapsed - self.elapsed)
        self.is_guess = False


class CostModel:
    """Predicts what a request will take, from what those of its kind took lately.

    Two figures are kept apart, because a model that makes four works together takes little longer
    than for one: the seconds of *work* a job costs, which are its share of the model's time and
    add up to the time the model was busy, and the seconds that *elapse* while it runs. Fairness is
    reckoned in the first, waiting in the second.
    """

    def __init__(self) -> None:
        self._rates = {
            kind: _SecondsPerUnit(guess, guess) for kind, guess in _FIRST_GUESSES.items()
        }

    def learn(self, request: GenerationRequest, *, work: float, elapsed: float) -> None:
        """Notes what a finished request took, in seconds."""
        units = units_of(request)
        self._rates[KIND_OF_REQUEST[type(request)]].learn(work / units, elapsed / units)

    def work_seconds(self, request: GenerationRequest) -> float:
        """Returns how much of the model's time a request will cost."""
        return self._predict(request, lambda rate: rate.work)

    def elapsed_seconds(self, request: GenerationRequest) -> float:
        """Returns how long a request will run."""
        return self._predict(request, lambda rate: rate.elapsed)

    def _predict(
        self, request: GenerationRequest, figure: Callable[[_SecondsPerUnit], float]
    ) -> float:
        rate = self._rates[KIND_OF_REQUEST[type(request)]]
        return max(units_of(request) * figure(rate), 0.001)
