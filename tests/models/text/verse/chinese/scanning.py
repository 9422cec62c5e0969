"""Scans regulated verse by its rules, with none of the project's code."""

import re
from itertools import pairwise

from pypinyin import Style, pinyin

_GROUPS = [
    "a|ia|ua",
    "o|e|uo",
    "ie|ve|ue",
    "ai|uai",
    "ei|ui",
    "ao|iao",
    "ou|iu",
    "an|ian|uan|van",
    "en|in|un|vn",
    "ang|iang|uang",
    "eng|ing|ong|iong",
    "i|er|v",
    "u",
]
_SIBILANT = re.compile(r"(?:zh|ch|sh|r|z|c|s)i")


def broken_rules(lines: list[str], length: int) -> list[str]:
    """Returns which rules a poem breaks, with each character read in each usual way."""
    return [
        f"{rule}: {lines}"
        for tones in (list(map(_alone, lines)), list(map(_together, lines)))
        for rule, holds in _rules(lines, tones, length).items()
        if not holds
    ]


def _rules(lines: list[str], tones: list[str], length: int) -> dict[str, bool]:
    rhymed = [line[-1] for number, line in enumerate(lines) if _rhymes(number, tones)]
    seconds = [line[1] for line in tones]
    return {
        "as long as asked": all(len(line) == length for line in lines),
        "even places alternate": all(_alternates(line[1::2]) for line in tones),
        "couplets are opposed": all(map(_differ, seconds[::2], seconds[1::2])),
        "couplets are joined": not any(
            {one, other} == {"平", "仄"}
            for one, other in zip(seconds[1::2], seconds[2::2], strict=False)
        ),
        "even lines end level": all(line[-1] in "平?" for line in tones[1::2]),
        "rhymes are level": all(sounds(end)[0][-1] in "12" for end in rhymed),
        "odd lines end oblique": all(line[-1] in "仄?" for line in tones[2::2]),
        "three level tones end no line": not any(line.endswith("平平平") for line in tones),
        "no level tone is alone": not any(map(_is_lonely, tones)),
        "rhymes are of one group": len({group(end) for end in rhymed}) == 1,
        "no line ends as another": len({line[-1] for line in lines}) == len(lines),
    }


def _rhymes(number: int, tones: list[str]) -> bool:
    return number % 2 == 1 or tones[number][-1] == "平"


def _alternates(tones: str) -> bool:
    return all(_differ(one, other) for one, other in pairwise(tones))


def _differ(one: str, other: str) -> bool:
    return one != other or "?" in (one, other)


def _is_lonely(tones: str) -> bool:
    """Whether a rhyming line has one level tone but for the rhyme, in its last five."""
    last = tones[-5:]
    return last[1] == last[4] == "平" and last[0] == last[2] == "仄"


def _alone(line: str) -> str:
    return "".join(_tone(sounds(each)[0]) for each in line)


def _together(line: str) -> str:
    """The tones of a line read as words; what changes in speech before others is left as it is."""
    found = pinyin(line, style=Style.TONE3, neutral_tone_with_five=True)
    return "".join(
        _tone(sounds(each)[0] if each in "一不" else one[0])
        for each, one in zip(line, found, strict=True)
    )


def _tone(sound: str) -> str:
    return "平平仄仄?"[int(sound[-1]) - 1]


def sounds(character: str) -> list[str]:
    return pinyin(character, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True)[0]


def group(character: str) -> int:
    """Returns the number of the rhyme group of a character's usual reading."""
    sound = sounds(character)[0][:-1]
    if _SIBILANT.fullmatch(sound):
        return len(_GROUPS)
    sound = re.sub(r"^([jqx])u", r"\1v", re.sub(r"^yu(?!o)", "v", sound))
    sound = {"you": "iu", "yong": "iong", "wei": "ui", "wen": "un", "ye": "ie"}.get(sound, sound)
    final = re.sub(r"^y(?!i)", "i", re.sub(r"^w(?!u)", "u", sound))
    final = re.sub(r"^(?:[zcs]h|[bpmfdtnlgkhjqxzcsryw])", "", final)
    final = "eng" if final == "ueng" else final
    (number,) = [at for at, finals in enumerate(_GROUPS) if re.fullmatch(finals, final)]
    return number
