"""Lines as they are said: which syllables are strong, in the metre that a line is in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.text.verse.metre import fits, weights
from models.text.verse.pronunciation import Pronunciation
from models.text.verse.sounds import WrittenWord, sounds_of, written_words
from models.text.verse.syllables import split_syllables
from models.text.words import content_words

STRONG, WEAK, UNSTRESSED_END = "s", "w", "u"
# Besides those that carry no meaning.
_LIGHT = frozenset({"may", "must", "shall", "should", "thee", "thou", "thy"})


@dataclass(frozen=True)
class SpokenWord:
    """A word as it is said in its line.

    Attributes:
        written: As it stands there.
        stresses: One mark a syllable, "s" strong or "w" weak.
    """

    written: WrittenWord
    stresses: str

    @property
    def syllables(self) -> tuple[str, ...]:
        """The letters of each syllable; the whole word where its spelling does not show them."""
        return split_syllables(self.written.text, len(self.stresses))


@dataclass(frozen=True)
class Reading:
    """A line as it is said.

    Attributes:
        words: In order.
        metre: The metre that it is in, see `models.text.verse.metre`; None if it is in none.
    """

    words: tuple[SpokenWord, ...]
    metre: str | None = None

    @property
    def stresses(self) -> str:
        """One mark a syllable, "s" strong or "w" weak."""
        return "".join(word.stresses for word in self.words)


@dataclass(frozen=True)
class Fit:
    """How far a line goes along with a metre.

    Attributes:
        metre: The metre.
        sounds: How its words are said, as far as they go along.
        syllables: How many those have.
    """

    metre: str
    sounds: tuple[Pronunciation, ...]
    syllables: int


def read_aloud(line: str, metres: Iterable[str] = ()) -> Reading:
    """Reads a line in the metre that it fits best, or in none if it fits none of them.

    That is the one that goes least against how its words are said by themselves, the first of them
    if there are several.
    """
    words = written_words(line)
    prose = Reading(tuple(SpokenWord(word, _by_itself(word)) for word in words))
    readings = [
        Reading(_in_metre(words, fit), metre)
        for metre in metres
        if len((fit := best_fit(words, metre)).sounds) == len(words) and fit.syllables == len(metre)
    ]
    return min(readings, key=lambda reading: _count_clashes(reading, prose), default=prose)


def _count_clashes(reading: Reading, prose: Reading) -> int:
    """Returns how many syllables are not as strong as they are by themselves."""
    # A word may have more syllables in the one than in the other.
    return sum(
        here != there
        for word, alone in zip(reading.words, prose.words, strict=True)
        for here, there in zip(word.stresses, alone.stresses, strict=False)
    )


def best_fit(words: Sequence[WrittenWord], metre: str) -> Fit:
    """Returns how far words go along with a metre, to its end if they can."""
    reached: dict[int, tuple[Pronunciation, ...]] = {0: ()}
    for word in words:
        further: dict[int, tuple[Pronunciation, ...]] = {}
        for place, sounds in reached.items():
            for sound in sounds_of(word.name):
                [weight] = weights(word.name, [sound])
                if fits(weight, metre, place):
                    further.setdefault(place + sound.syllables, (*sounds, sound))
        if not further:
            break
        reached = further
    place = max(reached)
    return Fit(metre, reached[place], place)


def count_syllables(words: Iterable[WrittenWord]) -> int:
    """Returns how many syllables words have as they are usually said."""
    return sum(sounds_of(word.name)[0].syllables for word in words)


def _in_metre(words: Sequence[WrittenWord], fit: Fit) -> tuple[SpokenWord, ...]:
    spoken: list[SpokenWord] = []
    place = 0
    for word, sound in zip(words, fit.sounds, strict=True):
        beats = fit.metre[place : place + sound.syllables].replace(UNSTRESSED_END, WEAK)
        is_free = set(beats) == {"x"}
        spoken.append(SpokenWord(word, _natural(word, sound) if is_free else beats))
        place += sound.syllables
    return tuple(spoken)


def _by_itself(word: WrittenWord) -> str:
    return _natural(word, sounds_of(word.name)[0])


def _natural(word: WrittenWord, sound: Pronunciation) -> str:
    """Returns the stresses of a word where no metre asks for any."""
    stresses = sound.stresses
    if len(stresses) == 1:
        is_light = word.name in _LIGHT or not content_words(word.name)
        return WEAK if is_light else STRONG
    return "".join(
        STRONG if stress == "1" or (stress == "2" and not _beside_primary(stresses, at)) else WEAK
        for at, stress in enumerate(stresses)
    )


def _beside_primary(stresses: str, place: int) -> bool:
    return "1" in stresses[max(0, place - 1) : place + 2]
