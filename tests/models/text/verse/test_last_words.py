from pathlib import Path

import pytest
from transformers import AutoTokenizer

from models.text.verse.endings import Ending
from models.text.verse.last_words import LastWords
from models.text.verse.metre import iambic
from models.text.verse.speech import Speech
from tests.models.text.tiny_models import save_tiny_llama

# Six words of five sounds rhyme with "night".
WORDS = "the night light right bright kite bite satellite dog wood no"
_TETRAMETER = iambic(4)


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Speech:
    folder: Path = tmp_path_factory.mktemp("tiny")
    save_tiny_llama(folder, chat_template=None, words=WORDS)
    return Speech(AutoTokenizer.from_pretrained(folder))


def test_a_word_that_rhymes_with_few_others_begins_no_rhyme(speech: Speech) -> None:
    once = LastWords(Ending(rhymes_to_come=1), _TETRAMETER, speech)
    assert once.may_be("night")
    assert not once.may_be("dog")
    assert not LastWords(Ending(rhymes_to_come=3), _TETRAMETER, speech).may_be("night")


def test_words_of_one_sound_are_one_rhyme(speech: Speech) -> None:
    # "light" and "satellite" are both left, and of no use to each other.
    ending = Ending(rhymes_to_come=1, taken=frozenset({"kite"}))
    assert not LastWords(ending, _TETRAMETER, speech).may_be("night")


def test_rhymes_that_other_lines_took_do_not_count(speech: Speech) -> None:
    ending = Ending(rhymes_to_come=1, taken=frozenset({"satellite"}))
    assert LastWords(ending, _TETRAMETER, speech).may_be("night")
    ending = Ending(rhymes_to_come=1, taken=frozenset({"satellite", "light"}))
    assert not LastWords(ending, _TETRAMETER, speech).may_be("night")


def test_rhymes_have_to_fit_the_lines_to_come(speech: Speech) -> None:
    # "light" is taken, and "satellite" too long for a line of one foot.
    taken = frozenset({"light"})
    assert LastWords(Ending(rhymes_to_come=1, taken=taken), _TETRAMETER, speech).may_be("night")
    short = Ending(rhymes_to_come=1, taken=taken, rhyming_metres=(("ws",),))
    assert not LastWords(short, _TETRAMETER, speech).may_be("night")


def test_only_rhymes_that_fit_the_line_are_chosen(speech: Speech) -> None:
    rhyming = Ending(rhymes_with=("night",))
    words = {each.word for each in LastWords(rhyming, _TETRAMETER, speech).chosen}
    assert words == {"light", "right", "bright", "kite", "bite", "satellite"}
    last = LastWords(rhyming, ("ws",), speech)
    assert {each.word for each in last.chosen} == words - {"satellite"}
    assert last.metres() == ["ws"]


def test_words_that_return_carry_meaning_and_fit_everywhere(speech: Speech) -> None:
    returning = LastWords(Ending(metres=(_TETRAMETER, ("ws",))), _TETRAMETER, speech)
    assert returning.may_be("wood")
    assert not returning.may_be("no")
    assert not returning.may_be("satellite")
