"""What a line ends on, in the languages that are scanned."""

from models.text.verse.chinese.characters import last_character
from models.text.verse.pronunciation import last_word


def line_end(line: str) -> str:
    """Returns what a line rhymes on: its last word in English, its last character in Chinese.

    Nothing if it ends on neither.
    """
    return last_character(line) or last_word(line)
