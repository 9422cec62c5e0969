from bot.services.edits import Edit, edits_in, with_edit


def test_edits_are_kept_among_the_parameters() -> None:
    once = with_edit({"temperature": 0.8}, Edit(3, "ada"))
    twice = with_edit(once, Edit(1, "bob"))

    assert edits_in(once) == [Edit(3, "ada")]
    assert edits_in(twice) == [Edit(1, "bob"), Edit(3, "ada")]
    assert twice["temperature"] == 0.8
    assert edits_in({}) == []


def test_the_last_one_who_wrote_a_line_is_named() -> None:
    assert edits_in(with_edit(with_edit({}, Edit(1, "ada")), Edit(1, "bob"))) == [Edit(1, "bob")]
