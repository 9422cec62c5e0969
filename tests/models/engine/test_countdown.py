from models.engine.countdown import Countdown
from tests.models.engine.conftest import Clock


def test_it_knows_nothing_without_an_estimate() -> None:
    assert Countdown().seconds is None


def test_it_counts_down_and_never_to_nothing(clock: Clock) -> None:
    countdown = Countdown()
    countdown.expect(20)
    assert countdown.seconds == 20
    clock.now += 15
    assert countdown.seconds == 5
    clock.now += 15
    assert countdown.seconds == 1


def test_estimates_that_are_about_the_same_do_not_make_it_jump(clock: Clock) -> None:
    countdown = Countdown()
    countdown.expect(40)
    shown: list[float] = []
    for estimate in (42, 35, 39, 44, 33):
        clock.now += 1
        countdown.expect(estimate)
        shown.append(countdown.seconds or 0)
    assert shown == [39, 38, 37, 36, 35]


def test_a_change_for_a_reason_is_taken_over(clock: Clock) -> None:
    countdown = Countdown()
    countdown.expect(40)
    countdown.expect(90)
    assert countdown.seconds == 90
    countdown.expect(5)
    assert countdown.seconds == 5


def test_one_that_has_run_out_takes_what_it_is_told(clock: Clock) -> None:
    countdown = Countdown()
    countdown.expect(5)
    clock.now += 6
    countdown.expect(2.5)
    assert countdown.seconds == 2.5


def test_it_can_be_forgotten() -> None:
    countdown = Countdown()
    countdown.expect(40)
    countdown.forget()
    assert countdown.seconds is None
