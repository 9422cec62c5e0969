from models.training.drawings.held_out import held_out_captions
from tests.evaluations.images.orders import (
    COLOUR_NAMES,
    THINGS,
    caption_orders,
    colour_orders,
    seed_orders,
)

STYLES = ("soft", "flat")


def test_every_caption_is_asked_for_once_in_styles_by_turns() -> None:
    orders = caption_orders(STYLES, 200)

    assert [order.request.prompt for order in orders] == list(held_out_captions().values())
    assert [order.style for order in orders[:4]] == ["soft", "flat", "soft", "flat"]
    assert len({order.seed for order in orders}) == 200


def test_colours_are_asked_for_in_words_and_as_palette() -> None:
    worded, palette = (order.request for order in colour_orders(STYLES, len(THINGS))[:2])

    assert (worded.prompt, worded.palette) == ("a red car", ())
    assert (palette.prompt, palette.palette) == ("car", ("orange",))


def test_every_thing_is_asked_for_in_every_colour() -> None:
    orders = colour_orders(STYLES, len(THINGS))
    assert {(order.prompt, order.colour) for order in orders} == {
        (thing, colour) for thing in THINGS for colour in COLOUR_NAMES
    }


def test_only_seeds_differ_between_orders_of_a_prompt() -> None:
    four = list(seed_orders(STYLES, prompts=2))[:4]

    assert len({(order.prompt, order.style) for order in four}) == 1
    assert len({order.seed for order in four}) == 4
