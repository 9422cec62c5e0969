"""The server of llama.cpp, which makes as many requests together as it has slots."""

import json
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.embedded import TEXT_WEIGHTS
from tests.benchmarks.contestant import Output
from tests.benchmarks.own_process import CORES, ContestantFailed
from tests.benchmarks.text.orders import TEMPERATURE, TOP_K, TOP_P, Order, orders
from tests.end_to_end.bot_process import free_port

CONTEXT_PER_SLOT = 512
_START_SECONDS = 60.0
_LONGEST_SECONDS = 900.0


@dataclass
class LlamaServer:
    """`llama-server` on the GGUF file that comes along.

    Attributes:
        program: Where it is.
        slots: Requests that it makes together.
    """

    program: Path
    slots: int
    name: str = "llama-server"
    _url: str = field(default="", init=False)
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        port = free_port()
        self._url = f"http://127.0.0.1:{port}"
        self._process = subprocess.Popen(
            [
                *(str(self.program), "--model", str(TEXT_WEIGHTS.path())),
                *("--host", "127.0.0.1", "--port", str(port), "--no-webui", "--log-disable"),
                *("--parallel", str(self.slots)),
                *("--ctx-size", str(CONTEXT_PER_SLOT * self.slots)),
                *("--threads", str(CORES), "--threads-batch", str(CORES)),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()
        self.run(orders(self.slots, 4))

    def run(self, orders: Sequence[Order]) -> Output:
        with ThreadPoolExecutor(max_workers=len(orders)) as members:
            return Output(sum(members.map(self._write, orders)))

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _write(self, order: Order) -> int:
        answer = self._post(
            "/v1/chat/completions",
            {
                "messages": order.chat,
                "max_tokens": order.new_tokens,
                "ignore_eos": True,
                "temperature": TEMPERATURE,
                "top_k": TOP_K,
                "top_p": TOP_P,
                "min_p": 0.0,
            },
        )
        return int(answer["usage"]["completion_tokens"])

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        request = urllib.request.Request(  # a server of our own
            self._url + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=_LONGEST_SECONDS) as response:
            return json.load(response)

    def _wait(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            if self._process is not None and self._process.poll() is not None:
                raise ContestantFailed(f"{self.program} ended with {self._process.returncode}")
            try:
                urllib.request.urlopen(f"{self._url}/health", timeout=1).close()
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
            else:
                return
        raise ContestantFailed(f"{self.program} did not start within {_START_SECONDS:g} s")
