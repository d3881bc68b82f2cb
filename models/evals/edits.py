"""Edits: is the app afterwards exactly what was asked for, and nothing else of it touched?

Each row of `edits.jsonl` names an app, a request, and every script that a fair judge would accept. A change
is *exact* if it makes the app that one of these makes (but for words that were free to choose); *kept* is the
share of the app's lines that should have stayed and did, so it says what was forgotten or damaged. Rows with
`cannot` want nothing changed and something said.

Example: of `add a due date, newest first`, adding `due date: date` and sorting is exact; adding it and
turning the table into cards is not, and lowers *kept*.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from desktop.blueprint import parse, print_app
from desktop.blueprint.edits import edit
from desktop.blueprint.nodes import App, Binary, Block, Field, Page, Stat
from desktop.spindle.editing import change
from desktop.spindle.reading import Mark, Reading
from models.data.apps import whole_apps
from models.data.marks import read_edit_marks
from models.train.writer_samples import FieldIndex, reading_of

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EDITS, MARKED = HERE / "edits.jsonl", HERE / "edits_marked.jsonl"
RULES = HERE / "edits_rules.jsonl"
"""Requests with both scripts and marks, on which the editor's rules were mended: they keep what it can."""
Changer = Callable[[App, str], App]
"""App and request in, the changed app out (the same one where nothing was changed)."""
_EITHER_WAY = ("+", "*", "and", "or", "=", "!=")


@dataclass(frozen=True, slots=True)
class EditRequest:
    """A request to change an app, and what it may become.

    Attributes:
        wanted: The apps that a fair judge would accept, best first; the app itself where nothing can be done.
        free: What may be worded at will: `label`, `page name`, `formula form`.
    """

    number: str
    app: App
    text: str
    wanted: tuple[App, ...]
    kinds: tuple[str, ...]
    cannot: bool
    free: frozenset[str]


@cache
def edit_requests(path: Path = EDITS) -> tuple[EditRequest, ...]:
    """The authored evaluation set of edits.

    Raises:
        ValueError: If one of its scripts cannot be applied.
    """
    by_topic = {app.topic: app.blueprint for app in whole_apps()}
    found = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        text = (
            (ROOT / row["app"]).read_text("utf-8")
            if row["app"].endswith(".blueprint")
            else by_topic[row["app"]]
        )
        app = parse(text).app
        assert app is not None
        wanted = []
        for script in row["scripts"]:
            applied = edit(app, script)
            if applied.app is None:
                raise ValueError(f"{row['id']}: {[each.message for each in applied.diagnostics]}")
            wanted.append(applied.app)
        found.append(
            EditRequest(
                row["id"],
                app,
                row["request"],
                tuple(wanted) or (app,),
                tuple(row["kinds"]),
                bool(row["cannot"]),
                frozenset(row.get("free", ())),
            )
        )
    return tuple(found)


def is_exact(request: EditRequest, changed: App) -> bool:
    """Whether an app is one of those that were wanted, but for what was free."""
    made = _plain(_free(changed, request))
    return any(made == _plain(_free(wanted, request)) for wanted in request.wanted)


def kept(request: EditRequest, changed: App) -> float:
    """The share of the lines that should have stayed and did, 0 to 1."""
    before = set(print_app(request.app).splitlines())
    after = set(print_app(changed).splitlines())
    shares = []
    for wanted in request.wanted:
        stay = before & set(print_app(wanted).splitlines())
        shares.append(len(stay & after) / len(stay) if stay else 1.0)
    return max(shares)


def _free(app: App, request: EditRequest) -> App:
    """The app with one and the same word wherever the person left the wording open."""
    old_labels = {getattr(section, "label", "") for page in request.app.pages for section in page.sections}
    old_pages = {page.name for page in request.app.pages}

    def page(one: Page) -> Page:
        sections = one.sections
        if "label" in request.free:
            sections = tuple(
                replace(each, label="•")
                if isinstance(each, Stat | Block) and each.label not in old_labels
                else each
                for each in sections
            )
        name = "•" if "page name" in request.free and one.name not in old_pages else one.name
        return replace(one, name=name, sections=sections)

    return replace(app, pages=tuple(page(one) for one in app.pages))


def _plain(node: Any) -> Any:  # noqa: ANN401 - any part of a tree
    """A tree as values that compare equal where two people would say that they are the same."""
    if isinstance(node, Binary) and node.operator in _EITHER_WAY:
        return node.operator, *sorted((repr(_plain(node.left)), repr(_plain(node.right))))
    if isinstance(node, Binary) and node.operator in (">", ">="):
        return _plain(Binary({">": "<", ">=": "<="}[node.operator], node.right, node.left))
    if is_dataclass(node) and not isinstance(node, type):
        return (
            type(node).__name__,
            *(_plain(getattr(node, each.name)) for each in fields(node) if each.compare),
        )
    if isinstance(node, tuple):
        return tuple(_plain(one) for one in node)
    if isinstance(node, str):
        return " ".join(node.split()).rstrip(" .").casefold() if len(node) > 3 else node
    return node


@dataclass(frozen=True, slots=True)
class EditScore:
    """How a system did.

    Attributes:
        exact: The share of requests after which the app is exactly as wanted.
        kept: The mean share of the lines that should have stayed and did.
        by_kind: For each kind of change, (exact ones, requests).
        by_count: For requests of one kind of change, of two, of more (3): (exact ones, requests).
    """

    exact: float
    kept: float
    by_kind: dict[str, tuple[int, int]]
    by_count: dict[int, tuple[int, int]]


def measure_edits(change: Changer, requests: tuple[EditRequest, ...]) -> EditScore:
    """Ask a system for every edit."""
    by_kind: dict[str, tuple[int, int]] = {}
    by_count: dict[int, tuple[int, int]] = {}
    right = 0
    stayed = 0.0
    for request in requests:
        changed = change(request.app, request.text)
        exact = is_exact(request, changed)
        right += exact
        stayed += kept(request, changed)
        count = min(len(request.kinds), 3)
        met, asked = by_count.get(count, (0, 0))
        by_count[count] = (met + exact, asked + 1)
        for kind in request.kinds:
            met, asked = by_kind.get(kind, (0, 0))
            by_kind[kind] = (met + exact, asked + 1)
    return EditScore(right / len(requests), stayed / len(requests), by_kind, by_count)


class Shelf:
    """What remembered apps lend where no model is at hand: the first of each kind, whatever is asked."""

    def __init__(self, apps: tuple[App, ...]) -> None:
        self._fields = FieldIndex(apps)
        self._blocks: dict[tuple[str, str], Block] = {}
        for app in apps:
            for page in app.pages:
                for section in page.sections:
                    if isinstance(section, Block) and not section.entity:
                        self._blocks.setdefault((section.word, section.variant), section)

    def field_like(self, name: str) -> Field | None:
        """The usual field of that name, or None."""
        return self._fields.field_like(name)

    def block(self, word: str, variant: str) -> Block | None:
        """A block of that kind, or None."""
        return self._blocks.get((word, variant))

    def icon(self, words: str) -> str:
        """Nothing is known of icons."""
        del words
        return ""


@cache
def shelf() -> Shelf:
    """The apps written whole, as lenders."""
    apps = (parse(app.blueprint).app for app in whole_apps())
    return Shelf(tuple(app for app in apps if app is not None))


@cache
def perfect_readings(path: Path = MARKED) -> dict[str, Reading]:
    """The readings that a perfect reader would have of the odd half of the set, by the row's id.

    Marked by hand, for measuring only. A brace that the person typed stands as `⟨` or `⟩` in the file.
    """
    found = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        found[row["id"]] = reading_of(read_edit_marks(row["text"]))
    return {number: _with_braces(reading) for number, reading in found.items()}


def _with_braces(reading: Reading) -> Reading:
    def typed(words: str) -> str:
        return words.replace("⟨", "{").replace("⟩", "}")

    def each(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        return tuple(replace(mark, words=typed(mark.words)) for mark in marks)

    asks = tuple(replace(ask, marks=each(ask.marks)) for ask in reading.asks)
    return replace(reading, request=typed(reading.request), marks=each(reading.marks), asks=asks)


def measure_editor(asked: Path = EDITS, marked: Path = MARKED) -> EditScore:
    """The editor alone: how many edits it carries out exactly where the reading is without a mistake.

    Args:
        asked: The requests, with what each may become.
        marked: The same requests with marks, or some of them.
    """
    readings = perfect_readings(marked)
    requests = tuple(one for one in edit_requests(asked) if one.number in readings)
    by_text = {(one.app, one.text): readings[one.number] for one in requests}

    def changed(app: App, text: str) -> App:
        return change(app, by_text[app, text], shelf()).app

    return measure_edits(changed, requests)
