"""`homespun bench`: how fast the model runs here, beside bare llama.cpp, and where a build's time goes.

Both run in the same child on the same file, one after the other, again and again, so that whatever else
this computer does falls on both; medians are compared. Ours writes the real texts of real requests with
the grammar on and everything streamed; llama.cpp's loop does as many `llama_decode` steps after the same
prompt and chooses nothing. Not a timed test: a busy computer would fail it for nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from desktop.engine import Completion, Engine
from desktop.hub import shipped_model
from desktop.messages import say
from desktop.session import Session

REQUESTS = (
    "an app for who borrowed which tool from my shed, with a due date",
    "a plant watering tracker with name, room (Living room, Kitchen or Bedroom) and how often to water",
    "keep my recipes: title, ingredients, minutes and a rating, as cards with search",
)
REPETITIONS = 5


@dataclass(frozen=True)
class Task:
    """One text to write: what the engine is asked, just so."""

    prompt: str
    grammar: str | None
    max_tokens: int


@dataclass(frozen=True)
class EngineSpeed:
    """Medians over all tasks and repetitions, in tokens per second; `raw` is bare llama.cpp."""

    prompt_tokens: int
    prompt: float
    raw_prompt: float
    written_tokens: int
    decode: float
    raw_decode: float
    decode_ratio: float
    threads: int


class RecordingEngine(Engine):
    """The real engine; it remembers what it was asked to write."""

    def __init__(
        self, writer: Path, encoder: Path, threads: int | None, *, others: Sequence[Path] = ()
    ) -> None:
        super().__init__(writer, encoder, threads, others=others)
        self.tasks: list[Task] = []

    def generate(  # noqa: D102 - as in Engine
        self,
        prompt: str,
        *,
        grammar: str | None = None,
        max_tokens: int = 512,
        **rest: Any,  # noqa: ANN401 - passed on as it is
    ) -> Completion:
        task = Task(prompt, grammar, max_tokens)
        if task not in self.tasks:
            self.tasks.append(task)
        return super().generate(prompt, grammar=grammar, max_tokens=max_tokens, **rest)


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark with the words that follow `bench`; return the exit code.

    Raises:
        ModelError: If the model is missing or damaged.
        EngineError: If the engine failed.
    """
    options = _read_options(arguments)
    files = shipped_model()
    if options.model is not None:
        files = files.with_writer(options.model)
    with RecordingEngine(
        files.path("writer"), files.path("reader"), options.threads, others=[files.path("changes")]
    ) as engine:
        session = Session(engine, files)
        requests = tuple(options.request or REQUESTS)
        _progress(say("engine.bench_building"))
        stages = bench_stages(session, requests, options.repeat)
        tasks = tuple(engine.tasks)
        _progress(say("engine.bench_writing"))
        speed = bench_engine(engine, tasks, options.repeat)
    print(as_json(files.sha256, speed, stages) if options.json else as_table(speed, stages))
    return 0


def bench_engine(engine: Engine, tasks: Sequence[Task], repetitions: int = REPETITIONS) -> EngineSpeed:
    """Measure the engine beside bare llama.cpp on the same texts, turn by turn.

    Args:
        engine: With a writer.
        tasks: At least one; each must make the writer write something.
        repetitions: How often each task is done both ways, at least 1.
    """
    ours: list[Completion] = []
    rates: dict[str, list[float]] = defaultdict(list)
    threads = 1
    for _ in range(repetitions):
        for task in tasks:
            completion = engine.generate(
                task.prompt, grammar=task.grammar, max_tokens=task.max_tokens, on_text=lambda text: None
            )
            raw = engine.measure(task.prompt, completion.tokens)
            ours.append(completion)
            threads = raw.threads
            rates["prompt"].append(completion.prompt_tokens / completion.prompt_s)
            rates["raw_prompt"].append(raw.prompt_tokens / raw.prompt_s)
            rates["decode"].append(completion.tokens / completion.decode_s)
            rates["raw_decode"].append(raw.decode_tokens / raw.decode_s)
            rates["ratio"].append(rates["decode"][-1] / rates["raw_decode"][-1])
    return EngineSpeed(
        prompt_tokens=round(median(one.prompt_tokens for one in ours)),
        prompt=median(rates["prompt"]),
        raw_prompt=median(rates["raw_prompt"]),
        written_tokens=round(median(one.tokens for one in ours)),
        decode=median(rates["decode"]),
        raw_decode=median(rates["raw_decode"]),
        decode_ratio=median(rates["ratio"]),
        threads=threads,
    )


def bench_stages(
    session: Session, requests: Sequence[str], repetitions: int = REPETITIONS
) -> tuple[tuple[str, float], ...]:
    """Build the requests again and again; return (stage, median milliseconds), `total` last.

    The first build, which also loads the models, is told as the stage `first`.
    """
    first = dict(session.build(requests[0]).timings_ms)["total"]
    spent: dict[str, list[float]] = {}
    for _ in range(repetitions):
        for request in requests:
            for stage, milliseconds in session.build(request).timings_ms:
                spent.setdefault(stage, []).append(milliseconds)
    total = spent.pop("total")
    stages = tuple((stage, median(times)) for stage, times in spent.items())
    return (("first", first), *stages, ("total", median(total)))


def as_table(speed: EngineSpeed, stages: Sequence[tuple[str, float]]) -> str:
    """Return the results for a person to read."""
    rows = (
        (say("engine.bench_prompt", tokens=speed.prompt_tokens), speed.prompt, speed.raw_prompt),
        (say("engine.bench_decode", tokens=speed.written_tokens), speed.decode, speed.raw_decode),
    )
    lines = [say("engine.bench_speed", threads=speed.threads)]
    lines.append(f"  {'':34}{'Homespun':>10}{'llama.cpp':>12}")
    lines += [f"  {name:34}{ours:>10,.0f}{raw:>12,.0f}" for name, ours, raw in rows]
    lines.append("  " + say("engine.bench_ratio", ratio=f"{speed.decode_ratio:.2f}"))
    lines += ["", say("engine.bench_stages")]
    lines += [f"  {stage:34}{milliseconds:>10,.1f}" for stage, milliseconds in stages]
    return "\n".join(lines)


def as_json(model_sha256: str, speed: EngineSpeed, stages: Sequence[tuple[str, float]]) -> str:
    """Return the results as one JSON object, speeds in tokens per second."""
    body = {"model_sha256": model_sha256, "speed": asdict(speed), "stages_ms": dict(stages)}
    return json.dumps(body, indent=2)


def _read_options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="homespun bench", description=say("engine.bench_about"))
    parser.add_argument("--json", action="store_true", help=say("engine.bench_json"))
    parser.add_argument("--model", type=Path, metavar="PATH", help=say("engine.bench_model"))
    parser.add_argument("--request", action="append", metavar="REQUEST", help=say("engine.bench_request"))
    parser.add_argument("--threads", type=_count, metavar="N", help=say("engine.bench_threads"))
    parser.add_argument(
        "--repeat", type=_count, default=REPETITIONS, metavar="N", help=say("engine.bench_repeat")
    )
    return parser.parse_args(arguments)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(say("engine.bench_range"))
    return int(text)


def _progress(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
