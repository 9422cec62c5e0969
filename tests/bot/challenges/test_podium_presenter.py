"""The pictures of results as files."""

from io import BytesIO

from PIL import Image

from bot.challenges.podium_presenter import Figures, on_podium, present_pictures
from bot.services.challenges.entry import ShownEntry
from models.base import Kind
from tests.bot.challenges.results_of import ranked, results_of


def test_podium_and_ranking_are_described() -> None:
    results = results_of(ranked(1), ranked(2), ranked(3), ranked(4))
    text = ShownEntry("entry1", Kind.POEM, "Title 1", "the water keeps", None, None, 101)
    figures = Figures({"entry1": text}, {101: "Ada"})
    podium, ranking = present_pictures(results, figures)

    assert (podium.filename, ranking.filename) == ("podium.png", "ranking.png")
    assert "Ada" in str(podium.description)
    assert "a former member" in str(podium.description)
    assert len(str(ranking.description)) <= 1024
    assert Image.open(BytesIO(podium.fp.read())).width == 1080


def test_one_entry_has_a_podium_and_none_has_nothing() -> None:
    figures = Figures({}, {})
    [podium] = present_pictures(results_of(ranked(1)), figures)
    assert podium.filename == "podium.png"
    assert present_pictures(results_of(), figures) == []


def test_all_who_share_the_third_place_stand_on_it() -> None:
    results = results_of(ranked(1), ranked(2), ranked(3), ranked(3), ranked(5))
    assert [each.standing.place for each in on_podium(results)] == [1, 2, 3, 3]
