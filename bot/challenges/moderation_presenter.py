"""What those who run a server see of its challenges."""

from collections.abc import Sequence

import discord

from bot.judging.rings import Ring
from bot.plain_text import one_line, plain_line
from bot.presenter import COLOUR, cut, cut_at_line_end
from bot.services.challenges.outline import Series, SeriesBrief, Template
from bot.services.challenges.server_settings import ChallengeSettings

_LIMIT, _TITLE_LIMIT, _BRIEF_LIMIT = 4000, 60, 1000
_EXPLAINED = (
    "Friends like each other's work, too: this is a reason to look, not a proof. "
    "Nothing was done about it."
)


def present_rings(rings: Sequence[Ring]) -> discord.Embed:
    """Returns who votes for each other far above chance."""
    embed = discord.Embed(title="Mutual voting", colour=COLOUR)
    lines = [_ring(ring) for ring in rings]
    embed.description = cut_at_line_end("\n".join(lines), _LIMIT) or "Nothing unusual."
    if rings:
        embed.set_footer(text=_EXPLAINED)
    return embed


def present_settings(settings: ChallengeSettings) -> discord.Embed:
    """Returns what a server decided."""
    embed = discord.Embed(title="Challenges here", colour=COLOUR)
    embed.add_field(name="Time zone", value=settings.time_zone)
    embed.add_field(name="Accounts that vote", value=f"at least {settings.account_days} days old")
    embed.add_field(name="Members who vote", value=f"here for {settings.membership_days} days")
    return embed


def present_templates(templates: Sequence[Template]) -> discord.Embed:
    """Returns the templates of a server."""
    embed = discord.Embed(title="Templates", colour=COLOUR)
    lines = [
        f"**{plain_line(template.name)}** · {_short(template.outline.title)}"
        for template in templates
    ]
    embed.description = cut_at_line_end("\n".join(lines), _LIMIT) or (
        "None yet. Save one with `/challenge template save`."
    )
    return embed


def present_series(series: Sequence[Series]) -> discord.Embed:
    """Returns the series of a server."""
    embed = discord.Embed(title="Series", colour=COLOUR)
    lines = [_one_series(each) for each in series]
    embed.description = cut_at_line_end("\n".join(lines), _LIMIT) or (
        "None yet. Begin one with `/challenge series create`."
    )
    return embed


def present_brief(brief: SeriesBrief) -> discord.Embed:
    """Returns a brief that waits for a moderator."""
    text = plain_line(cut(one_line(brief.text), _BRIEF_LIMIT))
    return discord.Embed(title="Use this brief?", description=text, colour=COLOUR)


def _ring(ring: Ring) -> str:
    members = ", ".join(f"<@{voter_id}>" for voter_id in ring.voter_ids)
    return (
        f"{members}: chose each other on {ring.chosen} of {ring.offered} ballots, where "
        f"{ring.expected:.1f} would be usual (chance {ring.chance:.1%})"
    )


def _one_series(series: Series) -> str:
    draft = series.draft
    state = "paused" if series.is_paused else discord.utils.format_dt(series.next_at, "R")
    return (
        f"**{_short(draft.outline.title)}** · {draft.cadence} at {draft.at:%H:%M} · {state} "
        f"· briefs left: {series.briefs_left} · <#{series.channel_id}>"
    )


def _short(title: str) -> str:
    return plain_line(cut(one_line(title), _TITLE_LIMIT))
