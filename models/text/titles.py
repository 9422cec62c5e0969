"""What a finished poem or song is called."""

import re
import string
from collections.abc import Callable, Sequence

from models.text.forms.lines import Words
from models.text.line_writer import LineWriter
from models.text.lines import Topic, Wishes, best_line
from models.text.prompts import Message
from models.text.words import content_words, words_of
from models.text.writing import Writing

_LENGTH = Words(1, 6)
_SMALL = frozenset(
    words_of("a an and as at but by for from in into of on or over the to under with")
)
_NO_TITLE = re.compile(r"[.;!?]|\b(titles?|here|couple|potential|suggest\w*)\b", re.IGNORECASE)
_MOST_NEW_TOKENS = 32


def write_title(
    writer: LineWriter,
    messages: Sequence[Message],
    text: str,
    wishes: Wishes,
    topic: Topic | None = None,
    is_known: Callable[[str], bool] = lambda _: True,
) -> Writing[str | None]:
    """Asks the model for a title.

    Args:
        writer: Has read nothing yet.
        messages: What the work was asked for with.
        text: The work.
        wishes: What it should speak of and must not.
        topic: What it should be near to.
        is_known: Whether the words are ones that people know.

    Returns:
        One to six words in title case; None if the model finds none that is not a line of the work.
    """
    asked: Message = {"role": "user", "content": "Give it a title of two to five words."}
    answer: Message = {"role": "assistant", "content": text}
    yield from writer.begin([[*messages, answer, asked]], _MOST_NEW_TOKENS, is_kept=False)
    candidates = yield from writer.propose(_LENGTH, _forbidding(wishes))
    meaningful = [one for one in candidates if content_words(one.text) and is_known(one.text)]
    best = best_line(meaningful, text.split("\n"), wishes, topic)
    return title_case(best.text) if best else None


def _forbidding(wishes: Wishes) -> Callable[[str], bool]:
    """Returns what can't be a title: talk about one, and marks other than commas."""
    return lambda words: wishes.forbid(words) or _NO_TITLE.search(words) is not None


def title_case(words: str) -> str:
    """Returns a title with capitals, but for little words between others."""
    found = words.strip(string.punctuation + " ").split()
    last = len(found) - 1
    return " ".join(
        word
        if 0 < place < last and words_of(word) and word.lower() in _SMALL
        else word[:1].upper() + word[1:]
        for place, word in enumerate(found)
    )
