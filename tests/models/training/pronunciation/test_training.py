from pathlib import Path

from models.text.verse.letters_to_sounds import LettersToSounds
from models.text.verse.unknown_words import UnknownWords
from models.training.pronunciation.training import train
from tests.models.text.verse.trained import trained_on_st, words_in_st


def test_training_comes_out_the_same_each_time(tmp_path: Path) -> None:
    trained_on_st().save(tmp_path / "one.npz")
    train(words_in_st()).save(tmp_path / "other.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "other.npz").read_bytes()


def test_a_trained_model_guesses_words_that_it_has_not_seen() -> None:
    words = UnknownWords(words_in_st(), LettersToSounds(trained_on_st()))
    assert words.guess("stillness").stresses == "10"


def test_words_with_rare_graphones_are_left_out() -> None:
    model = train(words_in_st(), fewest=100)
    assert 1 < len(model.graphones) < len(trained_on_st().graphones)
