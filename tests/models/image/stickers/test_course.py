import pytest

from models.image.stickers.course import drawings_kept, guidance_at, late_guidance


@pytest.mark.parametrize(
    ("candidates", "steps", "kept"),
    [
        (1, 3, [1, 1, 1]),
        (2, 4, [2, 2, 1, 1]),
        (6, 1, [1]),
        (6, 2, [4, 1]),
        (6, 5, [6, 6, 4, 1, 1]),
        (12, 12, [12] * 5 + [4] * 3 + [1] * 4),
    ],
)
def test_half_way_a_few_drawings_are_kept_and_then_one(
    candidates: int, steps: int, kept: list[int]
) -> None:
    assert [drawings_kept(done, steps, candidates) for done in range(1, steps + 1)] == kept


def test_in_the_second_half_the_prompt_pulls_less() -> None:
    assert [guidance_at(step, 5, 5.0) for step in range(5)] == [5, 5, 5, 2, 2]
    assert guidance_at(4, 5, 1.0) == 1
    assert late_guidance(5.0) == 2
