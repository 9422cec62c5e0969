from sandbox.clock import AdjustableClock
from sandbox.rate_limits import RateLimiter
from sandbox.settings import RateLimit, SandboxSettings

ROUTE = "POST /channels/{channel_id}/messages"


def limiter(clock: AdjustableClock, limit: RateLimit | None) -> RateLimiter:
    return RateLimiter(SandboxSettings(rate_limits={ROUTE: limit}), clock)


def allowed(limits: RateLimiter, major: str) -> bool:
    allowance = limits.count(ROUTE, major)
    assert allowance is not None
    return allowance.allowed


def test_windows_are_per_route_and_major_parameter() -> None:
    clock = AdjustableClock()
    limits = limiter(clock, RateLimit(2, 5.0))
    assert [allowed(limits, "1") for _ in range(3)] == [True, True, False]
    assert allowed(limits, "2")
    clock.advance(5)
    assert allowed(limits, "1")


def test_waiting_as_long_as_told_is_enough() -> None:
    clock = AdjustableClock()
    limits = limiter(clock, RateLimit(1, 5.0))
    allowance = limits.count(ROUTE, "1")
    assert allowance is not None
    assert allowance.headers["X-RateLimit-Remaining"] == "0"
    clock.advance(float(allowance.headers["X-RateLimit-Reset-After"]))
    assert allowed(limits, "1")


def test_a_route_can_be_without_limit() -> None:
    assert limiter(AdjustableClock(), None).count(ROUTE, "1") is None
