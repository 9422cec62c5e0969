"""Step 1: which letter of a word stands for which of its sounds, by expectation maximisation.

A letter stands for none, one or two; after Jiampojamarn, Kondrak and Sherif 2007, "Applying
Many-to-Many Alignments and Hidden Markov Models to Letter-to-Phoneme Conversion".
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from models.text.verse.graphone_trie import Graphone
from models.text.verse.word_parts import Phones

_SOUNDS_OF_A_LETTER = (1, 0, 2)
_ROUNDS = 6
# Of graphones that no alignment had before, so that every word can be aligned.
_UNSEEN = 1e-9

Chances = Mapping[Graphone, float]
# How many letters and how many phones are behind.
_Place = tuple[int, int]


class _Arc(NamedTuple):
    start: _Place
    end: _Place
    graphone: Graphone


def learn_chances(words: Iterable[tuple[str, Phones]]) -> Chances:
    """Returns how likely each graphone is, from words and their phones."""
    lattices = [arcs for word, phones in words if (arcs := _arcs(word, phones))]
    seen = {arc.graphone for arcs in lattices for arc in arcs}
    chances: Chances = dict.fromkeys(seen, 1 / len(seen))
    for _ in range(_ROUNDS):
        counts: defaultdict[Graphone, float] = defaultdict(float)
        for arcs in lattices:
            _add_expected(arcs, chances, counts)
        total = sum(counts.values())
        chances = {graphone: count / total for graphone, count in counts.items()}
    return chances


def align(word: str, phones: Phones, chances: Chances) -> list[Graphone]:
    """Returns the likeliest alignment; nothing if there are too many phones for the letters."""
    best: dict[_Place, tuple[float, _Arc | None]] = {(0, 0): (1.0, None)}
    for arc in _arcs(word, phones):
        chance = best[arc.start][0] * chances.get(arc.graphone, _UNSEEN)
        if arc.end not in best or chance > best[arc.end][0]:
            best[arc.end] = chance, arc
    graphones: list[Graphone] = []
    _, arc = best.get((len(word), len(phones)), (0.0, None))
    while arc is not None:
        graphones.append(arc.graphone)
        _, arc = best[arc.start]
    return graphones[::-1]


def _arcs(word: str, phones: Phones) -> list[_Arc]:
    """Returns the steps of all alignments; each comes after those that lead to it."""
    places = {(0, 0)}
    arcs: list[_Arc] = []
    for letters, letter in enumerate(word):
        for done in sorted(sounds for at, sounds in places if at == letters):
            for count in _SOUNDS_OF_A_LETTER:
                if done + count <= len(phones):
                    end = letters + 1, done + count
                    graphone = Graphone(letter, phones[done : done + count])
                    arcs.append(_Arc((letters, done), end, graphone))
                    places.add(end)
    return _that_lead_to((len(word), len(phones)), arcs)


def _that_lead_to(goal: _Place, arcs: Sequence[_Arc]) -> list[_Arc]:
    leading = {goal}
    for arc in reversed(arcs):
        if arc.end in leading:
            leading.add(arc.start)
    return [arc for arc in arcs if arc.end in leading]


def _add_expected(
    arcs: Sequence[_Arc], chances: Chances, counts: defaultdict[Graphone, float]
) -> None:
    """Adds how often each graphone is expected, over all alignments of a word."""
    forward = _sums(((arc.start, arc.end, chances[arc.graphone]) for arc in arcs), (0, 0))
    goal = arcs[-1].end
    backwards = ((arc.end, arc.start, chances[arc.graphone]) for arc in reversed(arcs))
    backward = _sums(backwards, goal)
    for start, end, graphone in arcs:
        chance = forward[start] * chances[graphone] * backward[end]
        counts[graphone] += chance / forward[goal]


def _sums(steps: Iterable[tuple[_Place, _Place, float]], first: _Place) -> Mapping[_Place, float]:
    """Returns the chance to come to each place, over all ways."""
    sums: defaultdict[_Place, float] = defaultdict(float)
    sums[first] = 1.0
    for start, end, chance in steps:
        sums[end] += sums[start] * chance
    return sums
