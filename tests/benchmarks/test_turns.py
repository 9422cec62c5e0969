from tests.benchmarks.turns import take_turns


def test_everybody_is_measured_in_every_round_and_first_in_turn() -> None:
    order: list[str] = []

    def measure(name: str, number: int) -> str:
        order.append(name)
        return f"{name}{number}"

    outcomes = take_turns(["a", "b", "c"], 3, measure)

    assert "".join(order) == "abcbcacab"
    assert outcomes == [["a0", "a1", "a2"], ["b0", "b1", "b2"], ["c0", "c1", "c2"]]


def test_nobody_to_measure() -> None:
    assert take_turns([], 3, lambda name, number: (name, number)) == []
