"""Rate limits of the REST API: a window for every route and top-level resource."""

import hashlib
import math
from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.payloads import JsonObject
from sandbox.settings import RateLimit, SandboxSettings


@dataclass
class _Window:
    """Requests since the first one of the current window."""

    ends_at: float
    used: int = 0


@dataclass(frozen=True)
class Allowance:
    """What a request has left in its bucket.

    Attributes:
        allowed: Whether the request may go on.
        reset_after: Seconds until the bucket is full again.
    """

    bucket: str
    limit: int
    remaining: int
    reset_at: float
    reset_after: float
    allowed: bool

    @property
    def headers(self) -> dict[str, str]:
        """The headers that every answer carries."""
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": f"{self.reset_at:.3f}",
            "X-RateLimit-Reset-After": f"{self.reset_after:.3f}",
            "X-RateLimit-Bucket": self.bucket,
        }


class RateLimiter:
    """Counts requests per bucket."""

    def __init__(self, settings: SandboxSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._windows: dict[tuple[str, str], _Window] = {}

    def count(self, route: str, major_parameter: str) -> Allowance | None:
        """Counts a request.

        Args:
            route: Method and path with its placeholders.
            major_parameter: The channel, guild or webhook whose bucket it is.

        Returns:
            What is left, or None where there is no limit.
        """
        limit = self._settings.rate_limits.get(route, self._settings.default_rate_limit)
        if limit is None:
            return None
        now = self._clock()
        window = self._windows.get((route, major_parameter))
        if window is None or window.ends_at <= now:
            window = _Window(now + limit.seconds)
            self._windows[route, major_parameter] = window
        allowed = window.used < limit.requests
        window.used += allowed
        return _allowance(route, limit, window, now, allowed=allowed)


def _allowance(
    route: str, limit: RateLimit, window: _Window, now: float, *, allowed: bool
) -> Allowance:
    # Rounded up: a client that waits exactly this long must find the next window open.
    reset_after = math.ceil((window.ends_at - now) * 1000) / 1000
    return Allowance(
        bucket=hashlib.sha256(route.encode()).hexdigest()[:32],
        limit=limit.requests,
        remaining=limit.requests - window.used,
        reset_at=window.ends_at,
        reset_after=reset_after,
        allowed=allowed,
    )


def too_many_requests(retry_after: float, scope: str = "user") -> tuple[JsonObject, dict[str, str]]:
    """Returns body and headers of a 429; without `Via`, clients take it for a ban."""
    is_global = scope == "global"
    body: JsonObject = {
        "message": "You are being rate limited.",
        "retry_after": retry_after,
        "global": is_global,
    }
    headers = {
        "Retry-After": str(math.ceil(retry_after)),
        "X-RateLimit-Scope": scope,
        "Via": "1.1 sandbox",
    }
    if is_global:
        headers["X-RateLimit-Global"] = "true"
    return body, headers
