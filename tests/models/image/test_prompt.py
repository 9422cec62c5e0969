"""Prompts and alt texts."""

from models.base import ImageRequest
from models.image.prompt import alt_text, full_prompt


def test_a_bare_prompt_stays_as_it_is() -> None:
    assert full_prompt(ImageRequest(prompt=" a fox ", seed=1)) == "a fox"


def test_style_mood_and_palette_follow_in_words() -> None:
    request = ImageRequest(
        prompt="a fox", seed=1, style="ink", mood="calm", palette=("teal", "gold")
    )

    assert full_prompt(request) == "a fox, ink style, calm mood, teal and gold colour palette"


def test_alt_text_says_what_was_asked_for() -> None:
    request = ImageRequest(prompt="a\nfox", seed=1, style="ink", palette=("teal",), count=2)

    assert alt_text(request, 0) == "Generated image: a fox (ink style, in teal, picture 1 of 2)"


def test_alt_text_keeps_within_discords_limit() -> None:
    described = alt_text(ImageRequest(prompt="x" * 1500, seed=1, count=4), 3)

    assert len(described) == 1024
    assert described.endswith("… (picture 4 of 4)")
