"""How a ballot becomes a message that tells nothing of who made what."""

from dataclasses import dataclass
from io import BytesIO

import discord

from bot.challenges.ballot_picture import ballot_png
from bot.plain_text import one_line, plain, plain_line
from bot.presenter import ALT_TEXT_LIMIT, COLOUR, TITLE_LIMIT, cut, cut_at_line_end
from bot.services.challenges.challenge import Challenge
from bot.services.challenges.entry import ShownEntry
from bot.services.challenges.paper import BallotPaper

# The embeds of a message have 6000 characters together.
_EMBEDS_LIMIT = 5200
_BRIEF_LIMIT = 300
_NONE_LEFT = "You have seen all there is for you to see. Thank you for voting!"


@dataclass(frozen=True)
class BallotMessage:
    """A ballot as parts of a message."""

    content: str
    embeds: list[discord.Embed]
    files: list[discord.File]


def present_ballot(challenge: Challenge, paper: BallotPaper, said: str = "") -> BallotMessage:
    """Returns a ballot; call it in a thread, as it decodes pictures."""
    title = plain_line(cut(one_line(challenge.draft.title), TITLE_LIMIT // 2))
    brief = plain_line(cut(one_line(challenge.draft.brief), _BRIEF_LIMIT))
    head = discord.Embed(title=title, description=brief, colour=COLOUR)
    head.set_footer(text=f"Ballot {paper.answered + 1} · entries come in random order")
    numbered = list(enumerate(paper.entries, start=1))
    texts = [(number, entry) for number, entry in numbered if entry.text is not None]
    pictures = [(n, entry) for n, entry in numbered if entry.picture is not None]
    embeds, files = [head], list[discord.File]()
    if pictures:
        head.set_image(url="attachment://ballot.png")
        files.append(_picture(pictures))
    limit = _EMBEDS_LIMIT // max(1, len(texts)) - TITLE_LIMIT
    for number, entry in texts:
        embeds.append(_text_embed(number, entry, limit))
        if len(plain(entry.text or "")) > limit:
            whole = BytesIO((entry.text or "").encode())
            files.append(discord.File(whole, f"{number}.txt", description="The whole text."))
    ask = f"{said}\nWhich one is best?" if said else "Which one is best?"
    return BallotMessage(ask, embeds, files)


def present_no_ballot(said: str = "") -> str:
    """Returns what a voter is told who has seen all."""
    return f"{said}\n{_NONE_LEFT}" if said else _NONE_LEFT


def _picture(pictures: list[tuple[int, ShownEntry]]) -> discord.File:
    room = ALT_TEXT_LIMIT // len(pictures) - 6
    described = " ".join(
        f"{number}: {cut(one_line(entry.alt_text or entry.title).rstrip('.'), room)}."
        for number, entry in pictures
    )
    encoded = [(number, entry.picture or b"") for number, entry in pictures]
    return discord.File(BytesIO(ballot_png(encoded)), "ballot.png", description=described)


def _text_embed(number: int, entry: ShownEntry, limit: int) -> discord.Embed:
    title = plain_line(cut(one_line(entry.title), TITLE_LIMIT // 2 - 10))
    text = cut_at_line_end(plain(entry.text or ""), limit)
    return discord.Embed(title=f"{number} · {title}", description=text, colour=COLOUR)
