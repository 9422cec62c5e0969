"""What somebody wants to enter, before it is known whether it may be."""

from dataclasses import dataclass

from bot.database.challenge_choices import Making
from bot.database.tables import Work, WorkImage
from bot.errors import EntryRefused
from bot.services.challenges.entry import OwnWork, UploadedPicture, UploadedText
from bot.services.challenges.uploads import EncodedPicture, encoded_anew
from bot.services.challenges.wording import bounded, lines, one_line
from bot.services.records import command_from_json, plan_from_json
from bot.style.commands import subject_of
from models.base import Kind, PoemRequest

LONGEST_TITLE = 100
LONGEST_TEXT = 4000
MOST_LINES = 100
LONGEST_ALT_TEXT = 500


@dataclass(frozen=True)
class Candidate:
    """Something that may become an entry.

    Attributes:
        words: Where required words are looked for.
        text: Of an upload.
        upload: The picture of one, encoded anew.
        png: The picture of a work.
        form: Of a poem that the bot wrote, and below it the notation of a community's form.
    """

    kind: Kind
    making: Making
    title: str
    words: str
    work: OwnWork | None = None
    text: str | None = None
    upload: EncodedPicture | None = None
    alt_text: str | None = None
    png: bytes | None = None
    form: str | None = None
    notation: str | None = None


def candidate_from_work(work: Work, image: WorkImage | None, source: OwnWork) -> Candidate:
    """Returns what a stored work would be as an entry.

    Args:
        work: By the one who enters it.
        image: The picture that is entered, of a work that has some.
        source: What the member chose.
    """
    subject = one_line(subject_of(command_from_json(work.request)))
    request = _poem_request(work)
    return Candidate(
        Kind(work.kind),
        Making.AI,
        title_of(work),
        words=f"{work.title or ''}\n{work.text}" if work.text is not None else subject,
        work=source,
        png=image.png if image else None,
        form=request.form if request else None,
        notation=request.notation if request else None,
    )


def candidate_from_text(upload: UploadedText) -> Candidate:
    """Returns what a text would be as an entry.

    Raises:
        InvalidOption: Title or text are empty or too long.
        EntryRefused: It has too many lines.
    """
    if upload.kind is Kind.IMAGE:
        raise EntryRefused("A text can't be entered as a picture.")
    title = bounded(one_line(upload.title), "The title", LONGEST_TITLE)
    text = bounded(lines(upload.text), "The text", LONGEST_TEXT)
    if len(text.splitlines()) > MOST_LINES:
        raise EntryRefused(f"That text has more than {MOST_LINES} lines. Please shorten it.")
    return Candidate(upload.kind, Making.HUMAN, title, words=f"{title}\n{text}", text=text)


def candidate_from_picture(upload: UploadedPicture) -> Candidate:
    """Returns what a picture would be as an entry; takes time.

    Raises:
        InvalidOption: Title or description are empty or too long.
        EntryRefused: It can't be read, or is too large or small.
    """
    title = bounded(one_line(upload.title), "The title", LONGEST_TITLE)
    alt_text = bounded(one_line(upload.alt_text), "The description", LONGEST_ALT_TEXT)
    return Candidate(
        Kind.IMAGE,
        Making.HUMAN,
        title,
        words=f"{title}\n{alt_text}",
        upload=encoded_anew(upload.encoded),
        alt_text=alt_text,
    )


def title_of(work: Work) -> str:
    """Returns what a work is called, or what it is about."""
    title = one_line(work.title or subject_of(command_from_json(work.request)))
    return title[:LONGEST_TITLE] or "Untitled"


def _poem_request(work: Work) -> PoemRequest | None:
    try:
        request = plan_from_json(work.plan).request
    except (KeyError, ValueError, TypeError):
        # An older version wrote it in a way that is not known now.
        return None
    return request if isinstance(request, PoemRequest) else None
