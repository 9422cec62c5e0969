"""Results, badges and seasons as messages."""

from dataclasses import replace

from bot.challenges.results_presenter import (
    caption_of,
    present_badges,
    present_own,
    present_results,
    present_season,
)
from bot.judging.criteria import Criterion
from bot.services.challenges.outcome import (
    Badge,
    BadgeKind,
    Season,
    SeasonMember,
    SeasonStatistics,
)
from bot.services.challenges.paper import Turnout
from tests.bot.challenges.results_of import NOW, ranked, results_of


def test_places_are_told_with_how_sure_they_are() -> None:
    embed = present_results(results_of(ranked(1), ranked(2, spread=1), ranked(4)))
    assert str(embed.description).split("\n") == [
        "🥇 **Title 1** by <@101>",
        "🥈 **Title 2** by <@102> · between 1 and 3",
        "**4.** **Title 4** by <@104>",
    ]
    assert embed.footer.text == "3 entries · 7 voters · 30 ballots"


def test_shared_places_say_so_and_why() -> None:
    embed = present_results(results_of(ranked(1, is_tied=True), ranked(1, is_tied=True)))
    assert "🥇 **Title 1** by <@101> (shared)" in str(embed.description)
    assert "Entries share a place where" in str(embed.footer.text)


def test_of_five_hundred_the_first_ten_are_listed() -> None:
    embed = present_results(
        results_of(*(ranked(place, title="_" * 100) for place in range(1, 501)))
    )
    assert str(embed.description).endswith("… and 490 more")
    assert len(embed) <= 6000


def test_without_entries_nobody_won() -> None:
    assert present_results(results_of()).description == "Nobody entered."


def test_the_jurys_favourite_is_named() -> None:
    badge = Badge(BadgeKind.JURY, 102, "abcdefgh", "t")
    embed = present_results(replace(results_of(ranked(1), ranked(2)), badges=(badge,)))
    assert embed.fields[0].value == "⚖️ <@102>"


def test_own_entries_come_with_the_jurys_scores() -> None:
    embed = present_own([(ranked(2), {Criterion.CRAFT: 4.25}), (ranked(5), None)])
    assert embed.fields[0].value == "🥈 Place 2\ncraft: 4.2 of 5"
    assert embed.fields[1].value == "Place 5"
    assert caption_of(ranked(1, is_tied=True)) == "🥇 Place 1 (shared)"


def test_badges_and_seasons() -> None:
    badges = [Badge(BadgeKind.GOLD, 1, "a", "A *b*"), Badge(BadgeKind.JURY, 1, "b", "B")]
    shown = str(present_badges(1, badges).description)
    assert shown == "<@1>\n🥇 first in **A \\*b\\***\n⚖️ the jury's favourite in **B**"
    assert "None yet." in str(present_badges(1, []).description)
    members = (SeasonMember(5, entries=3, wins=1, podiums=2),)
    statistics = SeasonStatistics(Season(2026, 4), NOW, NOW, 2, 9, Turnout(3, 8), members)
    season = present_season(statistics)
    assert season.description == "<@5> · 🥇 1 · podiums 2 · entries 3"
