"""Chooses how a model calculates: whatever is fastest on this machine, found by trying."""

from __future__ import annotations

import json
import logging
import platform
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from platformdirs import user_cache_path
from transformers import LlamaForCausalLM, PreTrainedModel

from models.devices import choose_dtype
from models.text.decoding.body import Body
from models.text.decoding.decoder import Decoder, Feed
from models.text.decoding.llama_body import LlamaBody
from models.text.decoding.transformers_body import TransformersBody

_LOG = logging.getLogger(__name__)
_BATCHES = (1, 16)
_STEPS = 3
# In nats a token. Rounding to bytes costs some hundredths; integers that overflow cost whole nats.
_LARGEST_DIVERGENCE = 0.5


class _Choice(NamedTuple):
    """What was found to be fastest.

    Attributes:
        fastest: Name of the body.
        single_pass: Whether the 8-bit body reads a single token in one pass.
    """

    fastest: str
    single_pass: bool


def choose_body(
    model: PreTrainedModel,
    revision: str,
    sample: Sequence[int],
    device: torch.device,
    dtype: torch.dtype | None,
) -> Body:
    """Returns the layers of a model, ready to calculate.

    Args:
        model: On the processor.
        revision: Of its weights.
        sample: A text of at least 20 tokens, to try on.
        device: Where to calculate.
        dtype: In what; None for what is fastest here. The choice is measured once and kept in
            the user's cache.
    """
    torch.nn.Module.to(model, device, dtype or choose_dtype("auto", device)).eval()
    general = TransformersBody(model)
    if dtype is not None or device.type != "cpu" or not isinstance(model, LlamaForCausalLM):
        return general
    if not LlamaBody.supports(model):
        return general
    file = _memory(revision)
    remembered = _remembered(file)
    if remembered and remembered.fastest == general.name:
        return general
    try:
        rounded = LlamaBody(model)
        if remembered and remembered.fastest == rounded.name:
            rounded.single_pass &= remembered.single_pass
            return rounded
        rounded.single_pass = _is_faster_in_a_single_pass(rounded, sample)
        fastest = _fastest(general, rounded, sample)
    except (RuntimeError, AttributeError) as error:
        _LOG.info("This build of torch can't calculate in 8 bits: %s", error)
        return general
    _remember(file, _Choice(fastest.name, rounded.single_pass))
    return fastest


def _is_faster_in_a_single_pass(body: LlamaBody, sample: Sequence[int]) -> bool:
    """Many cores may read the weights faster than one, in spite of the calls between."""
    if not body.single_pass:
        return False
    in_one = _seconds(body, sample)[0]
    body.single_pass = False
    in_many = _seconds(body, sample)[0]
    return in_one < in_many


def _fastest(general: Body, rounded: Body, sample: Sequence[int]) -> Body:
    divergence = _divergence(general, rounded, sample)
    seconds = {body.name: _seconds(body, sample) for body in (general, rounded)}
    _LOG.info(
        "Seconds a token, alone and together with 15: %s; rounding costs %.3f nats",
        {name: [round(each, 4) for each in times] for name, times in seconds.items()},
        divergence,
    )
    if not divergence < _LARGEST_DIVERGENCE:
        return general
    return min((rounded, general), key=lambda body: sum(seconds[body.name]))


def _divergence(exact: Body, rounded: Body, sample: Sequence[int]) -> float:
    """Returns the mean Kullback-Leibler divergence over a prompt, in nats."""
    expected, found = (
        torch.stack([_read(Decoder(body), sample[:end]) for end in range(5, len(sample) + 1, 5)])
        for body in (exact, rounded)
    )
    return float(
        torch.nn.functional.kl_div(found, expected, log_target=True, reduction="none").sum(1).mean()
    )


def _read(decoder: Decoder, sample: Sequence[int]) -> torch.Tensor:
    text, tokens = decoder.open(sample)
    return decoder.step([Feed(text, tokens)])[0].log_softmax(0)


def _seconds(body: Body, sample: Sequence[int]) -> list[float]:
    """Returns seconds a token for each size of batch."""
    decoder = Decoder(body)
    seconds: list[float] = []
    for batch in _BATCHES:
        texts = [decoder.open(sample)[0] for _ in range(batch)]
        decoder.step([Feed(text, sample) for text in texts])
        feeds = [Feed(text, sample[:1]) for text in texts]
        decoder.step(feeds)
        seconds.append(min(_timed(decoder, feeds) for _ in range(_STEPS)) / batch)
    return seconds


def _timed(decoder: Decoder, feeds: list[Feed]) -> float:
    started = time.perf_counter()
    decoder.step(feeds)
    return time.perf_counter() - started


def _memory(revision: str) -> Path:
    """Returns the file that keeps the choice for this machine."""
    machine = f"{platform.machine()}-{torch.get_num_threads()}-{torch.__version__}"
    return user_cache_path("atelier") / "text" / f"{revision}-{machine}.json"


def _remembered(file: Path) -> _Choice | None:
    try:
        kept = json.loads(file.read_text())
        return _Choice(str(kept["fastest"]), bool(kept["single_pass"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember(file: Path, choice: _Choice) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(choice._asdict()))
    except OSError as error:
        _LOG.info("Can't keep how to calculate in %s: %s", file, error)
