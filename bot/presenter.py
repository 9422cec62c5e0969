"""How works, profiles and errors become messages, for commands, buttons and modals alike."""

import logging
import math
import secrets
from dataclasses import dataclass
from io import BytesIO

import discord

from bot.code_blocks import centred, code_block
from bot.database.errors import DatabaseError, DatabaseFull
from bot.errors import UserFacingError
from bot.services.creation import Creation
from bot.services.edits import edits_in
from bot.style.commands import CreationCommand, subject_of
from bot.style.plan import Source
from bot.style.profile import StyleProfile
from models.base import (
    GenerationRequest,
    GenerationResult,
    ImageResult,
    PoemRequest,
    Progress,
    Stage,
    TextResult,
)
from models.errors import GenerationError
from models.text.forms.catalogue import form_of
from models.text.forms.reading import FormInvalid

_log = logging.getLogger(__name__)

CONTENT_LIMIT = 2000
TITLE_LIMIT = 256
DESCRIPTION_LIMIT = 4096
FOOTER_LIMIT = 300
SUBJECT_LIMIT = 100
ALT_TEXT_LIMIT = 1024
MESSAGE_BYTES = 9 * 1024 * 1024
COLOUR = 0x2FA39A
_BAR_LENGTH = 10
_FEW_SECONDS = 5
_MINUTE = 60


@dataclass(frozen=True)
class WorkMessage:
    """A finished work as parts of a message."""

    embed: discord.Embed
    files: list[discord.File]


def present_work(creation: Creation) -> WorkMessage:
    """Returns the message that shows a work."""
    title = cut(_title(creation.result) or _subject(creation), TITLE_LIMIT)
    embed = discord.Embed(title=discord.utils.escape_markdown(title)[:TITLE_LIMIT], colour=COLOUR)
    embed.set_footer(text=cut(" · ".join(_footer(creation)), FOOTER_LIMIT))
    if isinstance(creation.result, TextResult):
        embed.description = _shown_text(creation.result.text, creation.plan.request)
        return WorkMessage(embed, [])
    return WorkMessage(embed, _image_files(creation.result))


def _title(result: GenerationResult) -> str | None:
    return result.title if isinstance(result, TextResult) else None


def _subject(creation: Creation) -> str:
    return " ".join(subject_of(creation.command).split())


def _shown_text(text: str, request: GenerationRequest) -> str:
    if _is_centred(request):
        return code_block(cut_at_line_end(centred(text), DESCRIPTION_LIMIT - len(code_block(""))))
    return cut_at_line_end(discord.utils.escape_markdown(text), DESCRIPTION_LIMIT)


def _is_centred(request: GenerationRequest) -> bool:
    """Whether the lines are set about an axis; no if the form is not known any more."""
    try:
        return isinstance(request, PoemRequest) and form_of(request).pattern.centred
    except (KeyError, FormInvalid):
        return False


def _footer(creation: Creation) -> list[str]:
    plan, provenance = creation.plan, creation.result.provenance
    parts: list[str] = []
    if _title(creation.result):
        parts.append(f"about: {cut(_subject(creation), SUBJECT_LIMIT)}")
    if isinstance(plan.request, PoemRequest):
        parts.append(str(plan.request.form))
    parts += [f"line {edit.line} by @{edit.by}" for edit in edits_in(provenance.parameters)]
    style = plan.values_from(Source.PROFILE, Source.LEARNED)
    if style:
        parts.append(f"your style: {', '.join(style)}")
    ignored = plan.values_from(Source.UNSUPPORTED)
    if ignored:
        parts.append(f"this model can't do: {', '.join(ignored)}")
    parts += [f"seed {provenance.seed}", provenance.model_id]
    if creation.work_id is None:
        parts.append("not kept: my disk is full or out of reach")
    return parts


def _image_files(result: ImageResult) -> list[discord.File]:
    files = [
        discord.File(
            BytesIO(image.png),
            filename=f"image-{index}.png",
            description=_described(image.alt_text, f"Seed {image.seed}."),
        )
        for index, image in enumerate(result.images, start=1)
    ]
    # A grid too large to upload must not cost the member the pictures themselves.
    if result.grid is None or len(result.grid) > MESSAGE_BYTES:
        return files
    seeds = ", ".join(str(image.seed) for image in result.images)
    described = _described(
        f"All pictures side by side. {result.images[0].alt_text}", f"Seeds {seeds}."
    )
    grid = discord.File(BytesIO(result.grid), filename="grid.png", description=described)
    return [grid, *files]


def _described(alt_text: str, seeds: str) -> str:
    return f"{cut(alt_text, ALT_TEXT_LIMIT - len(seeds) - 2)}. {seeds}"


def present_progress(progress: Progress, draft: str | None = None) -> str:
    """Returns what a waiting member sees: one line, and below it the draft if there is one."""
    line = _progress_line(progress)
    if not draft:
        return line
    text = discord.utils.escape_markdown(draft)
    return f"{line}\n\n{cut_at_line_start(text, CONTENT_LIMIT - len(line) - 2)}"


def _progress_line(progress: Progress) -> str:
    expected = progress.expected_seconds
    until = f", {in_words(expected)}" if expected is not None else ""
    if progress.stage is Stage.QUEUED:
        if progress.place is None or progress.place <= 1:
            return f"⏳ You are next in line{until}."
        return f"⏳ You are number {progress.place} in line{until}."
    if progress.stage is Stage.LOADING:
        return f"📦 Loading the model{until}."
    fraction = progress.fraction or 0.0
    filled = round(fraction * _BAR_LENGTH)
    left = f" · {in_words(expected)} left" if expected is not None else ""
    return f"🎨 {'▰' * filled}{'▱' * (_BAR_LENGTH - filled)} {fraction:.0%}{left}"


def present_preview(png: bytes, command: CreationCommand) -> discord.File:
    """Returns a coarse picture of what is being drawn."""
    words = " ".join(subject_of(command).split())
    described = cut(f"A first look at: {words}", ALT_TEXT_LIMIT)
    return discord.File(BytesIO(png), filename="preview.png", description=described)


def in_words(seconds: float) -> str:
    """Returns a time as people say it, rather too long than too short."""
    if seconds <= _FEW_SECONDS:
        return "a few seconds"
    if seconds <= _MINUTE - _FEW_SECONDS:
        return f"about {math.ceil(seconds / 5) * 5} seconds"
    if seconds <= 1.5 * _MINUTE:
        return "about a minute"
    if seconds <= 90 * _MINUTE:
        return f"about {math.ceil(seconds / _MINUTE)} minutes"
    return f"about {math.ceil(seconds / (60 * _MINUTE))} hours"


def present_restart() -> str:
    """Returns what somebody who waits is told when the bot stops."""
    return "⏸️ I'm being restarted; your place is kept."


def present_cancellation(sentence: str) -> str:
    """Returns what stands where a work would have been."""
    return f"🚫 {sentence}"


def present_failure(sentence: str) -> str:
    """Returns what a member is told of a job that failed earlier."""
    return sentence if sentence.startswith("⚠️") else f"⚠️ {sentence}"


def present_profile(profile: StyleProfile) -> discord.Embed:
    """Returns what a member said they like, for their eyes."""
    embed = discord.Embed(title="Your style", colour=COLOUR)
    rows = {
        "Mood": profile.mood,
        "Loves": ", ".join(profile.loves),
        "Avoids": ", ".join(profile.avoids),
        "Palette": ", ".join(profile.palette),
        "Poem form": profile.poem_form,
        "Lyric genre": profile.genre,
        "Image style": profile.image_style,
        "Language": profile.language,
    }
    for name, value in rows.items():
        if value:
            embed.add_field(name=name, value=cut(discord.utils.escape_markdown(value), 1024))
    if profile.is_empty:
        embed.description = (
            "I know nothing of it yet. Tell me with `/profile set`, "
            "and let 👍 and 👎 under what I make teach me."
        )
    else:
        embed.set_footer(text="What you say in a command always wins over your style.")
    return embed


def present_error(error: Exception) -> str:
    """Returns what a member is told; an unexpected error is logged under a short reference."""
    if isinstance(error, UserFacingError | GenerationError):
        return f"⚠️ {error.message}"
    reference = secrets.token_hex(3)
    if isinstance(error, DatabaseError):
        _log.error("reference %s: %s", reference, error.message, exc_info=error)
        reason = "my disk is full" if isinstance(error, DatabaseFull) else "I can't reach my notes"
        return (
            f"⚠️ I can't do that just now: {reason}. Nothing you made is lost. "
            f"Please tell whoever runs me (reference {reference}) and try again later."
        )
    _log.error("reference %s", reference, exc_info=error)
    return f"⚠️ Something went wrong on my side, sorry. It is noted under reference {reference}."


def cut(text: str, limit: int) -> str:
    """Returns the text, shortened with an ellipsis if it is longer than the limit."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def cut_at_line_start(text: str, limit: int) -> str:
    """Returns the last whole lines up to the limit, with an ellipsis above if some are left out."""
    if len(text) <= limit:
        return text
    _, _, kept = text[len(text) - limit + 1 :].partition("\n")
    return f"…\n{kept}" if kept else cut(text.rpartition("\n")[2], limit)


def cut_at_line_end(text: str, limit: int) -> str:
    """Returns whole lines up to the limit, with an ellipsis below if some are left out."""
    if len(text) <= limit:
        return text
    kept, _, _ = text[: limit - 1].rpartition("\n")
    return f"{kept}\n…" if kept else cut(text, limit)
