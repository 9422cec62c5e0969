"""Rows of buttons under what is said about a challenge; their ids carry the challenge's."""

from typing import Any

from discord import ui

from bot.database.challenge_choices import StepKind
from bot.services.challenges.challenge import Phase
from cogs.buttons import row

CHALLENGE_ID = r"(?P<challenge_id>[\w-]{4,16})"
ENTRY_ID = r"(?P<entry_id>[\w-]{3,16})"
CHALLENGE_ACTIONS = {
    "submit": ("📥", "Submit"),
    "vote": ("🗳️", "Vote"),
    "results": ("🏆", "Results"),
    "show": ("ℹ️", "Details"),
}
_PHASE_ACTIONS = {Phase.OPEN: "submit", Phase.VOTING: "vote", Phase.PUBLISHED: "results"}
_STEP_ACTIONS = {
    StepKind.ANNOUNCE: "submit",
    StepKind.OPEN: "submit",
    StepKind.REMIND: "submit",
    StepKind.CLOSE: "vote",
    StepKind.REMIND_VOTING: "vote",
    StepKind.PUBLISH: "results",
}


def challenge_button(action: str, challenge_id: str, marker: str = "") -> ui.Button[Any]:
    """Returns a button about a challenge; a marker makes its id the only one of that kind."""
    emoji, label = CHALLENGE_ACTIONS[action]
    parts = ("challenge", action, challenge_id, marker)
    return ui.Button(emoji=emoji, label=label, custom_id=":".join(filter(None, parts)))


def phase_view(challenge_id: str, phase: Phase) -> ui.View | None:
    """Returns what can be done about a challenge now; None for nothing."""
    action = _PHASE_ACTIONS.get(phase)
    return row(challenge_button(action, challenge_id)) if action else None


def step_view(challenge_id: str, kind: StepKind, marker: str) -> ui.View:
    """Returns the buttons under a step's message; the last one's id tells it from all others."""
    action = _STEP_ACTIONS.get(kind)
    buttons = [challenge_button(action, challenge_id)] if action else []
    return row(*buttons, challenge_button("show", challenge_id, marker))
