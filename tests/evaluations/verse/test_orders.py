from models.base import LyricsRequest, PoemRequest
from models.text.forms.form import spelled_letters
from tests.evaluations.verse.demands import DEMANDS
from tests.evaluations.verse.orders import LYRICS, Order, orders, spread
from tests.evaluations.verse.themes import THEMES
from tests.evaluations.verse.wordings import RULES, asked


def test_there_are_a_hundred_different_themes() -> None:
    assert len({theme.casefold() for theme in THEMES}) == 100


def test_a_few_themes_come_from_all_parts_of_the_list() -> None:
    assert list(spread(4)) == [0, 25, 50, 75]
    assert list(spread(100)) == list(range(100))


def test_a_theme_has_the_same_order_however_many_are_written() -> None:
    for form in ("haiku", "acrostic", LYRICS):
        assert set(orders(form, 10, 7)) < set(orders(form, 100, 7))


def test_orders_are_requests() -> None:
    assert Order("haiku", "a comet", 3).request == PoemRequest("a comet", 3, "haiku")
    lyrics = Order(LYRICS, "a comet", 3, "folk").request
    assert lyrics == LyricsRequest("a comet", 3, "folk")


def test_every_acrostic_spells_a_word_of_its_theme() -> None:
    for order in orders("acrostic", 100, 1):
        request = order.request
        assert isinstance(request, PoemRequest)
        assert request.word is not None
        assert request.word in order.theme.casefold()
        assert len(spelled_letters(request.word)) == len(request.word) >= 4


def test_genres_take_turns() -> None:
    genres = [order.detail for order in orders(LYRICS, 100, 1)]
    assert {genres.count(genre) for genre in genres} == {10}
    assert len({order.detail for order in orders(LYRICS, 10, 1)}) == 10


def test_the_model_is_asked_for_every_form_by_its_rules() -> None:
    assert set(RULES) == set(DEMANDS)
    [message] = asked(Order("limerick", "a comet", 3))
    assert message["content"].startswith("Write a limerick about a comet: five lines, rhymed aabba")
    [message] = asked(Order("acrostic", "a comet", 3, "comet"))
    assert "5 lines in iambic tetrameter whose first letters spell COMET" in message["content"]
    [message] = asked(Order(LYRICS, "a comet", 3, "folk"))
    assert "the lyrics of a folk song about a comet" in message["content"]
