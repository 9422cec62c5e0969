"""One request for pictures on its way from ticket to result, for every image backend."""

import time
from collections.abc import Callable, Mapping, Sequence

from PIL import Image

from models.backend import Capabilities, Ticket
from models.base import (
    GeneratedImage,
    GenerationRequest,
    ImageRequest,
    ImageResult,
    Progress,
    Provenance,
    Stage,
)
from models.errors import GenerationCancelled, GenerationError, RequestRejected
from models.image.grid import grid, png_bytes
from models.image.previews import PreviewPace
from models.image.prompt import alt_text


def admitted(
    ticket: Ticket,
    capabilities: Capabilities,
    check: Callable[[ImageRequest], None] = lambda _: None,
) -> "Drawing | None":
    """Returns the ticket's drawing, or None after ending it: cancelled, or more than we can do.

    Args:
        ticket: What was asked.
        capabilities: What the backend can do.
        check: Raises RequestRejected for what else it can't.
    """
    try:
        if ticket.is_cancelled:
            raise GenerationCancelled("Stopped.")
        request = _checked(ticket.request, capabilities)
        check(request)
    except GenerationError as error:
        ticket.fail(error)
        return None
    return Drawing(ticket, request)


class Drawing:
    """A request being drawn, which ends its ticket once.

    Attributes:
        request: What is drawn.
        pace: Says when a preview is due.
        is_over: Whether the ticket has ended.
    """

    def __init__(self, ticket: Ticket, request: ImageRequest) -> None:
        self.request = request
        self.pace = PreviewPace()
        self.is_over = False
        self._ticket = ticket
        self._started = time.monotonic()

    def start(self) -> None:
        """Counts the model's time from here, and says that it begins."""
        self._started = time.monotonic()
        self.pace = PreviewPace()
        self.report(0.0)

    def end_if_cancelled(self) -> bool:
        """Ends a cancelled ticket; returns whether the drawing is over."""
        if not self.is_over and self._ticket.is_cancelled:
            self.fail(GenerationCancelled("Stopped."))
        return self.is_over

    def report(self, fraction: float, preview: bytes | None = None) -> None:
        """Tells how much is done."""
        if not self.is_over:
            self._ticket.report(Progress(Stage.GENERATING, min(1.0, fraction), preview=preview))

    def finish(
        self,
        images: Sequence[Image.Image],
        model_id: str,
        model_revision: str,
        parameters: Mapping[str, object],
    ) -> None:
        """Ends the ticket well, with the pictures in the order of their seeds.

        The provenance's seconds are the wall time that the request spent in the model, which others
        may have shared.
        """
        provenance = Provenance(
            model_id=model_id,
            model_revision=model_revision,
            seed=self.request.seed,
            seconds=time.monotonic() - self._started,
            parameters=parameters,
        )
        result = ImageResult(
            images=tuple(_encoded(image, self.request, i) for i, image in enumerate(images)),
            provenance=provenance,
            grid=png_bytes(grid(images)) if len(images) > 1 else None,
        )
        self.is_over = True
        self._ticket.finish(result)

    def fail(self, error: GenerationError) -> None:
        """Ends the ticket with an error, unless it has ended."""
        if not self.is_over:
            self.is_over = True
            self._ticket.fail(error)


def _checked(request: GenerationRequest, capabilities: Capabilities) -> ImageRequest:
    if not isinstance(request, ImageRequest):
        raise RequestRejected("This model only draws images.")
    limit = capabilities.max_prompt_characters
    if not request.prompt.strip():
        raise RequestRejected("Say what to draw: the prompt is empty.")
    if len(request.prompt) > limit:
        raise RequestRejected(
            f"That prompt has {len(request.prompt)} characters; {limit} is the most I can read."
        )
    if request.size is not None and request.size not in capabilities.sizes:
        sizes = ", ".join(map(str, capabilities.sizes))
        raise RequestRejected(f"I can't draw at {request.size} pixels. Choose from: {sizes}.")
    return request


def _encoded(image: Image.Image, request: ImageRequest, index: int) -> GeneratedImage:
    return GeneratedImage(
        png=png_bytes(image),
        seed=request.seed + index,
        alt_text=alt_text(request, index),
        width=image.width,
        height=image.height,
    )
