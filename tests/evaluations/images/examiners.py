"""Who judges the pictures: a matcher of captions and a judge of styles, both learned."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from safetensors.torch import load_file
from torch import nn

from models.training.matching import towers, train_styles
from models.training.matching.pictures import to_tensor
from models.training.matching.sentences import sentence_embeddings
from models.training.matching.towers import Matcher
from models.training.matching.train_styles import STYLES, style_tower
from tests.evaluations.images.pictures import resized

_Network = TypeVar("_Network", bound=nn.Module)
_WEIGHTS = Path(__file__).with_name("weights")
MATCHER = _WEIGHTS / "matcher.safetensors"
STYLES_JUDGE = _WEIGHTS / "styles.safetensors"


class Examiners:
    """The committed networks.

    Raises:
        FileNotFoundError: They are not there.
    """

    def __init__(self) -> None:
        self._matcher = _loaded(Matcher(), MATCHER)
        self._styles = _loaded(style_tower(), STYLES_JUDGE)

    @torch.inference_mode()
    def see(self, pixels: np.ndarray) -> np.ndarray:
        """Returns unit vectors of pictures given as uint8 (count, height, width, 3)."""
        return self._matcher.see(to_tensor(resized(pixels, towers.SIDE))).numpy()

    @torch.inference_mode()
    def read(self, captions: Sequence[str]) -> np.ndarray:
        """Returns unit vectors of captions, in the same space."""
        return self._matcher.read(sentence_embeddings(captions)).numpy()

    @torch.inference_mode()
    def style_of(self, pixels: np.ndarray) -> list[str]:
        """Returns the style that each picture looks most like."""
        logits = self._styles(to_tensor(resized(pixels, train_styles.SIDE)))
        return [STYLES[index] for index in logits.argmax(dim=1).tolist()]


def _loaded(network: _Network, path: Path) -> _Network:
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing; models/training/matching says how to make it.")
    network.load_state_dict({name: value.float() for name, value in load_file(path).items()})
    return network.eval()
