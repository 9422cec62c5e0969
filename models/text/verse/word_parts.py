"""The sounds of words that are made of known ones: inflected, compound or with a short form."""

from collections.abc import Callable, Iterator, Mapping, Sequence

Phones = tuple[str, ...]
# Returns all pronunciations of a word; none if it is not known.
Known = Callable[[str], Sequence[Phones]]

_SIBILANTS = frozenset({"S", "Z", "SH", "ZH", "CH", "JH"})
_VOICELESS = frozenset({"P", "T", "K", "F", "TH", "S", "SH", "CH"})
_SHORTEST_STEM = 2
_SHORTEST_PART = 3


def _plural(stem: Phones) -> Phones:
    if stem[-1] in _SIBILANTS:
        return (*stem, "AH0", "Z")
    return (*stem, "S" if stem[-1] in _VOICELESS else "Z")


def _past(stem: Phones) -> Phones:
    if stem[-1] in {"T", "D"}:
        return (*stem, "IH0", "D")
    return (*stem, "T" if stem[-1] in _VOICELESS else "D")


def _participle(stem: Phones) -> Phones:
    return (*stem, "IH0", "NG")


def _will(stem: Phones) -> Phones:
    return (*stem, "L") if stem[-1][-1].isdigit() else (*stem, "AH0", "L")


def _have(stem: Phones) -> Phones:
    return (*stem, "V") if stem[-1][-1].isdigit() else (*stem, "AH0", "V")


def _are(stem: Phones) -> Phones:
    return (*stem, "ER0")


_INFLECTIONS: Mapping[str, Callable[[Phones], Phones]] = {
    "s": _plural,
    "es": _plural,
    "ed": _past,
    "ing": _participle,
}
_SHORT_FORMS: Mapping[str, Callable[[Phones], Phones]] = {
    "s": _plural,
    "d": _past,
    "ll": _will,
    "ve": _have,
    "re": _are,
}


def takes_short_form(ending: str) -> bool:
    """Returns whether these letters after an apostrophe are a short form, such as "ll"."""
    return ending in _SHORT_FORMS


def with_short_form(stem: Phones, ending: str) -> Phones:
    """Returns the sounds of a word with a short form after its apostrophe."""
    return _SHORT_FORMS[ending](stem)


def inflected(word: str, known: Known) -> Iterator[Phones]:
    """Yields how a word sounds if it is a known one with -s, -ed or -ing."""
    for ending, inflect in _INFLECTIONS.items():
        if word.endswith(ending):
            for stem in _stems(word.removesuffix(ending)):
                yield from map(inflect, known(stem))


def _stems(letters: str) -> Iterator[str]:
    """Yields what these letters before an ending may be without it: "hop" of "hopp-" and so on."""
    if len(letters) < _SHORTEST_STEM:
        return
    yield letters
    yield f"{letters}e"
    if letters[-1] == letters[-2]:
        yield letters[:-1]
    if letters[-1] == "i":
        yield f"{letters[:-1]}y"


def compound(word: str, known: Known) -> Iterator[Phones]:
    """Yields how a word sounds if it is two known ones, the first of them stressed."""
    for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        for second in known(word[place:]):
            weak = tuple(phone.replace("1", "2") for phone in second)
            yield from ((*first, *weak) for first in known(word[:place]))
