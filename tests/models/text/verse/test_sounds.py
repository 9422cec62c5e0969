import pytest

from models.text.verse.rhyme import Rhyme
from models.text.verse.sounds import rhyme_of, sounds_of, written_words


def test_words_are_named_as_the_dictionary_does() -> None:
    words = written_words("“Café”, he’d said — twice-over: 7 times")

    assert [word.text for word in words] == ["Café", "he’d", "said", "twice", "over", "times"]
    assert [word.name for word in words][:2] == ["cafe", "he'd"]
    assert words[1].start == 8


def test_known_words_have_all_their_readings() -> None:
    assert {sound.syllables for sound in sounds_of("every")} == {2, 3}


@pytest.mark.parametrize(("word", "syllables"), [
    ("blorvik", 2),
    ("o'blorvik", 3),
    ("zq", 2),
    ("снег", 1),
])  # fmt: skip
def test_unknown_words_are_guessed(word: str, syllables: int) -> None:
    [sound] = sounds_of(word)
    assert sound.syllables == syllables


@pytest.mark.parametrize(("one", "other", "rhyme"), [
    ("night", "light", Rhyme.PERFECT),
    ("night", "night", Rhyme.IDENTICAL),
    ("leaf", "belief", Rhyme.IDENTICAL),
    ("stone", "gone", Rhyme.SLANT),
    ("orange", "night", Rhyme.NONE),
    ("blorvik", "glorvik", Rhyme.PERFECT),
    # However it is read: the wind blows, and a road winds.
    ("wind", "blind", Rhyme.PERFECT),
    ("wind", "sinned", Rhyme.PERFECT),
])  # fmt: skip
def test_words_rhyme(one: str, other: str, rhyme: Rhyme) -> None:
    assert rhyme_of(one, other) is rhyme
