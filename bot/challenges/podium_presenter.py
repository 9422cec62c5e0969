"""The pictures of a challenge's results, with descriptions for those who can't see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import discord

from bot.presenter import ALT_TEXT_LIMIT, cut
from bot.results_picture.alt_texts import chart_alt_text, podium_alt_text
from bot.results_picture.chart import Row, draw_chart
from bot.results_picture.podium import STEPS, Winner, draw_podium
from bot.services.challenges.entry import ShownEntry
from bot.services.challenges.outcome import RankedEntry, Results

PODIUM_FILE, RANKING_FILE = "podium.png", "ranking.png"


@dataclass(frozen=True)
class Figures:
    """What the pictures of results need beside the results.

    Attributes:
        shown: What the entries on the podium show, by their ids.
        names: How the authors are called, by their ids.
    """

    shown: Mapping[str, ShownEntry]
    names: Mapping[int, str]


def on_podium(results: Results) -> list[RankedEntry]:
    """Returns the entries on the first three places, the best first."""
    return [ranked for ranked in results.ranking if ranked.standing.place <= STEPS]


def present_pictures(results: Results, figures: Figures) -> list[discord.File]:
    """Returns podium and chart as files; call it in a thread, as it draws."""
    challenge = results.challenge.draft.title
    winners = [_winner(ranked, figures) for ranked in on_podium(results)]
    rows = [Row(ranked.standing, ranked.entry.title) for ranked in results.ranking]
    files: list[discord.File] = []
    if winners:
        described = podium_alt_text(challenge, winners)
        files.append(_file(PODIUM_FILE, draw_podium(challenge, winners), described))
    if len(rows) > 1:
        files.append(
            _file(RANKING_FILE, draw_chart(challenge, rows), chart_alt_text(challenge, rows))
        )
    return files


def _winner(ranked: RankedEntry, figures: Figures) -> Winner:
    shown = figures.shown.get(ranked.entry.id)
    work = (shown.picture or shown.text or "") if shown else ""
    name = figures.names.get(ranked.entry.author_id, "a former member")
    standing = ranked.standing
    return Winner(standing.place, standing.is_tied, name, ranked.entry.title, work)


def _file(name: str, png: bytes, described: str) -> discord.File:
    return discord.File(BytesIO(png), name, description=cut(described, ALT_TEXT_LIMIT))
