"""What those who run a server see."""

from datetime import time, timedelta

from bot.challenges.moderation_presenter import (
    present_brief,
    present_rings,
    present_series,
    present_settings,
    present_templates,
)
from bot.database.challenge_choices import BriefState, Cadence
from bot.judging.rings import Ring
from bot.services.challenges.outline import (
    Outline,
    Series,
    SeriesBrief,
    SeriesDraft,
    Template,
)
from bot.services.challenges.server_settings import ChallengeSettings
from models.base import Kind
from tests.bot.challenges.results_of import NOW

_OUTLINE = Outline("A *title*", "b", (Kind.POEM,), timedelta(days=1), timedelta(days=1))


def test_rings_are_a_reason_to_look_and_no_verdict() -> None:
    embed = present_rings([Ring((5, 6), 9, 10, 3.21, 0.004)])
    assert embed.description == (
        "<@5>, <@6>: chose each other on 9 of 10 ballots, where 3.2 would be usual (chance 0.4%)"
    )
    assert "not a proof" in str(embed.footer.text)
    assert present_rings([]).description == "Nothing unusual."


def test_settings_are_shown() -> None:
    values = [field.value for field in present_settings(ChallengeSettings()).fields]
    assert values == ["UTC", "at least 14 days old", "here for 2 days"]


def test_templates_and_series_are_listed() -> None:
    assert present_templates([Template("x_y", _OUTLINE, 1)]).description == (
        "**x\\_y** · A \\*title\\*"
    )
    draft = SeriesDraft(_OUTLINE, Cadence.WEEKLY, time(18), 0)
    series = Series("s", 1, 2, 3, draft, NOW, is_paused=True, briefs_left=2)
    assert present_series([series]).description == (
        "**A \\*title\\*** · weekly at 18:00 · paused · briefs left: 2 · <#2>"
    )
    assert "None yet." in str(present_series([]).description)


def test_a_proposed_brief_is_only_text() -> None:
    brief = SeriesBrief("b", "s", "# @here\n" * 900, BriefState.PENDING)
    description = str(present_brief(brief).description)
    assert r"\# \@here" in description
    assert len(description) <= 4096
