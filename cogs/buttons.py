"""Rows of buttons. Their ids say what they act on, so they work after a restart too.

Whoever presses one is answered by `WorkButton`, `PoemButton` or `JobButton`, which know these ids.
The views are stopped at once, so that discord.py keeps none of them in memory.
"""

from typing import Any

from discord import ui

from models.base import Kind

WORK_ACTIONS = {
    "like": "👍",
    "dislike": "👎",
    "again": "🔁",
    "delete": "🗑️",
    "craft": "📐",
    "emoji": "🙂",
}
_WORK_LABELS = {"craft": "How it is made", "emoji": "Emoji"}
_ONLY_TEXTS, _ONLY_PICTURES = {"craft"}, {"emoji"}
POEM_ACTIONS = {
    "continue": ("➕", "Continue"),
    "answer": ("💬", "Answer"),
    "mood": ("🎭", "Other mood"),
    "edit": ("✏️", "Edit a line"),
}
JOB_ACTIONS = {"cancel": "Cancel", "retry": "Try again"}


def work_button(action: str, work_id: str) -> ui.Button[Any]:
    """Returns a button under a work."""
    label = _WORK_LABELS.get(action)
    return ui.Button(emoji=WORK_ACTIONS[action], label=label, custom_id=f"work:{action}:{work_id}")


def poem_button(action: str, work_id: str) -> ui.Button[Any]:
    """Returns a button in the second row under a poem: what can be made of it."""
    emoji, label = POEM_ACTIONS[action]
    return ui.Button(emoji=emoji, label=label, custom_id=f"poem:{action}:{work_id}")


def job_button(action: str, job_id: str) -> ui.Button[Any]:
    """Returns a button for what waits, runs or has failed."""
    return ui.Button(label=JOB_ACTIONS[action], custom_id=f"job:{action}:{job_id}")


def work_view(work_id: str, kind: Kind) -> ui.View:
    """Returns the buttons for a work; for a poem, a second row goes on from it."""
    left_out = _ONLY_TEXTS if kind is Kind.IMAGE else _ONLY_PICTURES
    buttons = [work_button(action, work_id) for action in WORK_ACTIONS if action not in left_out]
    if kind is Kind.POEM:
        buttons += [poem_button(action, work_id) for action in POEM_ACTIONS]
    return row(*buttons)


def job_view(action: str, job_id: str) -> ui.View:
    """Returns one button for a job."""
    return row(job_button(action, job_id))


def row(*items: ui.Item[Any]) -> ui.View:
    """Returns a view that only shows the items; what they do is known by their ids.

    Five buttons fill a row, and the next ones begin another.
    """
    view = ui.View(timeout=None)
    for item in items:
        view.add_item(item)
    view.stop()
    return view


def ids_in(components: list[Any]) -> set[str]:
    """Returns the ids of all buttons and menus in a message."""
    parts = [part for row in components for part in getattr(row, "children", ())]
    ids = (getattr(part, "custom_id", None) for part in parts)
    return {custom_id for custom_id in ids if custom_id}


def ids_of(view: ui.View | None) -> set[str]:
    """Returns the ids of all buttons and menus in a view."""
    if view is None:
        return set()
    ids = (getattr(item, "custom_id", None) for item in view.children)
    return {custom_id for custom_id in ids if custom_id}
