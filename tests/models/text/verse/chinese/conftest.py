"""A tiny random model that writes Chinese."""

import pytest
import torch

from models.text.weights import LoadedModel, load_named
from tests.models.text.tiny_models import CHAT_TEMPLATE, save_tiny_llama
from tests.models.text.verse.chinese.vocabulary import CHARACTERS, MARKS, WORDS


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    # Between marks, so that each becomes a token.
    text = "，".join([*CHARACTERS, *WORDS.split(), MARKS])
    folder = save_tiny_llama(
        tmp_path_factory.mktemp("chinese"), chat_template=CHAT_TEMPLATE, words=text, vocab_size=3000
    )
    return load_named(str(folder), torch.device("cpu"), torch.float32)
