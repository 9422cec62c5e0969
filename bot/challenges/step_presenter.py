"""What is said in a challenge's channel at each of its steps."""

import discord

from bot.challenges.challenge_presenter import present_draft
from bot.database.challenge_choices import StepKind
from bot.plain_text import one_line, plain_line
from bot.presenter import cut
from bot.services.challenges.challenge import Challenge

_REASON_LIMIT = 300
_FEWEST_TO_JUDGE = 2
_HOW_TO_ENTER = "Press Submit, or choose *Submit to challenge* in the menu of one of your works."


def present_step(challenge: Challenge, kind: StepKind) -> tuple[str, discord.Embed | None]:
    """Returns the sentence of a step, and all of the challenge where it is told of first.

    Of PUBLISH there is only the sentence; ARCHIVE has none.
    """
    is_first = kind in {StepKind.ANNOUNCE, StepKind.OPEN} and challenge.thread_id is None
    return _sentence(challenge, kind), present_draft(challenge.draft) if is_first else None


def _sentence(challenge: Challenge, kind: StepKind) -> str:
    draft = challenge.draft
    title = f"**{plain_line(draft.title)}**"
    opens, closes, ends = (
        discord.utils.format_dt(at, "R")
        for at in (draft.opens_at, draft.closes_at, draft.voting_closes_at)
    )
    if kind is StepKind.CLOSE:
        return _closed(challenge, title, ends)
    reason = plain_line(cut(one_line(challenge.cancelled_reason or ""), _REASON_LIMIT))
    return {
        StepKind.ANNOUNCE: f"📣 A challenge is coming: {title}. It opens {opens}.",
        StepKind.OPEN: f"🎨 {title} is open! Entries close {closes}. {_HOW_TO_ENTER}",
        StepKind.REMIND: f"⏰ {title}: entries close {closes}.",
        StepKind.REMIND_VOTING: f"⏰ {title}: voting closes {ends}.",
        StepKind.PUBLISH: f"🏆 The results of {title} are in!",
        StepKind.CANCEL: f"🚫 {title} is cancelled. {reason}",
    }[kind]


def _closed(challenge: Challenge, title: str, ends: str) -> str:
    count = challenge.entry_count
    if count == 0:
        return f"📪 {title} takes no more entries. Nobody entered this time."
    if count < _FEWEST_TO_JUDGE:
        return f"📪 {title} takes no more entries. There is one, so there is nothing to vote on."
    return (
        f"🗳️ {title} takes no more entries: there are {count}. Vote now, until {ends}. "
        "Each ballot shows up to four; you choose the best and the weakest, and nobody sees how."
    )
