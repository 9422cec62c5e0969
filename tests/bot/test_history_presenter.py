"""How a member's history becomes a message."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.database.tables import JobStatus
from bot.history_presenter import label_of, present_history
from bot.services.history import PAGE_LENGTH, HistoryEntry, HistoryPage
from models.base import Progress, Stage

_NOW = datetime(2026, 1, 2, tzinfo=UTC)
_ENTRY = HistoryEntry(
    job_id="j",
    kind="poem",
    subject="rain",
    status=JobStatus.RUNNING,
    created_at=_NOW,
    reason=None,
    is_kept=False,
    guild_id=None,
    channel_id=3,
    message_id=4,
    progress=None,
)


def _shown(*entries: HistoryEntry, number: int = 0) -> str:
    return str(present_history(HistoryPage(number, entries, has_older=False)).description)


@pytest.mark.parametrize(("progress", "words"), [
    (None, "goes on in a moment"),
    (Progress(Stage.QUEUED, place=1), "next in line"),
    (Progress(Stage.QUEUED, place=3, expected_seconds=38), "number 3 in line, about 40 seconds"),
    (Progress(Stage.LOADING, expected_seconds=4), "loading the model, a few seconds"),
    (Progress(Stage.GENERATING, 0.5, expected_seconds=8), "50%, about 10 seconds"),
])  # fmt: skip
def test_what_is_not_over_says_how_far_it_is(progress: Progress | None, words: str) -> None:
    assert _shown(replace(_ENTRY, progress=progress)) == (
        f"🎨 poem **rain** · <t:{int(_NOW.timestamp())}:R> · {words} · "
        "[message](https://discord.com/channels/@me/3/4)"
    )


def test_older_pages_can_be_empty() -> None:
    assert _shown(number=3) == "There is nothing older."


def test_a_page_keeps_to_discords_limit() -> None:
    longest = replace(
        _ENTRY, subject="*" * 1500, status=JobStatus.FAILED, reason="x" * 2000, guild_id=2**63
    )

    assert len(_shown(*[longest] * PAGE_LENGTH)) <= 4096
    assert len(label_of(longest)) == 100
