from pathlib import Path

from models.training.drawings.clip_art import clip_art


def write(path: Path, title: str, *tags: str) -> None:
    subjects = "".join(f"<rdf:li>{tag}</rdf:li>" for tag in tags)
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f"<dc:title>{title}</dc:title><dc:subject>{subjects}</dc:subject></svg>"
    )


def test_titles_lose_numbers_marks_and_endings(tmp_path: Path) -> None:
    write(tmp_path / "a.svg", "Camel_Head 02.svg", "Camel", " animal ")
    [drawing] = clip_art(tmp_path)
    assert drawing.words.names == ("camel head",)
    assert drawing.words.tags == ("camel", "animal")


def test_a_title_that_many_share_tells_nothing(tmp_path: Path) -> None:
    for number in range(5):
        write(tmp_path / f"{number}.svg", f"Clipart by somebody {number}")
    write(tmp_path / "own.svg", "A ship")
    assert [one.words.names for one in clip_art(tmp_path)] == [("ship",)]


def test_what_is_no_drawing_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "broken.svg").write_text("<svg")
    (tmp_path / "binary.svg").write_bytes(b"\xff\xfe\x00")
    assert list(clip_art(tmp_path)) == []
