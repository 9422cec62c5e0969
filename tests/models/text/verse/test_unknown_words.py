import pytest

from models.text.verse import unknown_words
from models.text.verse.pronunciation import english
from models.text.verse.rhyme import Rhyme, rhyme_between, rhyme_key
from models.text.verse.unknown_words import guess, sounds_of


@pytest.mark.parametrize(
    ("word", "stresses"),
    [
        ("moonwashed", "12"),
        ("zephyrine", "102"),
        ("grimdark", "12"),
        ("pixelated", "1020"),
        ("cottagecore", "102"),
        ("dreamscape", "12"),
        ("candlelit", "102"),
        ("windblown", "12"),
        ("unspooling", "010"),
        ("livestream", "12"),
        ("emoji", "010"),
        ("genderfluid", "1020"),
        ("lacewing", "12"),
        ("chthonic", "10"),
        ("skykissed", "10"),
        ("unwept", "01"),
        ("tardigrade", "102"),
        ("capybara", "2010"),
        ("cyberpunk", "102"),
        ("auroras", "010"),
    ],
)
def test_unknown_words_have_the_syllables_and_stress_that_readers_give_them(
    word: str, stresses: str
) -> None:
    assert word not in english()
    found = guess(word).stresses
    assert (len(found), found.find("1")) == (len(stresses), stresses.find("1"))


@pytest.mark.parametrize(
    ("word", "rhyme"),
    [
        ("grimdark", "spark"),
        ("starshine", "wine"),
        ("dreamscape", "grape"),
        ("yeeted", "seated"),
        ("wolfhound", "ground"),
    ],
)
def test_unknown_words_rhyme(word: str, rhyme: str) -> None:
    assert word not in english()
    assert rhyme_key(guess(word)) in map(rhyme_key, english().pronunciations(rhyme))


def test_a_short_form_is_added_to_what_comes_before_it() -> None:
    assert guess("foxfire's").phones == (*guess("foxfire").phones, "Z")
    assert guess("starbucks's").phones[-2:] == ("AH0", "Z")
    assert guess("people'd").phones == ("P", "IY1", "P", "AH0", "L", "D")
    assert guess("wren's").phones == (*english().pronunciations("wren")[0].phones, "Z")


def test_a_compound_is_stressed_on_its_first_part() -> None:
    assert " ".join(guess("grimdark").phones) == "G R IH1 M D AA2 R K"
    assert rhyme_between(guess("lacewing"), english().pronunciations("sing")[0]) is Rhyme.PERFECT


def test_letters_overrule_parts_that_are_there_by_chance() -> None:
    # Not "tar", "dig" and "rade", nor "pet" and "richor".
    assert guess("petrichor").stresses == "102"


def test_drawn_out_words_are_the_words_that_they_draw_out() -> None:
    assert guess("nooooo") == english().pronunciations("no")[0]
    assert guess("zoooom") == english().pronunciations("zoom")[0]


def test_letters_without_a_vowel_are_spelled() -> None:
    assert " ".join(guess("xkcd").phones) == "EH2 K S K EY2 S IY2 D IY1"
    assert " ".join(guess("w").phones) == "D AH1 B AH0 L Y UW0"
    assert guess("qqqq").stresses == "2221"


def test_doubled_consonants_are_a_noise() -> None:
    assert guess("psst").syllables == guess("brr").syllables == 1


@pytest.mark.parametrize("word", ["zzyzx", "q'q", "aeiou", "rhythmn't", "a'b'c", "x" * 300])
def test_any_letters_sound_somehow(word: str) -> None:
    assert guess(word).syllables > 0


def test_a_word_of_the_dictionary_is_never_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(word: str) -> None:
        raise AssertionError(word)

    monkeypatch.setattr(unknown_words, "guess", refuse)
    for word in ("rain", "moonlight", "record", "don't"):
        assert sounds_of(word) == english().pronunciations(word)


def test_any_other_word_has_one_guess() -> None:
    assert sounds_of("moonwashed") == (guess("moonwashed"),)
