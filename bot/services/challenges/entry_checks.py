"""Whether something is what a challenge asks for."""

import re
import unicodedata

from bot.database.challenge_choices import Making
from bot.errors import EntryRefused
from bot.services.challenges.candidate import Candidate
from bot.services.challenges.challenge import Challenge, ChallengeDraft
from bot.services.challenges.palettes import shows_any
from bot.style.commands import name_key
from models.base import DEFAULT_FORM, Kind
from models.text.forms.catalogue import catalogue
from models.text.forms.form import Form
from models.text.verse.text_lines import line_plans, lines_of

NOUNS = {Kind.POEM: "poems", Kind.LYRICS: "lyrics", Kind.IMAGE: "pictures"}
# Scripts that put no space between words.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


def check_candidate(candidate: Candidate, challenge: Challenge) -> None:
    """Checks an entry against the rules of its challenge; takes time.

    Raises:
        EntryRefused: It breaks one; the sentence says which.
    """
    draft = challenge.draft
    check_kind(candidate.kind, candidate.making, draft)
    _check_words(candidate, draft)
    if candidate.kind is Kind.POEM and draft.form is not None:
        form = catalogue().get(draft.form) or Form(draft.form, "poem", "", challenge.notation or "")
        _check_form(candidate, form, challenge.notation)
    picture = candidate.png or (candidate.upload.webp if candidate.upload else None)
    if picture is not None and draft.palette and not shows_any(picture, draft.palette):
        raise EntryRefused(
            f"This challenge is about the colours {_listed(draft.palette)}, "
            "and I see none of them in that picture."
        )


def check_kind(kind: Kind, making: Making, draft: ChallengeDraft) -> None:
    """Checks what an entry is, and who made it.

    Raises:
        EntryRefused: The challenge takes no such entries.
    """
    if kind not in draft.kinds:
        raise EntryRefused(
            f"This challenge takes {_listed([NOUNS[each] for each in draft.kinds])}, "
            f"not {NOUNS[kind]}."
        )
    if draft.making is Making.HUMAN and making is Making.AI:
        raise EntryRefused("This challenge is for what people made. Upload something of your own.")
    if draft.making is Making.AI and making is Making.HUMAN:
        raise EntryRefused("This challenge is for works made with me. Choose one of yours.")


def _check_words(candidate: Candidate, draft: ChallengeDraft) -> None:
    missing = [word for word in draft.required_words if not _has(candidate.words, word)]
    if not missing:
        return
    where = "it"
    if candidate.kind is Kind.IMAGE:
        where = "its prompt" if candidate.work else "its title or description"
    raise EntryRefused(f"What you enter has to have {_listed(missing)} in {where}.")


def _has(text: str, word: str) -> bool:
    text, word = _folded(text), _folded(word)
    if _UNSPACED.search(word):
        return word in text
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _check_form(candidate: Candidate, form: Form, notation: str | None) -> None:
    if candidate.work is not None:
        written = candidate.form or DEFAULT_FORM
        if name_key(written) != name_key(form.name) or candidate.notation != notation:
            raise EntryRefused(
                f"This challenge asks for the form “{form.name}”; that poem is in “{written}”."
            )
        return
    expected = {len(line_plans(layout)) for layout in form.pattern.layouts}
    count = len(lines_of(candidate.text or ""))
    # Of forms that may be longer or shorter, and of those that spell a word, any length may be.
    if len(expected) == 1 and not form.pattern.spells and count not in expected:
        [lines] = expected
        raise EntryRefused(f"The form “{form.name}” has {lines} lines; that poem has {count}.")


def _listed(words: list[str] | tuple[str, ...]) -> str:
    quoted = [f"“{word}”" if word not in NOUNS.values() else word for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
