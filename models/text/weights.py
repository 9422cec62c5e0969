"""Loading text models: the embedded one from its GGUF file, others by hub id or local path."""

import hashlib
import logging
import os
import shutil
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import torch
from platformdirs import user_cache_path
from safetensors import SafetensorError
from transformers import (
    AutoConfig,
    AutoModelForCausalLM,
    AutoTokenizer,
    GgufConfig,
    PreTrainedModel,
    PreTrainedTokenizerBase,
)
from transformers.utils.logging import disable_progress_bar

from models.devices import choose_dtype
from models.embedded import TEXT_WEIGHTS
from models.errors import ModelUnavailable
from models.text.decoding.body import Body
from models.text.decoding.choice import choose_body
from models.text.decoding.decoder import Decoder
from models.text.verse.chinese.han_tokens import HanTokens
from models.text.verse.speech import Speech
from models.text.vocabulary import Vocabulary, read_vocabulary

_LOG = logging.getLogger(__name__)
_REVISION_CHARACTERS = 12
_SAMPLE = (
    "The evening comes in over the harbour, and every lamp along the water wakes to count the "
    "boats that are not home."
)


@dataclass(frozen=True)
class LoadedModel:
    """A model that is ready to write.

    Attributes:
        most_tokens: The longest text it can read; None if that is unknown.
        speech: How its tokens sound in English.
    """

    decoder: Decoder
    tokenizer: PreTrainedTokenizerBase
    vocabulary: Vocabulary
    revision: str
    most_tokens: int | None
    speech: Speech

    def can_scan(self, language: str) -> bool:
        """Returns whether lines can be held to the sounds of a language."""
        match language.casefold():
            case "english":
                return self.speech.rhyming.are_many
            case "chinese":
                return self.han_tokens.are_many
            case _:
                return False

    @cached_property
    def han_tokens(self) -> HanTokens:
        """Its tokens for Chinese verse; finding them the first time takes a moment."""
        return HanTokens(self.tokenizer, self.vocabulary)


def load_named(model_id: str, device: torch.device, dtype: torch.dtype | None) -> LoadedModel:
    """Loads a causal language model by hub id or local path.

    Args:
        model_id: Of the model.
        device: Where it runs.
        dtype: What it calculates in; None for what is fastest here.

    Raises:
        ModelUnavailable: It is of a kind that can't be used.
    """
    disable_progress_bar()
    # The configuration alone tells whether there is such a model: an error comes sooner.
    configuration = AutoConfig.from_pretrained(model_id)
    tokenizer = AutoTokenizer.from_pretrained(model_id)
    model = AutoModelForCausalLM.from_pretrained(
        model_id, config=configuration, dtype=dtype or choose_dtype("auto", device)
    )
    commit: str | None = getattr(model.config, "_commit_hash", None)
    # A folder has no revision: only its name tells it from others.
    name = commit or f"local-{hashlib.sha256(model_id.encode()).hexdigest()[:_REVISION_CHARACTERS]}"
    body = _chosen_body(model, tokenizer, name, device, dtype)
    return _made_ready(model, tokenizer, body, commit or "local", latin_only=False)


def load_embedded(device: torch.device, dtype: torch.dtype | None) -> LoadedModel:
    """Loads the embedded model, and keeps it unpacked in the user's cache for the next time.

    Raises:
        ModelUnavailable: Its weights are not installed.
    """
    gguf = TEXT_WEIGHTS.path()
    if gguf is None:
        raise ModelUnavailable(
            "The embedded text model's weights are missing. Run `atelier models install`."
        )
    disable_progress_bar()
    revision = _digest(gguf)
    folder = user_cache_path("atelier") / "text" / revision
    tokenizer, model = _read_kept(folder) or _unpack(gguf, folder)
    body = _chosen_body(model, tokenizer, revision, device, dtype)
    return _made_ready(model, tokenizer, body, revision, latin_only=True)


def _chosen_body(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    name: str,
    device: torch.device,
    dtype: torch.dtype | None,
) -> Body:
    return choose_body(model, name, tokenizer.encode(_SAMPLE), device, dtype)


def _made_ready(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    body: Body,
    revision: str,
    *,
    latin_only: bool,
) -> LoadedModel:
    config = model.config.get_text_config()
    vocabulary = read_vocabulary(tokenizer, config.vocab_size, latin_only=latin_only)
    return LoadedModel(
        Decoder(body),
        tokenizer,
        vocabulary,
        revision,
        getattr(config, "max_position_embeddings", None),
        Speech(tokenizer),
    )


_Unpacked: TypeAlias = tuple[PreTrainedTokenizerBase, PreTrainedModel]


def _read_kept(folder: Path) -> _Unpacked | None:
    if not folder.exists():
        return None
    try:
        return (
            AutoTokenizer.from_pretrained(folder),
            AutoModelForCausalLM.from_pretrained(folder, dtype=torch.bfloat16),
        )
    except Exception as error:  # noqa: BLE001  # whatever is wrong with it, unpacking mends it
        _LOG.warning("The unpacked text model in %s is broken, unpacking anew: %s", folder, error)
        return None


def _unpack(gguf: Path, folder: Path) -> _Unpacked:
    tokenizer = AutoTokenizer.from_pretrained(str(gguf.parent), gguf_file=gguf.name)
    model = AutoModelForCausalLM.from_pretrained(
        str(gguf.parent),
        gguf_file=gguf.name,
        dtype=torch.bfloat16,
        quantization_config=GgufConfig(dequantize=True),
    )
    try:
        _keep(tokenizer, model, folder)
    except (OSError, SafetensorError) as error:
        _LOG.info("Can't keep the unpacked text model in %s: %s", folder, error)
    return tokenizer, model


def _keep(tokenizer: PreTrainedTokenizerBase, model: PreTrainedModel, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Written aside and renamed, so that a second bot never reads half a model.
    with tempfile.TemporaryDirectory(dir=folder.parent, ignore_cleanup_errors=True) as aside:
        complete = Path(aside) / folder.name
        model.save_pretrained(complete)
        tokenizer.save_pretrained(complete)
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(complete, folder)  # noqa: PTH105  # Path.replace is for files


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:_REVISION_CHARACTERS]
