import numpy as np

from models.training.stickers.variants import halved, moved


def square() -> np.ndarray:
    pixels = np.full((64, 64, 4), (255, 255, 255, 0), np.uint8)
    pixels[12:52, 12:52] = (200, 30, 40, 255)
    return pixels


def test_a_moved_drawing_keeps_its_ground_and_colour() -> None:
    rng = np.random.default_rng(0)
    views = [moved(square(), rng) for _ in range(8)]

    for view in views:
        assert view[0, 0].tolist() == [255, 255, 255, 0]
        assert view[32, 32].tolist() == [200, 30, 40, 255]
    assert len({view.tobytes() for view in views}) == 8


def test_halving_takes_means() -> None:
    pixels = np.zeros((2, 4, 4, 4), np.uint8)
    pixels[1, :2, :2] = [[[8] * 4, [4] * 4], [[0] * 4, [0] * 4]]

    small = halved(pixels)

    assert small.shape == (2, 2, 2, 4)
    assert small[1, 0, 0].tolist() == [3] * 4
    assert not small[0].any()
