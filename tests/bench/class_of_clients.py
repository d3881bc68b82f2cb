"""A class that asks one llama-server at once: `python tests/bench/class_of_clients.py [--clients 30]`.

The server is the real one, started as `homespun serve-model` starts it; each client is a `RemoteEngine` in a
thread of its own. One client alone and all at once are measured in turns, with random weights of two sizes.
What counts: nobody fails, how long the first piece takes, and how many tokens come in all.
`python run.py test` compiles llama-server.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

from llama_tools import llama_server  # noqa: E402 - the folders are named above
from random_models import QWEN, SPINDLE, model_of  # noqa: E402 - the folders are named above

from desktop.errors import EngineError  # noqa: E402 - the folders are named above
from desktop.paths import cache_folder  # noqa: E402 - the folders are named above
from desktop.remote import RemoteEngine  # noqa: E402 - the folders are named above

AT_ONCE = 8
TOKENS_EACH = 1024
PROMPT = "Write a small app for number {number}: " + "who borrowed which tool from the shed, until when. " * 4


@dataclass(frozen=True)
class Asked:
    """One client's answer; `problem` is "" where there was none."""

    first_s: float
    whole_s: float
    prompt_tokens: int
    tokens: int
    problem: str


def ask(engine: RemoteEngine, number: int, max_tokens: int, begin: threading.Barrier) -> Asked:
    """Ask once, together with the others."""
    first: list[float] = []
    begin.wait()
    began = time.monotonic()
    try:
        done = engine.generate(
            PROMPT.format(number=number),
            max_tokens=max_tokens,
            seed=number,
            temperature=1.0,
            on_text=lambda text: first.append(time.monotonic() - began),
        )
    except EngineError as problem:
        return Asked(0.0, time.monotonic() - began, 0, 0, str(problem))
    whole = time.monotonic() - began
    return Asked(first[0] if first else whole, whole, done.prompt_tokens, done.tokens, "")


def measure(engine: RemoteEngine, clients: int, round_: int, max_tokens: int) -> str:
    """Let so many ask at once; return what came of it in a line."""
    begin = threading.Barrier(clients)
    began = time.monotonic()
    with ThreadPoolExecutor(clients) as pool:
        # Another number for each round: nobody gains by what was read before.
        numbers = [round_ * 1000 + client for client in range(clients)]
        asked = list(pool.map(lambda number: ask(engine, number, max_tokens, begin), numbers))
    took = time.monotonic() - began
    failed = [one.problem for one in asked if one.problem]
    firsts = [one.first_s for one in asked]
    return (
        f"  {clients:3d} at once: {len(failed)} failed{' (' + failed[0] + ')' if failed else ''}, "
        f"first piece {median(firsts):.2f} s (longest {max(firsts):.2f} s), all done after {took:.2f} s, "
        f"read {sum(one.prompt_tokens for one in asked) / took:.0f} and "
        f"wrote {sum(one.tokens for one in asked) / took:.0f} tokens a second in all"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clients", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--tokens", type=int, default=32, help="the most that each of them gets")
    parser.add_argument("--large-only", action="store_true", help="without the model of 7 M")
    parser.add_argument("--small-only", action="store_true", help="without the model of 1.5 B")
    given = parser.parse_args()
    shapes = (SPINDLE,) if given.small_only else (QWEN,) if given.large_only else (SPINDLE, QWEN)
    for shape in shapes:
        model = model_of(shape, cache_folder() / "bench")
        with llama_server(model, at_once=AT_ONCE, tokens_each=TOKENS_EACH) as server:
            engine = RemoteEngine(str(server.address))
            engine.facts()
            print(f"{shape.name}, llama-server with {AT_ONCE} places, up to {given.tokens} tokens each")
            for round_ in range(given.rounds):
                for clients in (1, given.clients):
                    print(measure(engine, clients, round_, given.tokens), flush=True)


if __name__ == "__main__":
    main()
