"""Expressions become JavaScript that a person can read and that knows about missing values."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from desktop.blueprint import read
from desktop.blueprint.nodes import App, Computed, FieldRef
from desktop.compiler.meaning import Meaning
from desktop.compiler.runtime_functions import PARTS, RUNTIME_FUNCTIONS
from desktop.compiler.units import Shape
from desktop.paths import resources_folder

FIELDS = """
  name: text
  price: money €
  boxes: number
  length m: number m
  share: percent
  every: number days
  bought: date
  seen: date and time
  done: yes/no
  room: choice Hall | Living room
  marks: tags old | new
  owner: to Person
  effort: duration
  opens: time
  parts: many Person
"""


def app_with(line: str) -> App:
    people = (
        "entity Person\n  called: text\n  age: number years\n  pay: money €\n  boss: to Person\n"
        "  hall: choice Hall | Den\n\n"
        "entity Note\n  about: to Thing\n  words: text\n  cost: money €\n  by: to Person\n"
    )
    text = f'app "A"\n\n  accounts Boss | Clerk\n\nentity Thing{FIELDS}  {line}\n\n{people}\npage P\n  table of Thing\n'
    reading = read(text)
    wrong = [problem.message for problem in reading.diagnostics if problem.severity == "error"]
    assert not wrong, wrong
    assert reading.app is not None
    return reading.app


def script_of(written: str) -> str:
    app = app_with(f"result = {written}")
    return Meaning(app).translate(app.entities[0].computed[0].expression, "Thing", "it").text


def shape_of(written: str) -> Shape:
    return Meaning(app_with(f"result = {written}")).shape_of("Thing", "result")


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
        ("seen - seen", "minutesBetween(it.seen, it.seen)"),
        ("seen + effort", "addMinutes(it.seen, it.effort)"),
        ("seen + 2", "addDays(it.seen, 2)"),
        ("opens - 09:30", 'minutesBetween("09:30", it.opens)'),
        ("opens + 30", "addMinutes(it.opens, 30)"),
        ("opens - effort", "addMinutes(it.opens, negate(it.effort))"),
        ("bought + opens", "atTime(it.bought, it.opens)"),
        ('name + "!"', 'joined(it.name, "!")'),
        ('join(name, " ", price)', 'join(it.name, " ", inWords(it.price, "money", "€"))'),
        ("join(bought, room)", 'join(inWords(it.bought, "date"), it.room)'),
        ("name is me", "same(it.name, myName())"),
        ("pay of owner * 2", 'multiply(through("Person", it.owner, "pay"), 2)'),
        ("hall of owner is Hall", 'same(through("Person", it.owner, "hall"), "Hall")'),
        ('boss of owner is "Ann"', 'same(nameOf("Person", through("Person", it.owner, "boss")), "Ann")'),
        ("owner is boss of owner", 'same(it.owner, through("Person", it.owner, "boss"))'),
        ("count of Note", 'countOf(related(it, "Note", "about"))'),
        (
            "sum of cost * 2 of Note where pay of by > 3",
            'sumOf(related(it, "Note", "about"), (note) => multiply(note.cost, 2), '
            '(note) => above(through("Person", note.by, "pay"), 3))',
        ),
        ("average of age of parts", 'averageOf(chosen("Person", it.parts), (person) => person.age)'),
        ('parts is "Ann"', 'includes(namesOf("Person", it.parts), "Ann")'),
        ("length(parts)", 'lengthOf(namesOf("Person", it.parts))'),
        ("not empty(owner)", '!isEmpty(nameOf("Person", it.owner))'),
        ("remainder(boxes, 3)", "remainder(it.boxes, 3)"),
        ("weekday(bought)", "weekdayOf(it.bought)"),
        ("hours between(opens, 18:00)", 'hoursBetween(it.opens, "18:00")'),
    ],
)
def test_translations(written: str, script: str) -> None:
    assert script_of(written) == script


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
        ("parts", "tags", ""),
        ("pay of owner * 2", "money", "€"),
        ("age of owner + 1", "number", "years"),
        ("sum of cost of Note", "money", "€"),
        ("count of Note", "number", ""),
        ("max of age of parts", "number", "years"),
        ("opens - 09:30", "duration", ""),
        ("opens + 30", "time", ""),
        ("bought + opens", "date and time", ""),
        ("minutes between(opens, 18:00)", "number", "minutes"),
        ("whole(price)", "money", "€"),
        ("length m + every", "number", ""),
        ("length m * 100", "number", ""),
        ("length m * 0.8", "number", "m"),
        ("length m * boxes / 60", "number", ""),
        ("length m / power(length m / 100, 2)", "number", ""),
        ("every * length m / length m", "number", "days"),
        ("length m / every", "number", ""),
        ("length m * share / 100", "number", "m"),
        ("length m * (100 - share) / 100", "number", "m"),
        ("100 - share", "number", "%"),
        ("length m * if(done, 2, 3)", "number", "m"),
        ("length m * if(done, 20, 30)", "number", ""),
        ("if(done, length m, every)", "number", ""),
        ("largest(0, length m - 2)", "number", "m"),
        ("smallest(length m, every)", "number", ""),
        ("whole(length m)", "number", "m"),
        ("whole(length m * boxes + 0.9)", "number", ""),
        ("root(length m)", "number", ""),
        ("price * boxes / 60", "money", "€"),
        ("price * share / 100", "money", "€"),
        ('join(name, "!")', "text", ""),
        ("empty(name)", "yes/no", ""),
    ],
)
def test_a_result_knows_how_it_is_shown(written: str, kind: str, unit: str) -> None:
    shape = shape_of(written)
    assert (shape.type, shape.unit) == (kind, unit)


def test_every_function_that_a_translation_may_call_is_in_the_runtime() -> None:
    given: dict[str, str] = {}
    for part, opening in (
        ("values", "homespun.calculate = {"),
        ("moments", "homespun.moments = {"),
        ("related", "Object.assign(calculate, {"),
        ("people", "Object.assign(calculate, {"),
    ):
        source = (resources_folder() / "runtime" / f"{part}.js").read_text(encoding="utf-8")
        inside = source.partition(opening)[2].partition("\n  }")[0]
        given |= dict.fromkeys(re.findall(r"^    (\w+)(?:,|:|\()", inside, re.MULTILINE), part)
    assert set(given) == RUNTIME_FUNCTIONS, "nothing is missing and nothing lies there unused"
    for name, part in given.items():
        assert PARTS.get(name, part) == part or part == "values"


def test_circles_of_computed_fields_end() -> None:
    app = app_with("a = boxes + 1")
    circle = replace(app.entities[0], computed=(Computed("a", FieldRef("a")),))
    meaning = Meaning(replace(app, entities=(circle, *app.entities[1:])))
    assert meaning.shape_of("Thing", "a") == Shape("text")


def test_variables_of_functions_within_functions_differ() -> None:
    """A thing that counts the notes about it, and a note that counts the notes of its thing."""
    text = (
        'app "A"\n\nentity Task\n  name: text\n  part of: to Task\n  effort: number\n'
        "  below = sum of effort * (count of Task) of Task\n\npage P\n  table of Task\n"
    )
    app = read(text).app
    assert app is not None
    script = Meaning(app).translate(app.entities[0].computed[0].expression, "Task", "task").text
    assert script == (
        'sumOf(related(task, "Task", "part of"), '
        '(task2) => multiply(task2.effort, countOf(related(task2, "Task", "part of"))))'
    )


def test_deep_towers_of_computed_fields_have_units_in_no_time() -> None:
    """Each lies twice on the next: what is known of one is not worked out again."""
    tower = "\n  ".join(f"c{at} = c{at + 1} + c{at + 1}" for at in range(60))
    meaning = Meaning(app_with(f"{tower}\n  c60 = price"))
    assert meaning.shape_of("Thing", "c0") == Shape("money", "€")
