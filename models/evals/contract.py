"""A request's contract: what a good app for it must have, item by item.

Example: the contract `entity tool, fields borrower text, due date, views calendar` and an app with an
entity `Tool` (borrower: text, due: date) shown in a table meets 4 of 5 items: entity, borrower, due, and the
types count with their fields; the calendar is missing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop.blueprint.nodes import App, Chart, Collection, Entity, Form, Stat
from desktop.spindle.colours import css_colour
from desktop.spindle.naming import closeness, singular
from desktop.spindle.tags import TYPES
from models.data.marks import Marked, read_marks

HERE = Path(__file__).resolve().parent
MOST_EXTRA_FIELDS = 2
"""Fields that nobody named, beyond which an app asked for field by field has something absurd added."""
_ALIKE = (
    {"text", "long text", "choice", "reference", "link"},
    {"text", "tags", "choice"},
    {"number", "money", "percent", "duration", "rating"},
    {"date", "date and time"},
    {"time", "date and time", "duration"},
)
"""Types that serve the same wish nearly as well."""


@dataclass(frozen=True, slots=True)
class Contract:
    """What a request asks for; colours are CSS names, views the names of `tags.VIEW_TAGS` without `v.`."""

    request: Marked
    kind: str
    entity: str
    fields: tuple[tuple[str, str], ...]
    views: tuple[str, ...]
    actions: tuple[str, ...]
    computed: tuple[str, ...]
    accent: str
    background: str
    mode: str
    name: str


def authored_contracts(path: Path = HERE / "authored.jsonl") -> tuple[Contract, ...]:
    """The evaluation set: requests written by hand before training, never trained on."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        asked = row["contract"]
        found.append(
            Contract(
                read_marks(row["text"], row["kind"], row["domain"]),
                asked["kind"],
                asked["entity"] or "",
                tuple((name, TYPES[type_]) for name, type_ in asked["fields"]),
                tuple(asked["views"]),
                tuple(asked["actions"]),
                tuple(asked["computed"]),
                css_colour(asked["accent"] or ""),
                css_colour(asked["bg"] or ""),
                asked["mode"] or "",
                asked["name"] or "",
            )
        )
    return tuple(found)


def contract_of(request: Marked) -> Contract:
    """The contract that a marked request implies (for held-out requests that have marks only)."""

    def words(tag: str) -> tuple[str, ...]:
        return tuple(request.words(span) for span in request.spans if span.tag == tag)

    return Contract(
        request,
        request.kind,
        (words("entity") or ("",))[0],
        tuple((request.words(span), TYPES[span.type]) for span in request.spans if span.tag == "f"),
        tuple(dict.fromkeys(span.tag[2:] for span in request.spans if span.tag.startswith("v."))),
        words("action"),
        words("computed"),
        css_colour((words("accent") or ("",))[0]),
        css_colour((words("bg") or ("",))[0]),
        "dark" if words("dark") else "light" if words("light") else "",
        (words("name") or ("",))[0],
    )


def items(contract: Contract, app: App | None) -> list[tuple[str, bool]]:
    """Every item of the contract, by group, and whether the app meets it. No app meets nothing."""
    entities = app.entities if app else ()
    found: list[tuple[str, bool]] = []
    if contract.entity:
        found.append(("entity", any(_same(contract.entity, entity.name) for entity in entities)))
    for name, type_ in contract.fields:
        types = _field_types(name, entities)
        found.append(("field", bool(types)))
        found.append(("type", any(_alike(type_, other) for other in types)))
    views = _views(app) if app else set()
    found += [("view", _view_there(view, views)) for view in contract.views]
    labels = [action.label for entity in entities for action in entity.actions]
    found += [
        ("action", any(closeness(action, label) > 0.2 for label in labels)) for action in contract.actions
    ]
    names = [one.name for entity in entities for one in entity.computed]
    found += [("computed", any(closeness(wish, name) > 0.3 for name in names)) for wish in contract.computed]
    theme = app.theme if app else None
    for group, wanted, given in (
        ("colour", contract.accent, theme.accent if theme else ""),
        ("colour", contract.background, theme.background if theme else ""),
        ("mode", contract.mode, theme.mode if theme else ""),
        ("name", contract.name.lower(), app.name.lower() if app else ""),
    ):
        if wanted:
            found.append((group, wanted == given))
    if len(contract.fields) >= 3:
        extra = sum(
            not any(_same(name, field.name) for name, _ in contract.fields)
            for entity in entities
            for field in entity.fields
        )
        found.append(("nothing absurd", app is not None and extra <= MOST_EXTRA_FIELDS))
    return found


def _same(one: str, other: str) -> bool:
    return closeness(one, other) >= 0.5 or singular(one).lower() in other.lower()


def _field_types(name: str, entities: tuple[Entity, ...]) -> list[str]:
    """Types of the fields (and computed ones) that mean this name, nearest first."""
    near = [(closeness(name, field.name), field.type) for entity in entities for field in entity.fields]
    near += [(closeness(name, one.name), "number") for entity in entities for one in entity.computed]
    near += [
        (closeness(name, entity.name), "text") for entity in entities
    ]  # a record stands for its own name
    return [type_ for close, type_ in sorted(near, reverse=True) if close >= 0.5]


def _alike(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in _ALIKE)


def _views(app: App) -> set[str]:
    found: set[str] = set()
    for page in app.pages:
        for section in page.sections:
            if isinstance(section, Collection):
                found.add(section.view)
                found.update(("search",) if section.search else ())
                found.update(("filter",) if section.filters else ())
                found.update(("sort",) if section.sort else ())
            elif isinstance(section, Stat):
                found.add("stat")
            elif isinstance(section, Chart):
                found.add("chart")
            elif isinstance(section, Form):
                found.add("form")
    return found


def _view_there(view: str, views: set[str]) -> bool:
    if view == "form":
        return bool(views & {"form", "table", "list", "cards", "board", "calendar"})  # each has an Add form
    if view in ("table", "list"):
        return bool(views & {"table", "list", "leaderboard", "report"})
    if view == "cards":
        return bool(views & {"cards", "gallery"})
    return view in views


@dataclass(frozen=True, slots=True)
class Score:
    """Items met over items asked, in all and for each group."""

    met: Counter[str]
    asked: Counter[str]

    @property
    def share(self) -> float:
        """All items met, 0 to 1."""
        return sum(self.met.values()) / max(1, sum(self.asked.values()))

    def of(self, group: str) -> float:
        """The share of one group, 0 to 1; 1 where nothing was asked."""
        return self.met[group] / self.asked[group] if self.asked[group] else 1.0


def score(pairs: Iterable[tuple[Contract, App | None]]) -> Score:
    """Add up the items of many requests."""
    met: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for contract, app in pairs:
        for group, fine in items(contract, app):
            asked[group] += 1
            met[group] += fine
    return Score(met, asked)
