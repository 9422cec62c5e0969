from collections.abc import Sequence
from dataclasses import asdict, fields, replace

import pytest

from models.text.forms.catalogue import catalogue
from tests.evaluations.verse.checks import (
    Tally,
    Verdict,
    dangles,
    distinct_bigrams,
    judge,
    lines_of,
    repeats,
)
from tests.evaluations.verse.demands import DEMANDS
from tests.evaluations.verse.poems import POEMS
from tests.evaluations.verse.scansion import syllables

RHYMED = [form for form, demands in DEMANDS.items() if any("a" in each for each in demands.schemes)]
MEASURED = {form: ("metre" if demands.metre else "syllables") for form, demands in DEMANDS.items()}
RETURNING = ["villanelle", "pantoum", "triolet"]


_EIGHT = ("light", "night", "day", "way", "tree", "sea", "gold", "cold")


def judged(form: str, lines: Sequence[str]) -> Verdict:
    return judge("\n".join(lines), DEMANDS[form], "toast" if form == "acrostic" else "")


def wrong(tally: Tally) -> int:
    return tally.of - tally.right


def test_every_form_but_free_verse_is_checked() -> None:
    assert set(DEMANDS) == set(POEMS) == set(catalogue()) - {"free verse"}


@pytest.mark.parametrize("form", DEMANDS)
def test_a_poem_that_keeps_its_form_has_nothing_wrong(form: str) -> None:
    verdict = judged(form, POEMS[form])
    assert not any(wrong(getattr(verdict, field.name)) for field in fields(verdict)), verdict
    assert getattr(verdict, MEASURED[form]).of == len(POEMS[form])


@pytest.mark.parametrize("form", DEMANDS)
def test_a_line_too_few_is_a_wrong_line(form: str) -> None:
    verdict = judged(form, POEMS[form][:-1])
    assert verdict.lengths == Tally(0, 1)
    assert wrong(getattr(verdict, MEASURED[form])) == 1
    assert getattr(verdict, MEASURED[form]).of == len(POEMS[form])


@pytest.mark.parametrize("form", DEMANDS)
def test_a_line_too_many_is_not_looked_at(form: str) -> None:
    verdict = judged(form, [*POEMS[form], "And here is an orange"])
    assert verdict == replace(judged(form, POEMS[form]), lengths=Tally(0, 1))


@pytest.mark.parametrize("form", DEMANDS)
def test_a_line_that_is_too_long_is_wrong(form: str) -> None:
    lines = [f"beautiful {POEMS[form][0]}", *POEMS[form][1:]]
    assert wrong(getattr(judged(form, lines), MEASURED[form])) == 1


@pytest.mark.parametrize("form", DEMANDS)
def test_a_word_that_is_not_in_the_dictionary_makes_a_line_wrong(form: str) -> None:
    first = POEMS[form][0].split()
    lines = [" ".join([*first[:-1], "flumbrish"]), *POEMS[form][1:]]
    assert wrong(getattr(judged(form, lines), MEASURED[form])) == 1


@pytest.mark.parametrize("form", [form for form, demands in DEMANDS.items() if demands.metre])
def test_a_stress_on_a_weak_beat_is_wrong(form: str) -> None:
    count = DEMANDS[form].feet[0] * (3 if form == "limerick" else 2)
    line = "sudden " * (count // 2) + "bird" * (count % 2)
    assert syllables(line) == count
    assert wrong(judged(form, [line, *POEMS[form][1:]]).metre) == 1


@pytest.mark.parametrize("form", RHYMED)
def test_lines_that_do_not_rhyme_are_wrong(form: str) -> None:
    lines = [" ".join([*line.split()[:-1], "orange"]) for line in POEMS[form]]
    rhymes = judged(form, lines).rhymes
    assert rhymes.right == 0
    assert rhymes.of > 0


@pytest.mark.parametrize("form", RETURNING)
def test_a_refrain_that_changes_is_wrong(form: str) -> None:
    last = POEMS[form][-1].split()
    assert wrong(judged(form, [*POEMS[form][:-1], " ".join(["So", *last[1:]])]).refrains) == 1
    assert not wrong(judged(form, [*POEMS[form][:-1], " ".join(last).upper() + "!"]).refrains)


def test_how_many_refrains_there_are() -> None:
    counts = {form: judged(form, POEMS[form]).refrains.of for form in RETURNING}
    assert counts == {"villanelle": 6, "pantoum": 8, "triolet": 3}


def test_a_sestinas_words_end_its_lines_and_meet_in_its_last_three() -> None:
    lines = POEMS["sestina"]
    assert judged("sestina", lines).refrains == Tally(36, 36)
    assert wrong(judged("sestina", [*lines[:6], lines[7], lines[6], *lines[8:]]).refrains) == 2
    envoi = "The tree that waited by the winter lamp"
    assert wrong(judged("sestina", [*lines[:-3], envoi, *lines[-2:]]).refrains) == 1
    no_envoi = judged("sestina", lines[:-3]).refrains
    assert (wrong(no_envoi), no_envoi.of) == (6, 36)


def test_one_word_for_all_lines_is_no_sestina() -> None:
    lines = [" ".join([*line.split()[:-1], "stone"]) for line in POEMS["sestina"]]
    assert judged("sestina", lines).refrains == Tally(0, 36)


def test_an_acrostic_spells_its_word() -> None:
    lines = POEMS["acrostic"]
    assert judged("acrostic", lines).initials == Tally(5, 5)
    assert judged("acrostic", [lines[1], lines[0], *lines[2:]]).initials == Tally(3, 5)


def test_a_poem_that_could_not_be_written_has_everything_wrong() -> None:
    verdict = judge(None, DEMANDS["limerick"])
    assert asdict(verdict) == {
        "lengths": {"right": 0, "of": 1},
        "syllables": {"right": 0, "of": 0},
        "metre": {"right": 0, "of": 5},
        "rhymes": {"right": 0, "of": 3},
        "refrains": {"right": 0, "of": 0},
        "initials": {"right": 0, "of": 0},
        "clean": {"right": 0, "of": 1},
    }


def test_the_layout_is_the_one_that_a_poem_comes_nearest_to() -> None:
    stem = "The people wander near the"
    ends = {"abab": "light day night way", "aabb": "light night day way", "abba": "day sky my way"}
    for words in ends.values():
        lines = [f"{stem} {word}" for word in words.split()]
        assert judged("quatrain", lines).rhymes == Tally(2, 2)
    eight = [f"{stem} {word}" for word in _EIGHT]
    assert judged("couplets", eight).lengths == Tally(1, 1)
    assert judged("couplets", eight[:6]).lengths == Tally(1, 1)


def test_a_word_does_not_rhyme_with_itself_nor_come_twice_in_a_rhyme() -> None:
    def limerick(*ends: str) -> list[str]:
        return [f"There was a {end}" for end in ends]

    assert judged("limerick", limerick("bread", "head", "day", "stay", "bed")).rhymes == Tally(3, 3)
    assert judged("limerick", limerick("bread", "head", "day", "day", "bed")).rhymes == Tally(2, 3)
    assert judged("limerick", limerick("bed", "head", "day", "stay", "bed")).rhymes == Tally(2, 3)


def test_repeated_lines_are_found_but_for_those_that_return() -> None:
    assert repeats(["The rain, ", "the snow", "The Rain!"], DEMANDS["haiku"])
    assert not repeats(POEMS["triolet"], DEMANDS["triolet"])
    assert repeats([*POEMS["triolet"][:4], POEMS["triolet"][1]], DEMANDS["triolet"])


@pytest.mark.parametrize("line", ["I walked into the", "The rain and", "A house of,", "because"])
def test_lines_that_want_another_word_dangle(line: str) -> None:
    assert dangles(["The sea", line])
    assert judge(f"The sea\n{line}", DEMANDS["haiku"]).clean == Tally(0, 1)


def test_lines_that_are_whole_do_not_dangle() -> None:
    assert not dangles(["The sea", "I looked him up", ""])


def test_distinct_bigrams() -> None:
    assert distinct_bigrams("the sea\nthe sea the sea") == 2 / 5
    assert distinct_bigrams("sea") is None


def test_lines_without_words_are_none() -> None:
    assert lines_of("The sea\n\n***\n  \nthe shore") == ["The sea", "the shore"]
