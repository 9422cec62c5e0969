import numpy as np

from models.training.drawings.rendering import render


def test_pixels_are_colours_over_white_and_opacity() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
        '<rect width="10" height="10" fill="#f00" fill-opacity="0.5"/></svg>'
    )
    pixels = render(svg, 32)

    assert pixels is not None
    assert np.abs(pixels[16, 16].astype(int) - [255, 127, 127, 128]).max() <= 2
    assert pixels[0, 0].tolist() == [255, 255, 255, 0]


def test_a_small_thing_on_a_large_page_fills_the_picture() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm">'
        '<rect x="40" y="40" width="30" height="30" fill="#00f"/></svg>'
    )
    pixels = render(svg, 32)

    assert pixels is not None
    assert (pixels[..., 3] > 127).mean() > 0.7


def test_what_is_empty_or_broken_is_not_rendered() -> None:
    assert render('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', 32) is None
    assert render("<svg", 32) is None
