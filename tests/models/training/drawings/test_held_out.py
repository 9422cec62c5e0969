from models.training.drawings.held_out import held_out_captions, is_held_out


def test_there_are_two_hundred_different_ones() -> None:
    assert len(set(held_out_captions().values())) == 200


def test_a_wording_is_held_out_whatever_its_hyphens_plurals_and_article() -> None:
    assert is_held_out("a single brown chestnut")
    assert is_held_out("Single brown chestnuts")
    assert is_held_out("an electric-guitar")
    assert not is_held_out("chestnut")
