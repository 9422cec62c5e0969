"""Coarse pictures of what a hub pipeline is drawing."""

import logging
from collections.abc import Sequence
from typing import Any

from PIL import Image

from models.image.latent_colours import LatentColours

logger = logging.getLogger(__name__)

# Their latents move in a straight line towards the picture, so two steps show where it leads.
_STRAIGHT = ("FlowMatchEulerDiscreteScheduler", "EulerDiscreteScheduler")
_STRAIGHT_FIRST_FRACTION = 0.06
# With other schedulers we see the latents with their noise, which hides everything at first.
_NOISY_FIRST_FRACTION = 0.5


class LatentPreviews:
    """Shows the pictures of one pipeline call after another, or nothing where it can't tell."""

    def __init__(self) -> None:
        self._pipeline: Any = None
        self._colours: LatentColours | None = None
        self._has_looked = False
        self._step = 0
        self._before: Any = None
        self._latents: Any = None

    @property
    def first_fraction(self) -> float:
        """How much has to be done before there is something to see."""
        return _STRAIGHT_FIRST_FRACTION if self._is_straight else _NOISY_FIRST_FRACTION

    def begin(self, pipeline: Any) -> None:
        """Starts a call."""
        self._pipeline = pipeline
        self.end()

    def note(self, step: int, latents: Any) -> None:
        """Keeps the latents after a step; costs nothing."""
        self._step, self._before, self._latents = step, self._latents, latents

    def end(self) -> None:
        """Lets go of the latents."""
        self._before = self._latents = None

    def show(self, rows: Sequence[int]) -> list[Image.Image] | None:
        """Returns what the latents in those rows show, or None if we can't tell."""
        try:
            return self._show(rows)
        except Exception:
            # A preview is a courtesy: the picture is drawn without it too.
            logger.exception("This pipeline gets no previews")
            self._has_looked, self._colours = True, None
            return None

    def _show(self, rows: Sequence[int]) -> list[Image.Image] | None:
        if not self._has_looked:
            self._has_looked = True
            self._colours = LatentColours.of(getattr(self._pipeline, "vae", None))
        if self._colours is None or (self._is_straight and self._before is None):
            return None
        return self._colours.pictures(self._expected(list(rows)))

    def _expected(self, rows: list[int]) -> Any:
        """Returns the latents where they seem to lead, as far as the scheduler lets us see."""
        latents = self._latents[rows].float()
        if not self._is_straight:
            return latents
        earlier, now = self._pipeline.scheduler.sigmas[self._step : self._step + 2].tolist()
        slope = (latents - self._before[rows].float()) / (now - earlier)
        return latents - now * slope

    @property
    def _is_straight(self) -> bool:
        return type(self._pipeline.scheduler).__name__ in _STRAIGHT
