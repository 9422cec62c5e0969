"""Sparks from seeds and styles."""

import re
import tomllib
from importlib.resources import files

import pytest

from bot.style.profile import StyleProfile
from bot.style.sparks import SparkKind, make_spark

_STYLE = StyleProfile(mood="melancholic", loves=("foxes", "harbours"), palette=("teal",))
_NOBODY = StyleProfile()
_LISTS = tomllib.loads(files("bot.style").joinpath("spark_words.toml").read_text("utf-8"))


@pytest.mark.parametrize("kind", SparkKind)
@pytest.mark.parametrize("against", [False, True])
def test_a_seed_makes_the_same_spark_again(kind: SparkKind, *, against: bool) -> None:
    first = make_spark(kind, _STYLE, 7, against=against)
    assert make_spark(kind, _STYLE, 7, against=against) == first


@pytest.mark.parametrize(("kind", "least"), [
    (SparkKind.BRIEF, 990), (SparkKind.WORDS, 980), (SparkKind.LINE, 900),
    (SparkKind.QUESTION, 850), (SparkKind.PALETTE, 900),
])  # fmt: skip
def test_a_thousand_seeds_make_almost_as_many_sparks(kind: SparkKind, least: int) -> None:
    texts = {make_spark(kind, _NOBODY, seed, against=False).text for seed in range(1000)}
    assert len(texts) >= least


@pytest.mark.parametrize("kind", SparkKind)
def test_every_spark_is_whole(kind: SparkKind) -> None:
    for seed in range(300):
        text = make_spark(kind, _STYLE, seed, against=bool(seed % 2)).text
        assert not re.search(r"[{}]|  |\.\.|,,", text)
        assert len(text) <= 300
        if kind not in {SparkKind.WORDS, SparkKind.PALETTE}:
            assert text[0].isupper()


def test_a_brief_takes_up_mood_and_loves() -> None:
    sparks = [make_spark(SparkKind.BRIEF, _STYLE, seed, against=False) for seed in range(100)]

    assert all("Mood: melancholic." in spark.text for spark in sparks)
    loving = [spark for spark in sparks if {"foxes", "harbours"} & set(spark.style)]
    assert 20 < len(loving) < 80
    assert all(re.search("foxes|harbours", spark.text, re.IGNORECASE) for spark in loving)


def test_against_the_style_the_mood_is_turned_and_no_love_comes_up() -> None:
    for seed in range(100):
        spark = make_spark(SparkKind.BRIEF, _STYLE, seed, against=True)
        assert "Mood: joyful." in spark.text
        assert spark.style == ("joyful",)


def test_a_mood_of_the_members_own_words_is_kept_but_has_no_opposite() -> None:
    style = StyleProfile(mood="Bittersweet")
    assert "Mood: Bittersweet." in make_spark(SparkKind.BRIEF, style, 1, against=False).text
    assert make_spark(SparkKind.BRIEF, style, 1, against=True).style == ()


def test_what_is_avoided_stays_out_either_way() -> None:
    style = StyleProfile(avoids=("moth", "fox"))
    for seed in range(500):
        for kind in (SparkKind.BRIEF, SparkKind.WORDS):
            text = make_spark(kind, style, seed, against=bool(seed % 2)).text.casefold()
            assert "moth" not in text
            assert "fox" not in text


def test_a_palette_begins_in_the_members_colour_or_across_the_wheel() -> None:
    teals, reds = _LISTS["colours"]["teal"], _LISTS["colours"]["red"]
    for seed in range(50):
        mine = make_spark(SparkKind.PALETTE, _STYLE, seed, against=False)
        turned = make_spark(SparkKind.PALETTE, _STYLE, seed, against=True)
        assert mine.colours[0].name in teals
        assert turned.colours[0].name in reds
        assert len({colour.code for colour in mine.colours}) == 4
        assert all(re.fullmatch("#[0-9A-F]{6}", colour.code) for colour in mine.colours)


def test_three_words_are_three() -> None:
    for seed in range(100):
        words = make_spark(SparkKind.WORDS, _STYLE, seed, against=False).text.split(", ")
        assert len(set(words)) == 3


def test_every_list_is_used_and_every_opposite_known() -> None:
    slots = set(re.findall(r"\{(\w+)\}", str(_LISTS["templates"])))
    assert slots | {"thing", "act"} == {*_LISTS["words"], "tone"}
    assert all(mood["opposite"] in _LISTS["moods"] for mood in _LISTS["moods"].values())
    for words in _LISTS["words"].values():
        assert len(words) == len(set(words))
