"""One table: Spindle, each of its parts alone, and the two baselines, in the same run.

    python run.py bench --model          or    python -m models.evals.report

Three sets, none of them trained on: authored requests of strangers (`authored.jsonl`), hand-marked requests
on domains that training never saw (withheld from the memory too), and a sample of the domains it did see.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from desktop.blueprint import parse
from desktop.blueprint.nodes import App
from desktop.engine import Engine
from desktop.errors import RequestError
from desktop.hub import ModelFiles, shipped_model
from desktop.spindle.assembler import assemble
from desktop.spindle.draft import Spindle
from desktop.spindle.memory import Memory
from models.data.domains import authored_requests, is_held_out, record_domains
from models.data.library import library_entry
from models.evals.baselines import GrammarBaseline, KeywordBaseline
from models.evals.blocks import BlockRequest, items, share, stranger_requests, withheld_phrases
from models.evals.carrying_out import share_carried_out
from models.evals.contract import Contract, Score, authored_contracts, contract_of, score
from models.evals.edit_report import edit_rows, edit_table
from models.evals.held_out import forgotten_domains, held_out_contracts
from models.train.memory import entries
from models.train.writer_samples import reading_of

GROUPS = ("entity", "field", "type", "view", "action", "computed", "colour", "name", "nothing absurd")
SEEN_SAMPLE = 120


@dataclass(frozen=True)
class Row:
    """One system on one set."""

    system: str
    score: Score
    milliseconds: float


def seen_contracts() -> tuple[Contract, ...]:
    """A fixed sample of the requests that the reader was trained on, to see what was learnt by heart."""
    seen = [
        request
        for request in authored_requests()
        if not is_held_out(request.domain) and request.kind != "none"
    ]
    return tuple(
        contract_of(request) for request in random.Random(0).sample(seen, min(SEEN_SAMPLE, len(seen)))
    )


class Systems:
    """Everything that is measured.

    Args:
        files: The model.
        engine: Runs it.
        folder: For the untrained writer's random weights.
    """

    def __init__(self, files: ModelFiles, engine: Engine, folder: Path) -> None:
        forgotten = forgotten_domains()
        self.spindle = Spindle(engine, files)
        self.whole_memory = self.spindle.memory
        self.spindle.memory = self.whole_memory.without(forgotten)
        self.keyword = KeywordBaseline(
            tuple(library_entry(d) for d in record_domains() if d["domain"] not in forgotten)
        )
        self.untrained = GrammarBaseline(folder)
        self.made_by: dict[str, int] = {}

    def whole(self, contract: Contract) -> App | None:
        """Spindle as it ships."""
        try:
            draft = self.spindle.draft(contract.request.text)
        except RequestError:
            return None
        self.made_by[draft.made_by] = self.made_by.get(draft.made_by, 0) + 1
        return parse(draft.text).app

    def assembler(self, contract: Contract) -> App | None:
        """Reader, memory and assembler, without the writer."""
        return self.spindle.facts_and_app(contract.request.text)[1]

    def writer(self, contract: Contract) -> App | None:
        """What the writer wrote, whether or not it would have been taken."""
        reading, remembered = self.spindle.understand(contract.request.text)
        completion = self.spindle.write(reading, remembered)
        return parse(completion.text).app if completion is not None else None

    def perfect_reader(self, contract: Contract) -> App | None:
        """The assembler on the marks made by hand: what a better reader could still gain."""
        memory: Memory = self.spindle.memory
        _, remembered = self.spindle.understand(contract.request.text)
        return assemble(reading_of(contract.request), remembered, memory).app

    def by_keyword(self, contract: Contract) -> App | None:
        """The keyword baseline."""
        return self.keyword.app(contract.request.text)

    def by_grammar(self, contract: Contract) -> App | None:
        """The untrained grammar."""
        return self.untrained.app(contract.request.text, seed=len(contract.request.text))

    def text(self, request: str) -> App | None:
        """Spindle as it ships, asked in bare words."""
        try:
            return parse(self.spindle.draft(request).text).app
        except RequestError:
            return None

    def blocks(self, requests: tuple[BlockRequest, ...]) -> dict[str, dict[str, float]]:
        """The shares of items that each system meets, with every phrase that is asked forgotten by all."""
        asked = frozenset(request.phrase for request in requests)
        memory = self.spindle.memory
        self.spindle.memory = self.whole_memory.without_phrases(asked)  # what is asked is no held-out domain
        known = tuple(
            replace(entry, phrases=tuple(phrase for phrase in entry.phrases if phrase not in asked))
            for entry in entries()
        )
        makers: dict[str, Callable[[str], App | None]] = {
            "Spindle as it ships": self.text,
            "keyword baseline": KeywordBaseline(known).app,
            "untrained grammar": lambda text: self.untrained.app(text, seed=len(text)),
        }
        found = {
            name: share([each for request in requests for each in items(request, make(request.text))])
            for name, make in makers.items()
        }
        self.spindle.memory = memory
        return found


def block_table(title: str, met: dict[str, dict[str, float]]) -> str:
    """Shares of requests for blocks as Markdown."""
    lines = [f"### {title}", "", "| system | all items | block | said |", "|---|---|---|---|"]
    for name, each in met.items():
        cells = [f"{each[group]:.3f}" if group in each else "–" for group in ("all", "block", "said")]
        lines.append(f"| {name} | **{cells[0]}** | {cells[1]} | {cells[2]} |")
    return "\n".join(lines)


def measure(name: str, make: Callable[[Contract], App | None], contracts: tuple[Contract, ...]) -> Row:
    """One row of the table."""
    pairs: list[tuple[Contract, App | None]] = []
    spent: list[float] = []
    for contract in contracts:
        began = time.perf_counter()
        pairs.append((contract, make(contract)))
        spent.append((time.perf_counter() - began) * 1000)
    return Row(name, score(pairs), median(spent))


def table(title: str, rows: list[Row]) -> str:
    """The rows as Markdown."""
    lines = [f"### {title}", "", "| system | all items | " + " | ".join(GROUPS) + " | median ms |"]
    lines.append("|---|" + "---|" * (len(GROUPS) + 2))
    for row in rows:
        cells = [f"{row.score.of(group):.2f}" if row.score.asked[group] else "–" for group in GROUPS]
        lines.append(
            f"| {row.system} | **{row.score.share:.3f}** | "
            + " | ".join(cells)
            + f" | {row.milliseconds:.0f} |"
        )
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--most", type=int, default=None, help="at most this many requests of each set")
    parser.add_argument("--json", action="store_true", help="the numbers as one JSON object")
    chosen = parser.parse_args(arguments)
    files = shipped_model()
    sets = {
        "Authored requests of strangers, never trained on": authored_contracts(),
        "Domains never trained on": held_out_contracts(),
        "Domains trained on (a sample)": seen_contracts(),
    }
    result: dict[str, dict[str, float]] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        Engine(files.path("writer"), files.path("reader"), others=[files.path("changes")]) as engine,
    ):
        systems = Systems(files, engine, Path(folder))
        for title, contracts in sets.items():
            asked = contracts[: chosen.most]
            rows = [
                measure("Spindle as it ships", systems.whole, asked),
                measure("its assembler alone", systems.assembler, asked),
                measure("its writer alone", systems.writer, asked),
                measure("keyword baseline", systems.by_keyword, asked),
                measure("untrained grammar", systems.by_grammar, asked),
                measure("assembler on perfect reading", systems.perfect_reader, asked),
            ]
            result[title] = {row.system: round(row.score.share, 4) for row in rows}
            if not chosen.json:
                print(table(f"{title} ({len(asked)})", rows), "\n", flush=True)
        for title, requests in (
            ("Whole apps asked for in a withheld phrase", withheld_phrases()),
            ("Tools, timers, quizzes, games and sites, asked for by strangers", stranger_requests()),
        ):
            asked = requests[: chosen.most]
            met = systems.blocks(asked)
            result[title] = {name: round(each["all"], 4) for name, each in met.items()}
            if not chosen.json:
                print(block_table(f"{title} ({len(asked)})", met), "\n", flush=True)
        edits = edit_rows(systems.spindle, systems.untrained, chosen.most)
        carried_out = share_carried_out(chosen.most)
        result["Edits"] = {name: round(each.exact, 4) for name, each, _ in edits}
        result["Edits"]["carried out whole, read perfectly"] = round(carried_out[0], 4)
        if not chosen.json:
            print(edit_table(edits, carried_out), "\n", flush=True)
        systems.untrained.engine.close()
        print(
            json.dumps({"scores": result, "made_by": systems.made_by})
            if chosen.json
            else f"drafts made by: {systems.made_by}"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
