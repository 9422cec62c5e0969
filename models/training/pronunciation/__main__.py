"""Trains the model that ships, or measures how well one like it guesses."""

import argparse
from pathlib import Path

from models.text.verse.letters_to_sounds import LettersToSounds
from models.text.verse.pronunciation import Pronunciation, english
from models.text.verse.unknown_words import UnknownWords
from models.training.pronunciation.measuring import (
    Accuracy,
    accuracy,
    is_held_out,
    without_held_out,
)
from models.training.pronunciation.training import train

_FILE = Path(__file__).parents[2] / "text" / "verse" / "letters_to_sounds.npz"


def measure() -> None:
    """Prints how well held-out words are guessed: by their letters alone, and as the bot does."""
    dictionary = english()
    known = without_held_out(dictionary)
    letters = LettersToSounds(train(known))
    unknown_words = UnknownWords(known, letters)
    words = [word for word in dictionary.words if is_held_out(word)]
    right = [dictionary.pronunciations(word) for word in words]
    by_letters = [Pronunciation(letters.read(word.replace("'", ""))) for word in words]
    guesses = [unknown_words.guess(word) for word in words]
    print(f"{len(words)} words")
    _report("by letters", accuracy(zip(by_letters, right, strict=True)))
    _report("with parts", accuracy(zip(guesses, right, strict=True)))


def _report(way: str, found: Accuracy) -> None:
    print(
        f"{way}: phone errors {found.phone_errors:.1%}, words {found.words:.1%}, "
        f"syllables {found.syllables:.1%}, stress {found.stress:.1%}, rhymes {found.rhymes:.1%}"
    )


def main() -> None:
    """Runs the training from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true", help="hold words out, and write nothing")
    if parser.parse_args().measure:
        measure()
    else:
        train(english()).save(_FILE)


if __name__ == "__main__":
    main()
