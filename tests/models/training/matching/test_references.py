from pathlib import Path

import pytest

from models.training.drawings import held_out
from models.training.matching import references
from models.training.matching.references import reference_sheet, reference_style
from models.training.matching.train_styles import STYLES
from models.training.stickers.sources import ICON_SETS
from tests.models.training.tiny_sources import write_sources


def test_captions_have_drawings_in_all_styles_by_turns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sets = [one.package for one in ICON_SETS]
    sources = write_sources(tmp_path, sets, has_characters=["fluent-emoji-flat"])
    captions = {"1f98a": "a red fox", "2615": "a cup of coffee"}
    monkeypatch.setattr(references, "held_out_captions", lambda: captions)

    sheet = reference_sheet(sources)

    assert sheet.size == (20 * 128, 128)
    assert sheet.getpixel((64, 64)) == (226, 84, 27)
    assert sheet.getpixel((128 + 64, 96)) == (43, 111, 224)
    assert [reference_style(i) for i in range(len(STYLES))] == list(STYLES)


def test_every_held_out_caption_has_its_own_emoji() -> None:
    assert len(held_out.held_out_captions()) == 200
