from pathlib import Path

import pytest
from transformers import AutoTokenizer

from models.text.verse.pronunciation import english
from models.text.verse.rhyming_words import RhymingWords
from tests.models.text.tiny_models import save_tiny_llama

WORDS = (
    "by night the light is bright, a knight may write of wind and tears and years and a leaf, "
    "belief"
)


@pytest.fixture(scope="module")
def rhyming(tmp_path_factory: pytest.TempPathFactory) -> RhymingWords:
    folder: Path = tmp_path_factory.mktemp("tiny")
    save_tiny_llama(folder, chat_template=None, words=WORDS)
    return RhymingWords(english(), AutoTokenizer.from_pretrained(folder))


def test_rhymes_sound_alike_and_are_other_words(rhyming: RhymingWords) -> None:
    assert {each.word for each in rhyming.rhymes_of(["bright"])} == {
        "night", "light", "knight", "write",
    }  # fmt: skip


def test_what_rhymes_with_several_is_identical_to_none(rhyming: RhymingWords) -> None:
    # "knight" and "night" are the same to the ear.
    assert {each.word for each in rhyming.rhymes_of(["night", "light"])} == {"bright", "write"}
    assert rhyming.rhymes_of(["leaf"]) == []


def test_words_that_can_be_read_otherwise_are_left_out(rhyming: RhymingWords) -> None:
    assert rhyming.get("light") is not None
    assert rhyming.get("wind") is None
    assert rhyming.get("tears") is None


def test_a_tokenizer_of_few_words_is_known(rhyming: RhymingWords) -> None:
    assert not rhyming.are_many


def test_words_that_the_dictionary_lacks_rhyme_as_they_are_guessed(rhyming: RhymingWords) -> None:
    assert "night" in {each.word for each in rhyming.rhymes_of(["grimlight"])}
    assert rhyming.rhymes_of([]) == []
