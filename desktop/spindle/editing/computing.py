"""Values worked out: from a formula in words, from the records that refer to one, from the days something is
late.
"""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint.edits.lines import write_entity_lines
from desktop.blueprint.nodes import (
    Binary,
    Block,
    Call,
    Computed,
    Entity,
    Expression,
    FieldRef,
    Moment,
    Number,
    Related,
)
from desktop.blueprint.vocabulary import DATE_TYPES
from desktop.spindle.assembler.computed import computed_of
from desktop.spindle.assembler.formula import formula_after
from desktop.spindle.assembler.measures import condition
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.conditions import spoken_test
from desktop.spindle.editing.deciding import decided
from desktop.spindle.editing.finding import alike
from desktop.spindle.editing.formulas import all_numbers, reckoned
from desktop.spindle.editing.measuring import add_stat, entity_in
from desktop.spindle.editing.picking import column_like, numbers_of
from desktop.spindle.editing.placing import entity_for, place_of
from desktop.spindle.editing.sides import CLEAR, likeness
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.values import number_in
from desktop.spindle.naming import closeness, field_name, plural
from desktop.spindle.reading import Ask

_COUNTED = re.compile(r"(?i)\b(?:count|how many|number of|amount of)\b")
_SUMMED = (
    ("average", r"\b(?:average|avg|mean)\b"),
    ("max", r"\b(?:highest|most|maximum|best|longest|largest|latest|last)\b"),
    ("min", r"\b(?:lowest|least|minimum|shortest|smallest|earliest|first)\b"),
    ("sum", r"\b(?:sum|total|all|altogether)\b"),
)  # fmt: skip
_A_DAY = re.compile(r"(?i)\b(?:each|per|a|every|for each|for every) (day|week)\b")
_ON_TOP = re.compile(r"(?i)^(?:plus |and )?(.*?\d\S*.*?)\s+(?:on top|extra|added|more)\b")
_QUESTION = re.compile(r"(?i)^(?:what|how|which|who)\b")


def add_computed(bench: Bench, ask: Ask) -> bool:
    """What an ask wants to be worked out: of each record, else over all of them."""
    done = False
    if ask.tagged("v.chart", "v.stat"):
        return False  # there it says what is counted
    for mark in ask.tagged("computed"):
        entity = entity_for(bench, ask)
        calculator = _calculator(bench, ask)
        if calculator is not None:
            done = _in_calculator(bench, ask, calculator, mark.words) or done
            continue
        if entity is None:
            return False
        if not ask.tagged("formula", "test") and over_all(bench, mark.words):
            done = add_stat(bench, ask, entity, mark.words) or done
            continue
        made = _worked_out(bench, ask, entity, mark.words, bench.request[mark.end : ask.end])
        if made is not None and add_to(bench, entity, made):
            done = True
            bench.remember(Thing("computed", made.name, (made.name,), entity.name))
        elif made is None and not ask.tagged("formula"):
            done = add_stat(bench, ask, entity, mark.words) or done
    return done


def _calculator(bench: Bench, ask: Ask) -> Thing | None:
    """The calculator that is named, or the first where there are no records."""
    place = place_of(bench, ask)
    found = [one for one in bench.things("section") if getattr(bench.node(one), "fields", ())]
    named = [one for one in found if place.likes(replace(one, section=one.name)) >= 0.3]
    latest = bench.history[-1] if bench.history else None
    if latest is not None and latest.kind == "field" and not latest.entity:
        named = named or [bench.section_of(latest)]
    return next(iter(named), None) or (found[0] if found and not bench.app.entities else None)


def _in_calculator(bench: Bench, ask: Ask, thing: Thing, words: str) -> bool:
    """One more result of a calculator, by its formula in words."""
    block = bench.node(thing)
    assert isinstance(block, Block)
    after = ask.words("formula")
    expression = formula_after(f"= {after}", all_numbers(block.inputs)) if after else None
    if expression is None:
        return False
    made = replace(block, computed=(*block.computed, Computed(field_name(words), expression)))
    return bench.put_section(thing, made)


def over_all(bench: Bench, words: str) -> bool:
    """Whether some words ask for one number over all records: `average order`, `total of the sales`."""
    said = re.match(r"(?i)(?:the )?(?:average|avg|mean|highest|lowest|total|sum)\b(.+)", words)
    return said is not None and entity_in(bench, said[1]) is not None


def add_to(bench: Bench, entity: Entity, computed: Computed) -> bool:
    """Let an entity work out one more value."""
    line = write_entity_lines(Entity(entity.name, (), (computed,)), entity, bench.app)[0]
    return bench.run(f"in {entity.name}: add {line}")


def _worked_out(bench: Bench, ask: Ask, entity: Entity, words: str, after: str) -> Computed | None:
    formula = ask.words("formula")
    name = field_name(
        re.sub(r"(?i)^(?:the )?(?:count|number of|how many)(?: the| of)?\b", "", words).strip() or words
    )
    late = _late_fee(f"{formula} {words}", entity, ask)
    if late is not None:
        return Computed(name, late)
    over = related_value(bench, f"{words} {formula}", entity)
    if over is not None:
        return Computed(name if len(name) > 2 else plural(over.entity).lower(), over)
    added = _on_top(formula, entity, words)
    if added is not None:
        return added if _QUESTION.match(words) else replace(added, name=name)
    if formula:
        said = decided(bench, entity, formula, lambda words: _worth(bench, entity, words))
        said = said or reckoned(bench, entity, formula)
        new = Computed(name, said) if said is not None else None
    else:
        grown, _ = computed_of(((words, after),), entity, entity)
        new = next((one for one in grown.computed if one not in entity.computed), None)
    test = spoken_test(ask.words("test"), entity, bench) if new is not None and ask.tagged("test") else None
    if new is not None and test is not None:
        new = replace(new, expression=Call("if", (test, new.expression, Number(0))))
    return new


def _worth(bench: Bench, entity: Entity, words: str) -> Expression | None:
    """What some words say that a value is: reckoned, or just one of the columns."""
    made = reckoned(bench, entity, words)
    name = column_like(words, entity, numbers_of(entity)) if made is None else ""
    named = max(numbers_of(entity), key=lambda one: likeness(words, one), default="")
    if made is None and named and likeness(words, named) >= CLEAR:
        name = named
    return FieldRef(name) if name else made


def _late_fee(words: str, entity: Entity, ask: Ask) -> Expression | None:
    """`50 pence for each day it is late`: only while it is, and nothing else."""
    rate = number_in(words)
    match = _A_DAY.search(words)
    dates = tuple(one.name for one in entity.fields if one.type in DATE_TYPES)
    late = f"{words} {ask.words('test')}"
    if (
        rate is None
        or match is None
        or not dates
        or not re.search(r"(?i)\b(?:late|overdue|too long)\b", late)
    ):
        return None
    test = condition("late", entity)
    if test is None:
        return None
    due = next((name for name in dates if re.search(r"(?i)due|back|until|end|return", name)), dates[-1])
    rate = rate / 100 if re.search(r"(?i)\b(?:pence|p|cents?|ct)\b", words) else rate
    span = Call(f"{match[1].lower()}s between", (FieldRef(due), Moment("today")))
    return Call("if", (test, Binary("*", span, Number(rate)), Number(0)))


def related_value(bench: Bench, words: str, entity: Entity) -> Related | None:
    """`count the loans`, `total of the amounts of all entries`: over the records that refer to one."""
    best: tuple[float, Entity] | None = None
    for other in bench.app.entities:
        if not any(one.type == "reference" and one.target == entity.name for one in other.fields):
            continue
        score = max(
            (
                alike(word, Thing("entity", other.name, (other.name, plural(other.name))))
                for word in _phrases(words)
            ),
            default=0.0,
        )
        if score >= 0.9 and (best is None or score > best[0]):
            best = (score, other)
    if best is None:
        return None
    other = best[1]
    where = _limited(words, other, bench)
    aggregate = next((word for word, said in _SUMMED if re.search(said, words, re.I)), "")
    rest = re.sub(rf"(?i)\b(?:{re.escape(other.name)}|{re.escape(plural(other.name))})\b", " ", words)
    number = max(numbers_of(other), key=lambda name: closeness(name, rest), default="")
    if closeness(number, rest) == 0:
        number = column_like(rest, other, numbers_of(other))
    if number and not _COUNTED.search(words):
        return Related(aggregate or "sum", other.name, FieldRef(number), where)
    return Related("count", other.name, None, where) if not aggregate or _COUNTED.search(words) else None


def _limited(words: str, entity: Entity, bench: Bench) -> Expression | None:
    match = re.search(r"(?i)\b(?:where|that (?:is|are)|which (?:is|are)|only)\b(.+)", words)
    return spoken_test(match[1], entity, bench) if match else None


def _phrases(words: str) -> list[str]:
    tokens = re.findall(r"[\w'’-]+", words)
    return [" ".join(tokens[at : at + size]) for size in (3, 2, 1) for at in range(len(tokens) - size + 1)]


def _on_top(formula: str, entity: Entity, words: str) -> Computed | None:
    """`3 francs snack money on top`: an amount and something more, named after what comes on top."""
    match = _ON_TOP.match(formula.strip())
    number = number_in(match[1]) if match else None
    money = tuple(one.name for one in entity.fields if one.type == "money")
    if match is None or number is None or not money:
        return None
    base = max(money, key=lambda name: closeness(name, words))
    noun = re.sub(r"^\D*[\d.,]+\s*(?:[€$£%]|\w+)?\s*", "", match[1]).strip()
    return Computed(
        field_name(f"with {noun}" if noun else f"{base} in all"), Binary("+", FieldRef(base), Number(number))
    )
