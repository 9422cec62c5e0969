"""The verse in what a chat answers, which may have talk, a title and markup about it."""

import re
from collections.abc import Sequence

_MARKUP = re.compile(r"[*_`#>]+|^\s*(?:[-•]|\d+[.)])\s+")
_QUOTES = '"“”'
_OPENING = re.compile(
    r"(?:here (?:is|are)|here's|sure|certainly|of course|title|i hope|i have|i've)\b|.*:$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:this (?:poem|haiku|verse|song|piece|\w+ is)|in this|note|explanation|i hope|let me know|"
    r"please|the (?:poem|haiku|song|lyrics)|feel free)\b|\(",
    re.IGNORECASE,
)
_NAME = (
    r"((?:pre-?|post-)?chorus|verse|bridge|intro|outro|hook|refrain|stanza|couplet|quatrain|line|"
    r"octave|sestet|envoi)(?: ?(?:\d+|one|two|three|four|five|six))?"
)
_LABEL = re.compile(rf"\W*{_NAME}\W*", re.IGNORECASE)
_LABEL_AND_LINE = re.compile(rf"({_NAME}:)\s+(?=\S)", re.IGNORECASE)


def verse_in(answer: str) -> str:
    """Returns the lines of a poem, stanzas apart.

    Markup, quotation marks around a line, labels and numbers of lines go. So do, before the poem,
    lines that are talk ("Here is", "Sure", whatever ends on a colon) and a title, which is a line
    that stands alone while the next stanza has more; after it, all from a stanza on that begins
    with talk ("This poem", "Note", "I hope", a bracket).
    """
    stanzas = [[line for line in stanza if not label_of(line)] for stanza in _stanzas(answer)]
    return _joined(_without_talk([stanza for stanza in stanzas if stanza], knows_titles=True))


def lyrics_in(answer: str) -> str:
    """Returns the lines of a song; as with a poem, but labels stay and no title is looked for."""
    return _joined(_without_talk(_stanzas(answer), knows_titles=False))


def label_of(line: str) -> str | None:
    """Returns the name of the section that a line labels, such as "verse"; None if it is none."""
    found = _LABEL.fullmatch(line)
    return found[1].lower() if found else None


def _stanzas(answer: str) -> list[list[str]]:
    lines = "\n".join(_bare(line) for line in answer.strip().splitlines())
    return [stanza.splitlines() for stanza in re.split(r"\n{2,}", lines.strip("\n")) if stanza]


def _bare(line: str) -> str:
    bare = _MARKUP.sub("", line).strip().strip(_QUOTES).strip()
    labelled = _LABEL_AND_LINE.match(bare)
    return f"{labelled[1]}\n{bare[labelled.end() :]}" if labelled else bare


def _without_talk(stanzas: list[list[str]], *, knows_titles: bool) -> list[list[str]]:
    while stanzas and _is_talk(stanzas[0][0]):
        stanzas = [stanza for stanza in (stanzas[0][1:], *stanzas[1:]) if stanza]
    if knows_titles and len(stanzas) > 1 and len(stanzas[0]) == 1 and len(stanzas[1]) > 1:
        stanzas = stanzas[1:]
    for place, stanza in enumerate(stanzas):
        if place and _CLOSING.match(stanza[0]) and not label_of(stanza[0]):
            return stanzas[:place]
    return stanzas


def _is_talk(line: str) -> bool:
    return bool(_OPENING.match(line)) and not label_of(line)


def _joined(stanzas: Sequence[Sequence[str]]) -> str:
    return "\n\n".join("\n".join(stanza) for stanza in stanzas)
