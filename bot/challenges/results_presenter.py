"""How results, badges and seasons become messages."""

from collections.abc import Sequence

import discord

from bot.plain_text import one_line, plain_line
from bot.presenter import COLOUR, TITLE_LIMIT, cut, cut_at_line_end
from bot.services.challenges.outcome import (
    Badge,
    BadgeKind,
    CriteriaScores,
    RankedEntry,
    Results,
    SeasonStatistics,
)

_MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}
_BADGES = {
    BadgeKind.GOLD: ("🥇", "first"),
    BadgeKind.SILVER: ("🥈", "second"),
    BadgeKind.BRONZE: ("🥉", "third"),
    BadgeKind.JURY: ("⚖️", "the jury's favourite"),
}
_LINES_LIMIT, _LISTED_TITLE, _MOST_LISTED = 3800, 60, 25
_TIE_RULE = "Entries share a place where the votes leave open which is better."


def present_results(results: Results, most: int = 10) -> discord.Embed:
    """Returns the ranking of a challenge, its first entries only."""
    title = f"Results: {plain_line(results.challenge.draft.title)}"
    embed = discord.Embed(title=cut(title, TITLE_LIMIT), colour=COLOUR)
    lines = [_place(ranked) for ranked in results.ranking[:most]]
    left = len(results.ranking) - most
    if left > 0:
        lines.append(f"… and {left} more")
    embed.description = cut_at_line_end("\n".join(lines), _LINES_LIMIT) or "Nobody entered."
    favourites = [badge.member_id for badge in results.badges if badge.kind is BadgeKind.JURY]
    if favourites:
        names = ", ".join(f"<@{member_id}>" for member_id in favourites)
        embed.add_field(name="The jury's favourite", value=f"⚖️ {names}")
    turnout = results.turnout
    embed.set_footer(
        text=f"{len(results.ranking)} entries · {turnout.voters} voters · {turnout.ballots} ballots"
        + (f" · {_TIE_RULE}" if any(r.standing.is_tied for r in results.ranking) else "")
    )
    return embed


def caption_of(ranked: RankedEntry) -> str:
    """Returns where an entry came in, with how sure that is."""
    standing = ranked.standing
    tied = " (shared)" if standing.is_tied else ""
    medal = f"{_MEDALS[standing.place]} " if standing.place in _MEDALS else ""
    return f"{medal}Place {standing.place}{tied}{_between(ranked)}"


def present_own(own: Sequence[tuple[RankedEntry, CriteriaScores | None]]) -> discord.Embed:
    """Returns how a member's own entries did, with the jury's scores, for their eyes."""
    embed = discord.Embed(title="Your entries", colour=COLOUR)
    for ranked, scores in own[:_MOST_LISTED]:
        lines = [caption_of(ranked)]
        lines += [f"{criterion}: {score:.1f} of 5" for criterion, score in (scores or {}).items()]
        name = cut(plain_line(ranked.entry.title), TITLE_LIMIT)
        embed.add_field(name=name, value="\n".join(lines), inline=False)
    return embed


def present_badges(member_id: int, badges: Sequence[Badge]) -> discord.Embed:
    """Returns what a member won in a server."""
    embed = discord.Embed(title="Badges", colour=COLOUR)
    lines = [
        f"{_BADGES[badge.kind][0]} {_BADGES[badge.kind][1]} in **{_short(badge.title)}**"
        for badge in badges
    ]
    listed = cut_at_line_end("\n".join(lines), _LINES_LIMIT) or "None yet."
    embed.description = f"<@{member_id}>\n{listed}"
    return embed


def present_season(statistics: SeasonStatistics) -> discord.Embed:
    """Returns the statistics of a season."""
    season = statistics.season
    embed = discord.Embed(title=f"Season {season.year}, quarter {season.quarter}", colour=COLOUR)
    lines = [
        f"<@{member.member_id}> · 🥇 {member.wins} · podiums {member.podiums} "
        f"· entries {member.entries}"
        for member in statistics.members[:_MOST_LISTED]
    ]
    embed.description = "\n".join(lines) or "Nothing yet."
    embed.add_field(name="Challenges", value=str(statistics.challenges))
    embed.add_field(name="Entries", value=str(statistics.entries))
    embed.add_field(name="Ballots", value=str(statistics.turnout.ballots))
    return embed


def _place(ranked: RankedEntry) -> str:
    standing = ranked.standing
    # A bare "7." begins a list in Markdown, which counts on by itself past a shared place.
    place = _MEDALS.get(standing.place, f"**{standing.place}.**")
    tied = " (shared)" if standing.is_tied else ""
    return (
        f"{place} **{_short(ranked.entry.title)}** by <@{ranked.entry.author_id}>{tied}"
        f"{_between(ranked)}"
    )


def _between(ranked: RankedEntry) -> str:
    low, high = ranked.standing.low_place, ranked.standing.high_place
    return f" · between {low} and {high}" if low != high else ""


def _short(title: str) -> str:
    return plain_line(cut(one_line(title), _LISTED_TITLE))
