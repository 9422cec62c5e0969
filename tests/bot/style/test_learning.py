"""What likes and dislikes teach."""

import pytest

from bot.style.learning import JudgedWork, learned_traits


def _liked(times: int, **traits: str) -> list[JudgedWork]:
    return times * [JudgedWork(traits, liked=True)]


def _disliked(times: int, **traits: str) -> list[JudgedWork]:
    return times * [JudgedWork(traits, liked=False)]


def test_nothing_teaches_nothing() -> None:
    assert learned_traits([]) == {}


@pytest.mark.parametrize(("likes", "dislikes", "learned"), [
    (1, 0, False), (2, 0, True), (3, 1, True), (2, 1, False), (5, 4, False), (0, 5, False),
])  # fmt: skip
def test_a_value_must_be_two_likes_ahead(likes: int, dislikes: int, *, learned: bool) -> None:
    works = _liked(likes, mood="dreamy") + _disliked(dislikes, mood="dreamy")

    assert learned_traits(works) == ({"mood": "dreamy"} if learned else {})


def test_the_value_liked_most_wins() -> None:
    works = _liked(2, mood="dreamy") + _liked(3, mood="eerie")

    assert learned_traits(works) == {"mood": "eerie"}


def test_each_trait_is_learned_for_itself() -> None:
    works = _liked(2, mood="dreamy", genre="folk") + _disliked(1, genre="folk")

    assert learned_traits(works) == {"mood": "dreamy"}


def test_only_traits_with_one_value_are_learned() -> None:
    assert learned_traits(_liked(3, palette="teal", language="Dutch", loves="tea")) == {}
