from models.text.keywords import Keywords


def test_keywords_are_spread_evenly() -> None:
    keywords = Keywords(["fox", "ice"], lines=6)
    asked: list[str | None] = []
    for _ in range(6):
        asked.append(keywords.next_line())
        if asked[-1]:
            keywords.came_up()
    assert asked == [None, "fox", None, None, "ice", None]
    assert not keywords.waiting


def test_one_that_did_not_come_up_is_asked_for_again() -> None:
    keywords = Keywords(["fox"], lines=2)
    assert [keywords.next_line() for _ in range(3)] == [None, "fox", "fox"]
    assert keywords.waiting == ["fox"]


def test_without_keywords_nothing_is_asked_for() -> None:
    assert Keywords([], lines=2).next_line() is None
