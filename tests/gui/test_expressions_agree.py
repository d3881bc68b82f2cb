"""The page and the database give the same answer to the same expression.

JavaScript runs in Qt's own engine, on the runtime's files as they are; SQL runs in sqlite3. Expressions
are random but sensible, records are random and full of holes.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtQml import QJSEngine

from desktop.blueprint import read
from desktop.blueprint.app_kinds import kinds_of
from desktop.blueprint.nodes import (
    Binary,
    Call,
    Expression,
    FieldRef,
    Moment,
    Number,
    Related,
    Text,
    Through,
    Unary,
    YesNo,
)
from desktop.compiler.meaning import Meaning
from desktop.compiler.runtime_functions import RUNTIME_FUNCTIONS
from desktop.compiler.sql import to_sql
from desktop.compiler.sql_functions import SQL_FUNCTIONS
from desktop.paths import resources_folder

BLUEPRINT = """app "Shop"

entity Product
  name: text
  price: money €
  kind: choice Tea | Mug
  marks: tags New | Old
  sold: yes/no
  since: date
  double price = price * 2

entity Order
  number: text
  weight: number
  paid: yes/no
  day: date
  packed: date and time
  opens: time
  closes: time
  lasts: duration
  product: to Product
  gifts: many Product

entity Line
  order: to Order
  product: to Product
  quantity: number
  note: text
  cost = price of product * quantity

page All
  table of Order
  table of Product
  table of Line
"""
READING = read(BLUEPRINT)
assert READING.app is not None
MEANING = Meaning(READING.app)
KINDS = kinds_of(READING.app)

FRAME = """
homespun.ID = Symbol("id");
var records = new Map();
var told = [];
homespun.store = {
  get: (id) => records.get(id) || null,
  list: (entity) => [...records.values()].filter((record) => record.entity === entity),
  subscribe: (listener) => told.push(listener),
};
homespun.view = (record) => {
  const view = Object.assign(Object.create(null), record.values);
  view[homespun.ID] = record.id;
  (computed[record.entity] || []).forEach(([name, work]) => Object.defineProperty(view, name, { get: () => work(view) }));
  return view;
};
homespun.nameOf = (entity, id) => (records.get(id) ? records.get(id).values.name : null);
"""


class Page:
    """The runtime with some records in it."""

    def __init__(self) -> None:
        self._engine = QJSEngine()
        self._run("var homespun = {}; var computed = {};")
        for part in ("moments", "values"):
            self._run((resources_folder() / "runtime" / f"{part}.js").read_text(encoding="utf-8"))
        self._run(FRAME)
        self._run((resources_folder() / "runtime" / "related.js").read_text(encoding="utf-8"))
        names = ", ".join(sorted(RUNTIME_FUNCTIONS))
        self._run(f"var {{ {names} }} = homespun.calculate;")
        for entity, each in KINDS.items():
            for name, part in each.computed.items():
                script = MEANING.translate(part.expression, entity, "it").text
                self._run(
                    f"computed[{entity!r}] = (computed[{entity!r}] || []).concat([[{name!r}, (it) => {script}]])"
                )

    def _run(self, script: str) -> object:
        result = self._engine.evaluate(script)
        assert not result.isError(), f"{result.toString()}\n{script}"
        return result.toVariant()

    def put(self, records: list[dict[str, object]]) -> None:
        self._run(
            f"records = new Map({json.dumps(records)}.map((record) => [record.id, record]));"
            "told.forEach((listener) => listener(null));"
        )

    def answer(self, tree: Expression, record: str) -> object:
        script = MEANING.translate(tree, "Order", "it").text
        said = self._run(f"JSON.stringify([((it) => {script})(homespun.view(records.get({record!r})))])")
        return json.loads(str(said))[0]


class Places:
    def table(self, entity: str) -> str:
        return f'"{entity}"'

    def column(self, entity: str, name: str) -> str:
        return f'"{name}"'

    def links(self, entity: str, name: str) -> str:
        return f'"{entity} {name}"'


class Database:
    """Tables as the host makes them, with the same records."""

    def __init__(self, records: list[dict[str, object]]) -> None:
        self._connection = sqlite3.connect(":memory:")
        for name, (count, work) in SQL_FUNCTIONS.items():
            self._connection.create_function(name, count, work, deterministic=True)
        for entity, kinds in KINDS.items():
            columns = [field for field in kinds.fields.values() if field.type != "references"]
            names = ", ".join(f'"{field.name}"' for field in columns)
            self._connection.execute(f'CREATE TABLE "{entity}" ("id", {names})')
            for field in kinds.fields.values():
                if field.type == "references":
                    self._connection.execute(f'CREATE TABLE "{entity} {field.name}" ("record", "refers to")')
        for record in records:
            self._put(record)

    def _put(self, record: dict[str, object]) -> None:
        entity, values = str(record["entity"]), record["values"]
        assert isinstance(values, dict)
        row: list[object] = [record["id"]]
        for field in KINDS[entity].fields.values():
            value = values[field.name]
            if field.type == "references":
                links = [(record["id"], each) for each in value]
                self._connection.executemany(f'INSERT INTO "{entity} {field.name}" VALUES (?, ?)', links)
            elif field.type == "tags":
                row.append(json.dumps(value))
            else:
                row.append(float(value) if isinstance(value, int) and field.type != "yes/no" else value)
        self._connection.execute(f'INSERT INTO "{entity}" VALUES ({", ".join("?" * len(row))})', row)

    def check(self, sql: str) -> None:
        self._connection.execute(f'SELECT {sql} FROM "Order" AS r')

    def answer(self, sql: str, record: str) -> object:
        return self._connection.execute(
            f'SELECT {sql} FROM "Order" AS r WHERE r."id" = ?', (record,)
        ).fetchone()[0]


# --- records ---------------------------------------------------------------------------------------

numbers = st.none() | st.integers(-60, 60) | st.integers(-10_000, 10_000).map(lambda value: value / 100)
days = st.integers(-800, 800).map(lambda count: (date(2026, 3, 1) + timedelta(days=count)).isoformat())
times = st.builds(lambda hour, minute: f"{hour:02d}:{minute:02d}", st.integers(0, 23), st.integers(0, 59))
words = st.none() | st.sampled_from(["Tea", "tea", "Ä b", "O'Hara", "straße", "日本", "😀x", "a%_"])
products, orders = st.sampled_from([None, "p0", "p1", "p2"]), st.sampled_from([None, "o0", "o1"])


def _record(entity: str, number: int, values: dict[str, object]) -> dict[str, object]:
    return {"id": f"{entity[0].lower()}{number}", "entity": entity, "values": values}


@st.composite
def shops(draw: st.DrawFn) -> list[dict[str, object]]:
    found = []
    for number in range(3):
        marks = st.lists(st.sampled_from(["New", "Old"]), unique=True)
        found.append(
            _record(
                "Product",
                number,
                {
                    "name": draw(words),
                    "price": draw(numbers),
                    "kind": draw(st.sampled_from([None, "Tea", "Mug"])),
                    "marks": draw(marks),
                    "sold": draw(st.booleans()),
                    "since": draw(st.none() | days),
                },
            )
        )
    for number in range(2):
        gifts = st.lists(st.sampled_from(["p0", "p1", "p2"]), unique=True)
        packed = st.none() | st.builds("{}T{}".format, days, times)
        found.append(
            _record(
                "Order",
                number,
                {
                    "number": draw(words),
                    "weight": draw(numbers),
                    "paid": draw(st.booleans()),
                    "day": draw(st.none() | days),
                    "packed": draw(packed),
                    "opens": draw(st.none() | times),
                    "closes": draw(st.none() | times),
                    "lasts": draw(st.none() | st.integers(0, 600)),
                    "product": draw(products),
                    "gifts": draw(gifts),
                },
            )
        )
    for number in range(draw(st.integers(0, 5))):
        values = {
            "order": draw(orders),
            "product": draw(products),
            "quantity": draw(numbers),
            "note": draw(words),
        }
        found.append(_record("Line", number, values))
    return found


# --- expressions -----------------------------------------------------------------------------------


def _call(name: str, *parts: st.SearchStrategy) -> st.SearchStrategy:
    return st.builds(lambda *values: Call(name, values), *parts)


def _reckon(signs: list[str], left: st.SearchStrategy, right: st.SearchStrategy) -> st.SearchStrategy:
    return st.builds(Binary, st.sampled_from(signs), left, right)


def number_of(depth: int) -> st.SearchStrategy:
    leaf = st.sampled_from(
        [
            FieldRef("weight"),
            Through("price", "product"),
            Through("double price", "product"),
            Number(0),
            Number(3),
            Number(0.1),
            Related("count", "Line"),
            Related("sum", "Line", FieldRef("quantity")),
            Related("sum", "Line", FieldRef("cost")),
            Related("average", "Line", Through("price", "product")),
            Related("max", "Line", FieldRef("quantity"), Binary(">", FieldRef("quantity"), Number(1))),
            Related("count", "Line", where=Binary("=", FieldRef("note"), Text("Tea"))),
            Related("sum", "gifts", FieldRef("price")),
            Related("min", "gifts", FieldRef("double price")),
            Related("count", "gifts", where=FieldRef("sold")),
        ]
    )
    if depth == 0:
        return leaf
    one, day, time = number_of(depth - 1), day_of(depth - 1), time_of(depth - 1)
    return (
        leaf
        | _reckon(["+", "-", "*", "/"], one, one)
        | st.builds(lambda value: Unary("-", value), one)
        | _call("round", one)
        | _call("round", one, st.integers(-1, 3).map(lambda value: Number(float(value))))
        | st.sampled_from(["whole", "absolute", "root"]).flatmap(lambda name: _call(name, one))
        | _call("remainder", one, one)
        | _call("power", one, st.sampled_from([Number(2), Number(3)]))
        | st.sampled_from(["smallest", "largest"]).flatmap(lambda name: _call(name, one, one))
        | _call("if", test_of(depth - 1), one, one)
        | _reckon(["-"], day, day)
        | st.sampled_from(["days", "weeks", "months", "years", "minutes", "hours"]).flatmap(
            lambda unit: _call(f"{unit} between", day, day)
        )
        | st.sampled_from(["year", "month", "day", "weekday"]).flatmap(lambda name: _call(name, day))
        | _call("minutes between", time, time)
        | _reckon(["-"], time, time)
        | _call("length", text_of(depth - 1))
        | _call("length", st.just(Through("marks", "product")))
    )


def day_of(depth: int) -> st.SearchStrategy:
    leaf = st.sampled_from(
        [
            FieldRef("day"),
            FieldRef("packed"),
            Through("since", "product"),
            Moment("2024-02-29"),
            Related("max", "gifts", FieldRef("since")),
        ]
    )
    if depth == 0:
        return leaf
    return (
        leaf
        | _reckon(["+", "-"], leaf, number_of(depth - 1))
        | st.builds(lambda by: Binary("+", FieldRef("packed"), by), st.just(FieldRef("lasts")))
        | st.builds(lambda by: Binary("-", FieldRef("packed"), by), st.just(FieldRef("lasts")))
        | st.builds(lambda at: Binary("+", FieldRef("day"), at), time_of(depth - 1))
    )


def time_of(depth: int) -> st.SearchStrategy:
    leaf = st.sampled_from([FieldRef("opens"), FieldRef("closes"), Moment("09:30")])
    return leaf if depth == 0 else leaf | _reckon(["+", "-"], leaf, number_of(depth - 1))


def text_of(depth: int) -> st.SearchStrategy:
    leaf = st.sampled_from(
        [FieldRef("number"), Through("name", "product"), Through("kind", "product"), Text("te")]
    )
    if depth == 0:
        return leaf
    one = text_of(depth - 1)
    return (
        leaf
        | _reckon(["+"], one, one)
        | _call("join", one, one)
        | st.sampled_from(["upper", "lower"]).flatmap(lambda name: _call(name, one))
        | _call("if", test_of(depth - 1), one, one)
    )


def test_of(depth: int) -> st.SearchStrategy:
    leaf = st.sampled_from([FieldRef("paid"), Through("sold", "product"), YesNo(True)])
    if depth == 0:
        return leaf
    one = test_of(depth - 1)
    signs = ["=", "!=", "<", "<=", ">", ">="]
    return (
        leaf
        | _reckon(signs, number_of(depth - 1), number_of(depth - 1))
        | _reckon(signs, day_of(depth - 1), day_of(depth - 1))
        | _reckon(signs, time_of(depth - 1), time_of(depth - 1))
        | _reckon(["=", "!="], text_of(depth - 1), text_of(depth - 1))
        | _reckon(["=", "!="], st.just(Through("marks", "product")), st.just(Text("New")))
        | _reckon(["and", "or"], one, one)
        | st.builds(lambda value: Unary("not", value), one)
        | _call("contains", text_of(depth - 1), text_of(depth - 1))
        | _call("starts with", text_of(depth - 1), text_of(depth - 1))
        | _call("contains", st.just(Through("marks", "product")), st.just(Text("Old")))
        | st.sampled_from(
            [FieldRef("product"), FieldRef("gifts"), FieldRef("number"), Through("marks", "product")]
        ).flatmap(lambda field: _call("empty", st.just(field)))
    )


test_of.__test__ = False


@pytest.fixture(scope="module")
def page(qapp: object) -> Iterator[Page]:
    yield Page()


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(tree=number_of(2) | day_of(2) | time_of(2) | text_of(2) | test_of(2), shop=shops())
def test_javascript_and_sql_agree(page: Page, tree: Expression, shop: list[dict[str, object]]) -> None:
    """Also where values are missing, days do not exist and numbers are too large."""
    page.put(shop)
    sql = to_sql(tree, KINDS["Order"], Places(), "r")
    assert sql is not None
    database = Database(shop)
    for record in ("o0", "o1"):
        shown, stored = page.answer(tree, record), database.answer(sql, record)
        if isinstance(shown, bool):
            shown = int(shown)
        if isinstance(shown, (int, float)) and isinstance(stored, (int, float)):
            assert math.isclose(shown, stored, rel_tol=1e-11, abs_tol=1e-9), (tree, shown, stored)
        else:
            assert shown == stored, (tree, sql)


@pytest.mark.parametrize(
    "said", ["upper(name of product) < number", "join(number, weight)", 'product = "Tea"', "me"]
)
def test_what_only_the_page_knows_is_not_said_in_sql(said: str) -> None:
    """How a number is shown, what a record is called, which letter comes first, who is there."""
    text = BLUEPRINT.replace('app "Shop"\n', 'app "Shop"\n  accounts A | B\n')
    app = read(text.replace("  gifts: many Product\n", f"  gifts: many Product\n  found = {said}\n")).app
    assert app is not None
    kinds = kinds_of(app)["Order"]
    assert to_sql(kinds.computed["found"].expression, kinds, Places(), "r") is None


@pytest.mark.parametrize(
    "deeper",
    [
        lambda tree: Call("round", (Binary("+", tree, Number(0.1)),)),
        lambda tree: Call("if", (Binary(">", tree, Number(1)), Unary("-", tree), Number(2))),
        lambda tree: Binary("*", Related("count", "Line"), Unary("-", tree)),
    ],
)
def test_what_sqlite_cannot_read_is_left_to_the_page(deeper: Callable[[Expression], Expression]) -> None:
    """SQLite's parser has a small stack; all that is handed to it can be read, the rest is not said."""
    tree: Expression = Number(1)
    for _ in range(40):
        sql = to_sql(tree, KINDS["Order"], Places(), "r")
        if sql is None:
            return
        Database([]).check(sql)
        tree = deeper(tree)
    pytest.fail("there is no end to it")
