"""llama.cpp's own programs, timed as they time themselves, for the bench beside this file."""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

START_S = 300.0


@dataclass(frozen=True)
class Rates:
    """Tokens per second, reading and writing."""

    prompt: float
    decode: float


def bench_rates(program: Path, model: Path, prompt_tokens: int, tokens: int, threads: int) -> Rates:
    """Run `llama-bench`: a prompt of so many tokens, then so many tokens after it, with nothing chosen."""

    def rate(*sizes: int) -> float:
        wish = [
            word for name, size in zip(("-p", "-n", "-d"), sizes, strict=True) for word in (name, str(size))
        ]
        options = [*wish, "-t", str(threads), "-r", "1", "-o", "json"]
        ran = subprocess.run([program, "-m", model, *options], capture_output=True, check=True)
        return float(json.loads(ran.stdout)[0]["avg_ts"])

    return Rates(rate(prompt_tokens, 0, 0), rate(0, tokens, prompt_tokens))


class Server:
    """A `llama-server` on this computer with one slot; use it as a context manager."""

    def __init__(self, program: Path, model: Path, context: int, threads: int) -> None:
        with socket.socket() as spare:
            spare.bind(("127.0.0.1", 0))
            self._port = spare.getsockname()[1]
        sizes: Sequence[str] = ["-c", str(context), "-np", "1", "-t", str(threads)]
        self._process = subprocess.Popen(
            [program, "-m", model, "--host", "127.0.0.1", "--port", str(self._port), *sizes],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> Self:
        ends = time.monotonic() + START_S
        while time.monotonic() < ends and self._process.poll() is None:
            try:
                self._ask("GET", "/health", None)
            except (OSError, http.client.HTTPException, RuntimeError):
                time.sleep(0.2)
            else:
                return self
        self.__exit__(None, None, None)
        raise RuntimeError("llama-server did not start")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()

    def rates(self, prompt: str, tokens: int, grammar: str | None) -> Rates:
        """Read a prompt anew and write so many tokens at temperature 1, as the engine does."""
        wish = {
            "prompt": prompt,
            "n_predict": tokens,
            "grammar": grammar or "",
            "cache_prompt": False,
            "ignore_eos": True,
            "samplers": ["temperature"],
            "temperature": 1.0,
            "seed": 1,
        }
        timings = self._ask("POST", "/completion", json.dumps(wish))["timings"]
        return Rates(timings["prompt_per_second"], timings["predicted_per_second"])

    def _ask(self, method: str, path: str, body: str | None) -> dict[str, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=START_S)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            facts: dict[str, Any] = json.loads(answer.read())
            if answer.status != http.client.OK:
                raise RuntimeError(str(facts))
            return facts
        finally:
            connection.close()
