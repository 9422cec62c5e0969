import pytest

from models.text.verse.syllables import split_syllables


@pytest.mark.parametrize(("count", "written"), [
    (1, "queen"),
    (2, "gar-den"),
    (2, "be-neath"),
    (2, "eve-ning"),
    (2, "wan-dered"),
    (2, "ques-tion"),
    (2, "yel-low"),
    (2, "be-yond"),
    (2, "po-em"),
    (2, "cre-ate"),
    (2, "sci-ence"),
    (2, "some-thing"),
    (2, "mo-ther"),
    (2, "lit-tle"),
    (2, "Sum-mer’s"),
    (3, "re-mem-bered"),
    (3, "i-de-a"),
    (3, "vi-o-let"),
])  # fmt: skip
def test_syllables_are_found_in_the_spelling(count: int, written: str) -> None:
    assert "-".join(split_syllables(written.replace("-", ""), count)) == written


@pytest.mark.parametrize(("word", "count"), [("rhythm", 2), ("hmm", 1), ("Mr", 2)])
def test_a_word_whose_spelling_does_not_show_them_stays_whole(word: str, count: int) -> None:
    assert split_syllables(word, count) == (word,)
