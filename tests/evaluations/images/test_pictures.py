from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from models.backend import Tickets
from models.errors import BackendFailed
from tests.evaluations.images.orders import Order, caption_orders
from tests.evaluations.images.pictures import PicturesFolder, contact_sheet, on_white
from tests.scripted_backends import ScriptedImageBackend

ORDERS = caption_orders(("soft",), 20)


def draw(folder: PicturesFolder, orders: Sequence[Order] = ORDERS) -> list[str]:
    told: list[str] = []
    folder.draw_missing(ScriptedImageBackend("any"), orders, told.append)
    return told


def test_every_order_gets_its_picture(tmp_path: Path) -> None:
    folder = PicturesFolder(tmp_path)
    draw(folder)
    assert len(folder.pixels(ORDERS)) == 20


def test_what_is_there_is_not_drawn_again(tmp_path: Path) -> None:
    folder = PicturesFolder(tmp_path)
    draw(folder)
    folder.file(ORDERS[3]).unlink()

    assert draw(folder) == ["Drawing picture 1 of 1"]
    assert draw(folder) == []


def test_a_picture_that_cannot_be_drawn_ends_the_evaluation(tmp_path: Path) -> None:
    class Failing(ScriptedImageBackend):
        def serve(self, tickets: Tickets) -> None:
            while (ticket := tickets.take()) is not None:
                ticket.fail(BackendFailed("out of ink"))

    with pytest.raises(BackendFailed, match="out of ink"):
        PicturesFolder(tmp_path).draw_missing(Failing("any"), ORDERS, lambda _: None)


def test_transparency_is_white() -> None:
    pixels = on_white(Image.new("RGBA", (2, 2), (200, 0, 0, 0)))
    assert (pixels == 255).all()


def test_a_sheet_has_room_for_all() -> None:
    assert contact_sheet(np.zeros((5, 8, 8, 3), np.uint8), columns=2).size == (16, 24)
