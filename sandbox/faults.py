"""Faults on demand: what a test wants to go wrong with the next requests."""

import re
from dataclasses import dataclass, field
from typing import Any

from sandbox.errors import SandboxRefusal
from sandbox.payloads import JsonObject, objects_in


@dataclass
class Fault:
    """Something to answer instead of the real thing, so many times.

    Attributes:
        status: The HTTP status.
        retry_after: Seconds, for 429.
        takes_effect: The request is obeyed, and only its answer is lost.
    """

    method: str
    path: re.Pattern[str]
    status: int
    times: int
    retry_after: float = 0.0
    takes_effect: bool = False

    def matches(self, method: str, path: str) -> bool:
        return self.times > 0 and self.method in ("*", method) and bool(self.path.search(path))


@dataclass
class Faults:
    """The switches as they stand.

    Attributes:
        delay_seconds: How long every REST answer is held back.
    """

    delay_seconds: float = 0.0
    _next: list[Fault] = field(default_factory=list[Fault])

    def clear(self) -> None:
        self.delay_seconds = 0.0
        self._next.clear()

    def fail_next(
        self,
        path_regex: str,
        *,
        method: str = "*",
        status: int = 500,
        times: int = 1,
        takes_effect: bool = False,
    ) -> None:
        """Answers the next matching requests with this 5xx, obeyed or not."""
        pattern = re.compile(path_regex)
        fault = Fault(method.upper(), pattern, status, times, takes_effect=takes_effect)
        self._next.append(fault)

    def rate_limit_next(
        self, path_regex: str, *, method: str = "*", retry_after: float = 1.0, times: int = 1
    ) -> None:
        """Answers the next matching requests with 429."""
        fault = Fault(method.upper(), re.compile(path_regex), 429, times, retry_after)
        self._next.append(fault)

    def take(self, method: str, path: str) -> Fault | None:
        """Returns the fault for this request, which counts as used."""
        for fault in self._next:
            if fault.matches(method, path):
                fault.times -= 1
                return fault
        return None

    def set_from(self, body: JsonObject) -> None:
        """Sets the switches that a request to the page API names.

        Raises:
            SandboxRefusal: A switch has a value it can't have.
        """
        try:
            if body.get("clear"):
                self.clear()
            if "delay_seconds" in body:
                self.delay_seconds = float(body["delay_seconds"])
            for entry in objects_in(body, "fail_next"):
                self.fail_next(
                    **_target(entry),
                    status=int(entry.get("status", 500)),
                    takes_effect=bool(entry.get("takes_effect")),
                )
            for entry in objects_in(body, "rate_limit_next"):
                seconds = float(entry.get("retry_after", 1.0))
                self.rate_limit_next(**_target(entry), retry_after=seconds)
        except (TypeError, ValueError, AttributeError, re.error) as error:
            raise SandboxRefusal(f"That is not a fault switch: {error}") from error


def _target(entry: JsonObject) -> dict[str, Any]:
    return {
        "path_regex": str(entry.get("path_regex", "")),
        "method": str(entry.get("method", "*")),
        "times": int(entry.get("times", 1)),
    }
