from models.base import Provenance, TextResult
from models.errors import BackendFailed
from tests.evaluations.verse.desk import Desk
from tests.evaluations.verse.orders import Order

_ORDERS = [Order("haiku", theme, 1) for theme in ("a comet", "an echo", "tomorrow")]


def test_orders_are_handed_out_as_others_end() -> None:
    ended: list[tuple[Order, object]] = []
    desk = Desk(_ORDERS, 2, lambda order, outcome: ended.append((order, outcome)))
    first, second = desk.take(), desk.take()
    assert first is not None
    assert second is not None
    assert desk.take() is None

    result, error = TextResult("The sea", Provenance("m", "r", 1, 1.0)), BackendFailed("no")
    second.finish(result)
    third = desk.take()
    assert third is not None
    assert third.request == _ORDERS[2].request
    first.fail(error)

    assert desk.take() is None
    assert ended == [(_ORDERS[1], result), (_ORDERS[0], error)]
