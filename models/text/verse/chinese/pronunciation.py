"""How Chinese characters sound in modern Mandarin, by pypinyin's dictionaries."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

LEVEL = "平"
OBLIQUE = "仄"
EITHER = "中"

_NEUTRAL = 5
_LEVELS = {1: LEVEL, 2: LEVEL, 3: OBLIQUE, 4: OBLIQUE, _NEUTRAL: EITHER}
# What is written i after these is the vowel of 支, another than that of 齐.
_BUZZING = frozenset({"zh", "ch", "sh", "r", "z", "c", "s"})
_BUZZED = "-i"
_FINALS = {
    "麻": "a ia ua",
    "波": "o e uo",
    "皆": "ie üe",
    "开": "ai uai",
    "微": "ei uei",
    "豪": "ao iao",
    "尤": "ou iou",
    "寒": "an ian uan üan",
    "文": "en in uen ün",
    "唐": "ang iang uang",
    "庚": "eng ing ueng ong iong",
    "齐": "i er ü",
    "支": _BUZZED,
    "姑": "u",
}
_GROUPS = {final: group for group, finals in _FINALS.items() for final in finals.split()}
# Speech changes their tones before others; verse counts those of the dictionary.
_CHANGING = {"一": "yī", "不": "bù"}
_REMEMBERED = 20_000


@dataclass(frozen=True)
class Reading:
    """One way to read a character.

    Attributes:
        pinyin: With its tone mark, such as "guó".
        tone: 1 to 4, or 5 for the neutral tone.
        final: The syllable without its first consonant, written out: "iou", not "iu"; "-i" is
            the vowel of "shi" and "si". Empty for the few that have none.
    """

    pinyin: str
    tone: int
    final: str

    @property
    def level(self) -> str:
        """平 for tones 1 and 2, 仄 for 3 and 4; the entering tone of old is gone.

        中, either, for the neutral tone: verse is recited slowly enough to give the syllable
        back a full one, and which one that is may be in doubt.
        """
        return _LEVELS[self.tone]

    @property
    def rhyme_group(self) -> str:
        """Its group of the fourteen that rhyme, or nothing.

        After 中华新韵 (十四韵), the modern standard of the Chinese Poetry Society (中华诗词学会),
        2005.
        """
        return _GROUPS.get(self.final, "")


@lru_cache(_REMEMBERED)
def readings(character: str) -> tuple[Reading, ...]:
    """Returns how a character is read, the usual way first; nothing if it is not known.

    Beside the usual one these are the readings that it has in some word: dictionaries list many
    more that nobody remembers. The first call takes a third of a second.
    """
    from pypinyin.constants import PINYIN_DICT

    usual, *others = str(PINYIN_DICT.get(ord(character), "")).split(",")
    if character in _CHANGING:
        return (_reading(_CHANGING[character]),)
    living = [other for other in others if other in _pinyin_in_words()[character]]
    return tuple(map(_reading, [usual, *living] if usual else []))


def rhyme_groups(character: str) -> list[str]:
    """Returns the rhyme groups of a character, that of its usual reading first."""
    groups = [reading.rhyme_group for reading in readings(character)]
    return list(dict.fromkeys(filter(None, groups)))


@lru_cache(_REMEMBERED)
def readings_in_words(characters: str) -> tuple[Reading, ...]:
    """Returns how each character is read beside the others: 长 is cháng in 长江, zhǎng in 长大.

    Args:
        characters: Han characters, all of them known.
    """
    from pypinyin import Style, pinyin

    found = pinyin(characters, style=Style.TONE)
    return tuple(
        _reading(_CHANGING.get(character, sounds[0]))
        for character, sounds in zip(characters, found, strict=True)
    )


@cache
def _reading(pinyin: str) -> Reading:
    from pypinyin.contrib import tone_convert

    plain = tone_convert.to_normal(pinyin)
    numbered = tone_convert.to_tone3(pinyin, neutral_tone_with_five=True)
    final = tone_convert.to_finals(plain, strict=True, v_to_u=True)
    if final == "i" and tone_convert.to_initials(plain) in _BUZZING:
        final = _BUZZED
    return Reading(pinyin, int(numbered[-1]), final)


@cache
def _pinyin_in_words() -> Mapping[str, set[str]]:
    """Returns the readings that each character has in words of more than one."""
    from pypinyin.constants import PHRASES_DICT

    found: defaultdict[str, set[str]] = defaultdict(set)
    for word, sounds in PHRASES_DICT.items():
        for character, alternatives in zip(word, sounds, strict=False):
            found[character].update(alternatives)
    return found
