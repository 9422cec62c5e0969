"""Which font has what."""

import pytest

from bot.results_picture.fonts import clusters, face_of, faces, runs


@pytest.mark.parametrize("text", [
    "Zoë Łukasz", "Ольга", "Δημήτρης", "小林さくら", "김민준", "نور الهدى", "שלום", "नमस्ते",
    "ไทยแลนด์", "Tiếng Việt", "🌙", "❤️", "👩‍🚀", "👍🏽", "🇫🇷", "1️⃣", "★",
])  # fmt: skip
def test_names_of_the_world_can_be_drawn(text: str) -> None:
    assert all(run.face for run in runs(text))


def test_what_no_font_has_is_told() -> None:
    assert [(run.text, run.face is None) for run in runs("ᚠᚢ runes")] == [
        ("ᚠᚢ", True), (" runes", False),
    ]  # fmt: skip
    assert list(runs("")) == []


def test_text_is_in_the_font_of_its_script() -> None:
    latin, cjk = faces()[0], faces()[-1]
    assert [(run.text, run.face) for run in runs("Luna 雪月!")] == [
        ("Luna ", latin), ("雪月", cjk), ("!", latin),
    ]  # fmt: skip


def test_arabic_words_stay_together_and_emoji_leave_spaces_to_letters() -> None:
    assert [run.text for run in runs("نور الهدى")] == ["نور الهدى"]
    assert [run.text for run in runs("🌙 Luna")] == ["🌙", " Luna"]


def test_what_belongs_together_is_one_character() -> None:
    assert clusters("e\u0301a👩‍🚀👍🏽❤️x") == ["e\u0301", "a", "👩‍🚀", "👍🏽", "❤️", "x"]


def test_a_heart_is_an_emoji_if_it_asks_for_it() -> None:
    face = face_of("❤\ufe0f")
    assert face
    assert face.is_emoji
