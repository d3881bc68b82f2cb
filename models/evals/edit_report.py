"""The table of edits: Spindle, its editor on perfect reading, and the two baselines, in the same run."""

from __future__ import annotations

import random

from desktop.blueprint.edits import edit
from desktop.blueprint.edits.grammar import edit_gbnf
from desktop.blueprint.nodes import App
from desktop.errors import EngineError, RequestError
from desktop.spindle.draft import Spindle
from desktop.spindle.editing import change
from models.evals.baselines import GrammarBaseline
from models.evals.edit_baseline import read_by_keywords
from models.evals.edits import (
    Changer,
    EditRequest,
    EditScore,
    edit_requests,
    measure_editor,
    measure_edits,
    shelf,
)

UNTRAINED_SAMPLE = 40
"""The untrained grammar is asked for so many only: reading a large app's grammar anew takes its time."""
MOST_TOKENS = 60


def halves(requests: tuple[EditRequest, ...]) -> tuple[tuple[EditRequest, ...], tuple[EditRequest, ...]]:
    """The half whose failures were looked at while the editor was written, and the other half."""
    odd = tuple(one for one in requests if int(one.number.rpartition("/")[2]) % 2)
    return odd, tuple(one for one in requests if one not in odd)


def edit_rows(
    spindle: Spindle, untrained: GrammarBaseline, most: int | None = None
) -> list[tuple[str, EditScore, int]]:
    """(system, score, requests) for every row of the table."""
    seen, unseen = halves(edit_requests())
    both = (*seen, *unseen)[:most]

    def by_spindle(app: App, text: str) -> App:
        try:
            return spindle.change(app, text).app
        except RequestError:
            return app

    def by_keywords(app: App, text: str) -> App:
        return change(app, read_by_keywords(text, app), shelf()).app

    def by_grammar(app: App, text: str) -> App:
        try:
            written = untrained.engine.generate(
                text[:500], grammar=edit_gbnf(app), max_tokens=MOST_TOKENS, seed=len(text), temperature=1.0
            )
        except EngineError as error:
            if error.key != "engine_grammar":
                raise
            return app
        return edit(app, written.text).app or app

    systems: list[tuple[str, Changer, tuple[EditRequest, ...]]] = [
        ("Spindle, all", by_spindle, both),
        ("Spindle, the half nobody looked at", by_spindle, unseen[:most]),
        ("keyword baseline", by_keywords, both),
        (
            "untrained grammar",
            by_grammar,
            tuple(random.Random(0).sample(both, min(UNTRAINED_SAMPLE, len(both)))),
        ),
    ]
    rows = [(name, measure_edits(make, asked), len(asked)) for name, make, asked in systems]
    editor = measure_editor()
    return [*rows, ("editor on perfect reading, the other half", editor, len(seen))]


def edit_table(rows: list[tuple[str, EditScore, int]], carried_out: tuple[float, int]) -> str:
    """The rows as Markdown, then the kinds of change that Spindle was asked for at least four times.

    Args:
        rows: Of `edit_rows`.
        carried_out: Of `carrying_out.share_carried_out`.
    """
    lines = [
        "### Edits",
        "",
        "| system | requests | exactly right | kept of what should stay |",
        "|---|---|---|---|",
    ]
    for name, score, count in rows:
        lines.append(f"| {name} | {count} | **{score.exact:.3f}** | {score.kept:.3f} |")
    kinds = sorted(rows[0][1].by_kind.items(), key=lambda one: -one[1][0] / one[1][1])
    shown = [f"{kind} {met}/{asked}" for kind, (met, asked) in kinds if asked >= 4]
    counts = {1: "one kind of change", 2: "two", 3: "three and more"}
    counted = [
        f"{counts[count]} {met}/{asked}" for count, (met, asked) in sorted(rows[0][1].by_count.items())
    ]
    lines += ["", "Exactly right by how much is asked for: " + ", ".join(counted) + "."]
    share, count = carried_out
    whole = (
        f"Carried out whole by the editor, read perfectly, topics never trained on: {share:.3f} of {count}."
    )
    return "\n".join([*lines, "", "Exactly right by kind of change: " + ", ".join(shown) + ".", "", whole])
