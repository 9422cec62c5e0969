"""Alt texts."""

from bot.results_picture.alt_texts import MOST_CHARACTERS, chart_alt_text, podium_alt_text
from tests.bot.results_picture.pictures import image_file, row, winner


def test_the_podium_is_told() -> None:
    winners = [
        winner(1, "Luna", "Winter fox", "A fox\ncrosses the field."),
        winner(2, "Bo", "", image_file(), is_tied=True),
        winner(2, "𝕮𝖞", "Sea", image_file(), is_tied=True),
    ]
    assert podium_alt_text("Snow", winners) == (
        "Podium of “Snow”. 1st: Luna, “Winter fox”, a text: A fox crosses the field. "
        "Shared 2nd: Bo, an image. Shared 2nd: Cy, “Sea”, an image."
    )


def test_the_ranking_is_told_with_its_doubt() -> None:
    rows = [row(1, 1, 2), row(2, 2, 4, "Bo", is_tied=True), row(4, 4, 4, "Cy")]
    assert chart_alt_text("Snow", rows) == (
        "Ranking of 3 entries in “Snow”; in brackets, where each could be, by the votes. "
        "Luna: 1st (1–2). Bo: shared 2nd (2–4). Cy: 4th (4)."
    )
    assert chart_alt_text("Snow", rows[:1]).startswith("Ranking of 1 entry in")


def test_both_keep_to_discords_limit_and_say_that_there_is_more() -> None:
    many = [row(place, 1, 500, "W" * 300) for place in range(1, 501)]
    winners = [winner(1, "W" * 300, "T" * 300, "word " * 900, is_tied=True) for _ in range(9)]
    for text in (chart_alt_text("C" * 300, many), podium_alt_text("C" * 300, winners)):
        assert 700 < len(text) <= MOST_CHARACTERS
        assert text.endswith(". …")


def test_ordinals() -> None:
    rows = [row(place, place, place, "x") for place in (3, 11, 12, 13, 21, 22, 101, 111)]
    told = chart_alt_text("Snow", rows)
    for ordinal in ("3rd", "11th", "12th", "13th", "21st", "22nd", "101st", "111th"):
        assert f" {ordinal} " in told
