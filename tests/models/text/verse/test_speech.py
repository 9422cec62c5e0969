from pathlib import Path

import pytest
from transformers import AutoTokenizer

from models.text.verse.metre import Scansion, syllabic
from models.text.verse.speech import Speech
from tests.models.text.tiny_models import save_tiny_llama


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Speech:
    folder: Path = tmp_path_factory.mktemp("tiny")
    save_tiny_llama(folder, chat_template=None, words="night, light; bright. ")
    return Speech(AutoTokenizer.from_pretrained(folder))


def left(syllables: int) -> Scansion:
    return Scansion.of(syllabic(syllables))


def test_the_last_word_may_be_unfinished(speech: Speech) -> None:
    scansion, last = speech.scan("Lanterns above the ri", left(8))
    assert (scansion.left, last) == (3, "ri")
    assert speech.scan("Lanterns, ", left(8)) == (speech.after(left(8), "lanterns"), "")
    assert speech.scan("", left(8)) == (left(8), "")


def test_a_line_with_an_unknown_word_is_nowhere(speech: Speech) -> None:
    scansion, _ = speech.scan("grzblk and", left(8))
    assert not scansion.places


def test_letters_lead_on_or_to_the_end(speech: Speech) -> None:
    assert speech.goes_on(left(3), "lanter", 1)
    assert not speech.goes_on(left(3), "lanter", 2)
    assert "lanterns" in speech.completing(left(2), "lanter")
    assert speech.completing(left(1), "lanter") == []


def test_marks_are_those_that_are_tokens(speech: Speech) -> None:
    assert set(speech.marks) == set(",.;!?")
