"""Who asks."""

from bot.services.requester import Requester


def test_the_token_is_never_shown() -> None:
    requester = Requester(1, interaction_token="a-secret")

    assert "a-secret" not in repr(requester)
    assert "a-secret" not in str(requester)
