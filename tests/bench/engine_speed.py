"""How fast the engine is beside llama.cpp's own programs: `python tests/bench/engine_speed.py [--help]`.

Ours, `llama-bench` and `llama-server` take turns on the same file in one run, so that whatever else this
computer does falls on all of them; what is shown are medians of the rounds, and of each round's ratios. The
weights are random (see `random_models`): ours and the server write at temperature 1, since without it such
a model repeats itself at once. The grammar lets letters and spaces pass, as a model that was trained meets
the grammar it is given; a model that does not agree with its grammar pays more, here and there.

The prefix: a prompt read cold, and the same in a new process that puts its beginning back from the disk.

llama.cpp's programs are found as the tests find them (`tests/llama_tools.py`); without them ours is shown
beside a bare decode loop alone. Goals: 0.95 of llama.cpp at 1.5 B, 0.85 at 7 M; the prefix 20 times faster.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent), str(HERE)]

from llama_cpp_server import Rates, Server, bench_rates  # noqa: E402 - the folders are named above
from llama_tools import llama_tool  # noqa: E402
from random_models import QWEN, QWEN_Q8, SPINDLE, model_of  # noqa: E402

from desktop.engine import Completion, Engine  # noqa: E402
from desktop.engine.machine import physical_cores  # noqa: E402
from desktop.engine.prefix_store import Prefixes  # noqa: E402
from desktop.paths import cache_folder  # noqa: E402

SHAPES = {"7M": SPINDLE, "1.5B": QWEN, "1.5B-Q8": QWEN_Q8}
GRAMMAR = "root ::= [a-z ]*"
CONTEXT = 2048
BLOCK = 128
LETTERS = "the quick brown fox jumps over a lazy dog and says nothing. "


def prompt_of(tokens: int, start: str) -> str:
    """So many tokens (these models read each letter as one), which begin as nothing before did."""
    return (start + LETTERS * (tokens // len(LETTERS) + 1))[:tokens]


def ours(engine: Engine, prompt: str, tokens: int, grammar: str | None) -> Rates:
    """Our engine, streaming as it does for the window."""
    written = engine.generate(
        prompt,
        grammar=grammar,
        max_tokens=tokens,
        seed=1,
        temperature=1.0,
        stop_at_end=False,
        on_text=lambda text: None,
    )
    assert written.tokens == tokens, f"stopped by {written.stopped} after {written.tokens} tokens"
    return Rates(written.prompt_tokens / written.prompt_s, tokens / written.decode_s)


def measure(
    model: Path, prompt_tokens: int, tokens: int, rounds: int, threads: int
) -> dict[str, list[Rates]]:
    """Everybody's rates, round by round, by who it was."""
    found: dict[str, list[Rates]] = defaultdict(list)
    bench, server_program = llama_tool("llama-bench"), llama_tool("llama-server")
    with ExitStack() as stack:
        engine = stack.enter_context(Engine(model, None, threads))
        server = server_program and stack.enter_context(Server(server_program, model, CONTEXT, threads))
        for number in range(-1, rounds):
            turns = {}
            for grammar, named in ((None, ""), (GRAMMAR, " with grammar")):
                prompt = prompt_of(prompt_tokens, f"{number}{named}: ")
                turns[f"ours{named}"] = ours(engine, prompt, tokens, grammar)
                if server:
                    turns[f"llama-server{named}"] = server.rates(prompt, tokens, grammar)
            bare = engine.measure(prompt_of(prompt_tokens, "bare: "), tokens)
            turns["bare loop"] = Rates(bare.prompt_tokens / bare.prompt_s, bare.decode_tokens / bare.decode_s)
            if bench:
                turns["llama-bench"] = bench_rates(bench, model, prompt_tokens, tokens, threads)
            if number >= 0:  # the first round warms everybody up
                for who, rates in turns.items():
                    found[who].append(rates)
    return found


def show(found: dict[str, list[Rates]]) -> None:
    """A line for each, with ours in proportion to it."""
    for who, rates in found.items():
        mine = found["ours with grammar" if who.endswith("grammar") else "ours"]
        prompt = median(my.prompt / its.prompt for my, its in zip(mine, rates, strict=True))
        decode = median(my.decode / its.decode for my, its in zip(mine, rates, strict=True))
        speeds = f"{median(r.prompt for r in rates):9,.1f} | {median(r.decode for r in rates):9,.1f}"
        print(f"{who:26} | {speeds} | {prompt:5.2f} | {decode:5.2f}", flush=True)


def measure_prefix(model: Path, tokens: int, threads: int) -> tuple[Completion, Completion]:
    """A prompt of so many tokens read cold, then in a new process with all but the last from the disk."""
    tokens = tokens // BLOCK * BLOCK + 1
    with tempfile.TemporaryDirectory() as folder:
        prefixes = Prefixes(Path(folder), least_work=1)
        with Engine(model, None, threads, prefixes=prefixes) as engine:
            cold = engine.generate(prompt_of(tokens, "cold: "), max_tokens=1)
            engine.generate(prompt_of(tokens, "cold: ") + "!", max_tokens=1)
        with Engine(model, None, threads, prefixes=prefixes) as engine:
            restored = engine.generate(prompt_of(tokens, "cold: "), max_tokens=1)
    assert restored.text == cold.text
    assert restored.mean_logprob == cold.mean_logprob
    return cold, restored


def main() -> None:
    """Measure the models that were asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("models", nargs="*", default=["7M", "1.5B"], help=f"of {', '.join(SHAPES)}")
    parser.add_argument("--prompt", type=int, default=512, help="tokens to read")
    parser.add_argument("--tokens", type=int, default=64, help="tokens to write")
    parser.add_argument("--prefix", type=int, default=1152, help="tokens of the prefix; 0 leaves it out")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=physical_cores())
    wanted = parser.parse_args()
    for name in wanted.models:
        model = model_of(SHAPES[name], cache_folder() / "bench")
        load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
        print(f"\n{name}: {wanted.prompt} read, {wanted.tokens} written, {wanted.threads} threads{load}")
        print("who | read/s | written/s | ours to it: read | written")
        show(measure(model, wanted.prompt, wanted.tokens, wanted.rounds, wanted.threads))
        if wanted.prefix:
            cold, restored = measure_prefix(model, wanted.prefix, wanted.threads)
            seconds = f"cold {cold.prompt_s:.3f} s, restored {restored.prompt_s:.3f} s"
            print(f"prefix of {cold.prompt_tokens}: {seconds}, {cold.prompt_s / restored.prompt_s:.0f} times")


if __name__ == "__main__":
    main()
