import io

import pytest
from PIL import Image

from sandbox.image_sizes import image_size


@pytest.mark.parametrize(
    ("kind", "options"),
    [("PNG", {}), ("GIF", {}), ("JPEG", {}), ("WEBP", {}), ("WEBP", {"lossless": True})],
)
def test_sizes_are_read_from_real_files(kind: str, options: dict[str, bool]) -> None:
    written = io.BytesIO()
    Image.new("RGB", (320, 45), "teal").save(written, kind, **options)
    assert image_size(written.getvalue()) == (320, 45)


def test_transparent_animated_webp() -> None:
    written = io.BytesIO()
    frames = [Image.new("RGBA", (33, 21), (number, 0, 0, 9)) for number in (0, 200)]
    frames[0].save(written, "WEBP", save_all=True, append_images=frames[1:])
    assert image_size(written.getvalue()) == (33, 21)


@pytest.mark.parametrize(
    "content", [b"", b"words", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a"]
)
def test_what_is_no_picture_has_no_size(content: bytes) -> None:
    assert image_size(content) is None
