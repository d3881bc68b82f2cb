"""Asks about how a tool, a timer, a game, a quiz is set, about goals, and about
single values that are there.
"""

from __future__ import annotations

import re

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.nodes import (
    Binary,
    Block,
    Computed,
    Entity,
    Number,
    Stat,
    Value,
)
from desktop.blueprint.vocabulary import DATE_TYPES
from desktop.spindle.assembler.adoption import option_words
from desktop.spindle.editing import fields
from desktop.spindle.editing.amending import pairs, set_item, set_values, takes
from desktop.spindle.editing.bench import Bench, points
from desktop.spindle.editing.clauses import said_of
from desktop.spindle.editing.days import days_worked_out, is_day
from desktop.spindle.editing.lines import capital_like
from desktop.spindle.editing.placing import Place, place_of, sections_for
from desktop.spindle.editing.recomputing import computed_at, put_computed, with_number
from desktop.spindle.editing.replacing import its_number, replaced_number
from desktop.spindle.editing.sides import CLEAR, likeness
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.values import days_in, number_in
from desktop.spindle.naming import stems
from desktop.spindle.reading import Ask, Mark

_GOAL = re.compile(r"(?i)\b(?:goals?|targets?|aim|ziel|objectif)\b")
_KINDS = ("item", "action", "sample", "computed", "field", "section")
_SETTABLE = {"item": 0.08, "action": 0.05, "sample": 0.02}
"""What speaks for things whose values people mostly mean."""
SURE_OF_BLOCK = 0.8
"""How sure a block must be meant by an ask that was read as something else."""
_NEARLY = 0.35
"""How far a number may be from one that is there and still take its place: 26 children are 27 now."""


def set_up(bench: Bench, ask: Ask) -> bool:
    """`25 minutes`, `faster`, `two players`, `a goal of 20 books`, `the soup is at 1`."""
    place = place_of(bench, ask, ("at", "old"))
    if replaced_number(bench, ask):
        return True
    if _GOAL.search(bench.words_of(ask)) and _goal(bench, ask):
        return True
    if _each_value(bench, ask):
        return True
    if days_in(ask.words("value")) is not None and ask.tagged("old") and _span(bench, ask):
        return True
    if _blocks(bench, ask, place):
        return True
    return its_number(bench, ask) or _span(bench, ask) or _near_number(bench, ask)


def _goal(bench: Bench, ask: Ask) -> bool:
    number = number_in(ask.words("value", "max", "new") or bench.words_of(ask))
    stats = sections_for(bench, ask, Stat)
    blocks = [one for one in sections_for(bench, ask, Block) if "goal" in _clause_words(bench, one)]
    place = place_of(bench, ask, ("at", "old"))
    named = any(
        one.kind == "section" and isinstance(bench.node(one), Block)
        for each in place.meant
        for one in each[:1]
    )
    if number is None or not stats or (blocks and named):
        return False
    having = [one for one in stats if getattr(bench.node(one), "goal", None) is not None]
    place_named = any(place.meant) or bench.history
    target = stats[0] if place_named or not having else having[0]
    done = bench.run(f"on {target.page}, {target.name}: set goal {number:g}")
    bench.remember(bench.now(target))
    return done


def _clause_words(bench: Bench, thing: Thing) -> tuple[str, ...]:
    block = bench.node(thing)
    assert isinstance(block, Block)
    return tuple(clause.word for clause in BLOCKS[block.word].clauses_of(block.variant))


def options(bench: Bench, ask: Ask) -> bool:
    """`status should be new, paid or sent`, `the words this week are …`."""
    return fields.options(bench, ask) or _blocks(bench, ask, place_of(bench, ask, ("at", "old")))


# --- single values -----------------------------------------------------------------------------------


def _each_value(bench: Bench, ask: Ask) -> bool:
    """Give each thing that is named the value that stands beside it."""
    done = False
    place = place_of(bench, ask)
    for old, values in pairs(ask):

        def likely(one: Thing, values: tuple[Mark, ...] = values) -> float:
            return place.likes(one) + _SETTABLE.get(one.kind, 0.0) + takes(bench, one, values)

        thing = bench.meant(ask, old.words, _KINDS, likely)
        done = (thing is not None and set_values(bench, thing, values)) or done
    return done


# --- blocks ------------------------------------------------------------------------------------------


def _blocks(bench: Bench, ask: Ask, place: Place) -> bool:
    """Set what is said of the block that is meant most likely."""
    text = bench.request[ask.start : ask.end]
    named = [one for each in place.meant for one in each if one.kind == "section"]
    latest = bench.pointed_at(("section",)) if bench.history else None
    best: tuple[float, Thing, dict[str, Value | None]] | None = None
    for rank, thing in enumerate(sections_for(bench, ask, Block)):
        block = bench.node(thing)
        assert isinstance(block, Block)
        sure, clauses = said_of(block, ask, text)
        words = _words(bench, ask, block)
        is_named = any((one.page, one.at) == (thing.page, thing.at) for one in named)
        is_latest = latest is not None and (latest.page, latest.at) == (thing.page, thing.at)
        score = (
            sure
            + 1.2 * is_named
            + 0.5 * is_latest
            + place.likes(thing)
            - 0.01 * rank
            + (0.4 if words else 0.0)
        )
        if words:
            clauses = {"words": words, **{one: value for one, value in clauses.items() if one != "faces"}}
        variant = _variant(ask, block)
        if variant and not clauses:
            clauses = {"view": variant}
        if clauses and (best is None or score > best[0]):
            best = (score, thing, clauses)
    if best is None or (ask.operation != "set" and best[0] < SURE_OF_BLOCK):
        return False
    _, thing, clauses = best
    now = {
        **dict(getattr(bench.node(thing), "options", ())),
        "words": getattr(bench.node(thing), "words", ()),
    }
    new = {word: value for word, value in clauses.items() if now.get(word) != value}
    lines = [f"on {thing.page}, {thing.name}: {_written(word, value)}" for word, value in new.items()]
    done = not lines or bench.run(*lines)
    bench.remember(bench.now(thing) if done else None)
    return done


def _variant(ask: Ask, block: Block) -> str:
    """Another kind of the same block, where one is named: `just cooking units`."""
    said = stems(ask.words("value"))
    kinds = (one for one in BLOCKS[block.word].variants if one != block.variant)
    return next((one for one in kinds if said and stems(one) <= said), "")


def _words(bench: Bench, ask: Ask, block: Block) -> tuple[str, ...]:
    """The words that a block shall have in the place of its own."""
    said = tuple(option_words(mark.words) for mark in ask.tagged("opt"))
    if len(said) < 2 or BLOCKS[block.word].words == "no" or block.entity or not block.words:
        return ()
    return tuple(dict.fromkeys(capital_like(one, block.words) for one in said))


def _written(word: str, value: Value | None) -> str:
    if value is None:
        return f"clear {word}"
    if value is True:
        return f"set {word}"
    if isinstance(value, float | int):
        return f"set {word} {value:g}"
    if isinstance(value, tuple):
        return f"set {word} {' | '.join(map(str, value))}"
    if isinstance(value, str) and word in ("street", "town", "phone", "email", "by", "button", "text"):
        return f'set {word} "{value}"'
    return f"set {word} {value}"


# --- numbers that nobody named -----------------------------------------------------------------------


def _span(bench: Bench, ask: Ask) -> bool:
    """`For four weeks now`: the only span that is added to a day, else the one of the day that is named."""
    words = bench.words_of(ask)
    days = days_in(ask.words("value") or words)
    if days is None:
        return False
    fitting = [
        (thing, one)
        for thing in bench.things("computed")
        if (one := computed_at(bench, thing)) is not None and _adds_days(one, bench.entity(thing.entity))
    ]
    named = [(thing, one) for thing, one in fitting if likeness(words, one.name) >= CLEAR]
    fitting = named if len(fitting) > 1 else fitting
    if len(fitting) != 1:
        return False
    made = with_number(fitting[0][1].expression, days)
    return made is not None and put_computed(bench, fitting[0][0], made)


def _adds_days(computed: Computed, entity: Entity) -> bool:
    """Whether a value is a day with a number of days added."""
    days = days_worked_out(entity) | {one.name for one in entity.fields if one.type in DATE_TYPES}
    match computed.expression:
        case Binary("+" | "-", left, Number()):
            return is_day(left, days)
    return False


def _near_number(bench: Bench, ask: Ask) -> bool:
    """`we are 31 now`: the number in the app that is nearest to it takes its value."""
    words = ask.words("value", "new", "max")
    number = number_in(words)
    if number is None or any(not points(mark.words) for mark in ask.tagged("old")):
        return False
    found: list[tuple[float, Thing]] = []
    for thing in bench.things("item"):
        if re.fullmatch(r"[\d.,]+", thing.names[0]) and (there := number_in(thing.names[0])):
            found.append((abs(there - number) / max(there, number, 1), thing))
    near = min(found, key=lambda one: one[0], default=None)
    if near is None or near[0] > _NEARLY:
        return False
    return set_item(bench, near[1], ask.tagged("value", "new", "max")[:1])
