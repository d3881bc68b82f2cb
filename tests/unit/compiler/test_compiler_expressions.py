"""Expressions become JavaScript that a person can read and that knows about missing values."""

from __future__ import annotations

import re

import pytest

from desktop.blueprint import read
from desktop.blueprint.nodes import App, Entity, FieldRef
from desktop.compiler.expressions import RUNTIME_FUNCTIONS, shape_of, translate
from desktop.paths import resources_folder

FIELDS = """
  name: text
  price: money €
  boxes: number
  length m: number m
  every: number days
  bought: date
  seen: date and time
  done: yes/no
  room: choice Hall | Living room
  marks: tags old | new
  owner: to Person
  effort: duration
"""


def app_with(line: str) -> App:
    people = "entity Person\n  called: text\n"
    text = f'app "A"\n\n{people}\nentity Thing{FIELDS}  {line}\n\npage P\n  table of Thing\n'
    reading = read(text)
    wrong = [problem.message for problem in reading.diagnostics if problem.severity == "error"]
    assert not wrong, wrong
    assert reading.app is not None
    return reading.app


def thing(line: str) -> Entity:
    return app_with(line).entities[1]


@pytest.mark.parametrize(
    ("written", "script"),
    [
        ("bought + every", "addDays(it.bought, it.every)"),
        ("every + bought", "addDays(it.bought, it.every)"),
        ("bought - 7", "addDays(it.bought, negate(7))"),
        ("today - bought", "daysBetween(it.bought, today())"),
        ("price * boxes", "multiply(it.price, it.boxes)"),
        ("(price + 1) / 2", "divide(add(it.price, 1), 2)"),
        ("-boxes", "negate(it.boxes)"),
        ("length m * 2", 'multiply(it["length m"], 2)'),
        ("bought <= today", "atMost(it.bought, today())"),
        ("bought < now", "below(it.bought, dayOf(now()))"),
        ("seen > 2026-03-01", 'above(dayOf(it.seen), "2026-03-01")'),
        ("room is Living room", 'same(it.room, "Living room")'),
        ("room is not Hall", 'differs(it.room, "Hall")'),
        ("marks is old", 'includes(it.marks, "old")'),
        ("not done", "!it.done"),
        ("done and boxes > 3", "(it.done && above(it.boxes, 3))"),
        ("not (done or boxes > 3)", "!(it.done || above(it.boxes, 3))"),
        ('owner = "Anna"', 'same(nameOf("Person", it.owner), "Anna")'),
        ("if(done, 0, price)", "(it.done ? 0 : it.price)"),
        ("round(price / 3, 2)", "round(divide(it.price, 3), 2)"),
        ("years between(bought, today)", "yearsBetween(it.bought, today())"),
        ("largest(boxes, 1, 2)", "largest(it.boxes, 1, 2)"),
        ("length(name)", "lengthOf(it.name)"),
        ("year(bought)", "yearOf(it.bought)"),
    ],
)
def test_translations(written: str, script: str) -> None:
    entity = thing(f"result = {written}")
    assert translate(entity.computed[0].expression, entity, "it").text == script


@pytest.mark.parametrize(
    ("written", "kind", "unit"),
    [
        ("price * boxes", "money", "€"),
        ("price / boxes", "money", "€"),
        ("price / price", "number", ""),
        ("price + price", "money", "€"),
        ("length m + length m", "number", "m"),
        ("length m * length m", "number", ""),
        ("length m * 3", "number", "m"),
        ("today - bought", "number", "days"),
        ("years between(bought, today)", "number", "years"),
        ("bought + every", "date", ""),
        ("if(done, price, 0)", "money", "€"),
        ("effort * 2", "duration", ""),
        ("done and done", "yes/no", ""),
        ("name", "text", ""),
        ("owner", "text", ""),
    ],
)
def test_a_result_knows_how_it_is_shown(written: str, kind: str, unit: str) -> None:
    shape = shape_of(thing(f"result = {written}"), "result")
    assert (shape.type, shape.unit) == (kind, unit)


def test_every_function_that_a_translation_may_call_is_in_the_runtime() -> None:
    source = (resources_folder() / "runtime" / "values.js").read_text(encoding="utf-8")
    given = source.partition("homespun.calculate = {")[2].partition("\n  };")[0]
    names = set(re.findall(r"^    (\w+)(?:,|:)", given, re.MULTILINE))
    assert names >= RUNTIME_FUNCTIONS
    assert names - RUNTIME_FUNCTIONS == set(), "nothing lies there unused"


def test_circles_of_computed_fields_end() -> None:
    entity = thing("a = boxes + 1")
    circle = Entity(entity.name, entity.fields, (type(entity.computed[0])("a", FieldRef("a")),))
    assert shape_of(circle, "a").type == "text"
