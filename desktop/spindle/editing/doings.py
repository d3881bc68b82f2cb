"""Asks about what records do by themselves and what must be so: rules, checks, links, comments and votes."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint import print_field
from desktop.blueprint.edits.lines import write_entity_lines
from desktop.blueprint.nodes import (
    FEATURES,
    Assignment,
    Binary,
    Check,
    Entity,
    Expression,
    Field,
    FieldRef,
    Moment,
    Notice,
    Number,
    Rule,
    Step,
)
from desktop.spindle.editing.bench import Bench, points
from desktop.spindle.editing.conditions import NOT, comparison_in, negated, spoken_test
from desktop.spindle.editing.fields import value_for
from desktop.spindle.editing.lines import quotable
from desktop.spindle.editing.picking import column_like, column_named, numbers_of
from desktop.spindle.editing.placing import entity_for, field_of, main_entity
from desktop.spindle.editing.settings import put_action
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.values import number_in
from desktop.spindle.naming import clean, closeness, plural, title
from desktop.spindle.reading import Ask

FEATURE_WORDS = {
    "comments": r"\b(?:comment|repl(?:y|ies)|discuss|remark)",
    "ratings": r"\b(?:rat(?:e|ing)|stars?|review)",
    "favourites": r"\b(?:favou?rit|heart|bookmark|wish ?list)",
    "votes": r"\b(?:vot(?:e|ing)|like|thumb)",
}
_NOTE = re.compile(r"(?i)\b(?:notif\w*|tell|warn\w*|remind\w*|alert|let me know|messages?|notes?)\b")
_COMMON = ("date", "time", "number", "last", "first")
_BEFORE = re.compile(r"(?i)\b(?:before|earlier|smaller|less|below|lower|fewer|under)\b")


def feature(bench: Bench, ask: Ask) -> bool:
    """`let people comment`."""
    entity = entity_for(bench, ask)
    words = ask.words("block") or bench.words_of(ask)
    found = [one for one in FEATURES if re.search(FEATURE_WORDS[one], words, re.I)]
    new = [one for one in found if entity is not None and one not in entity.features]
    return bool(new) and entity is not None and bench.run(f"in {entity.name}: add with {', '.join(new)}")


# --- links -------------------------------------------------------------------------------------------


def link(bench: Bench, ask: Ask) -> bool:
    """`each task belongs to a project`, `a visit has several helpers`."""
    words = bench.words_of(ask)
    named = []
    for mark in ask.tagged("at", "entity", "old", "f"):
        found = bench.meant(ask, mark.words, ("entity",))
        if found is not None and found.name not in named:
            named.append(found.name)
    if len(named) < 2:
        main = main_entity(bench)
        if main is None or not named or named[0] == main.name:
            return _new_target(bench, ask)
        named = [main.name, named[0]]
    source, target = named[0], named[1]
    many = bool(re.search(r"(?i)\b(?:several|many|multiple|more than one|any number|some)\b", words))
    name = (plural(target) if many else target).lower()
    if any(one.name == name for one in bench.entity(source).fields):
        name = f"its {name}"
    field = Field(name, "references" if many else "reference", target=target)
    done = bench.run(f"in {source}: add {print_field(field)}")
    bench.remember(Thing("field", name, (name,), source) if done else None)
    return done


def _new_target(bench: Bench, ask: Ask) -> bool:
    """The records that are to be referred to are not kept yet: they are added with their name."""
    main = main_entity(bench)
    for mark in ask.tagged("entity", "f"):
        name = clean(mark.words)
        name = name[:1].upper() + name[1:]
        if main is not None and name and closeness(name, main.name) < 0.5:
            page = clean(title(plural(name)))
            return bench.run(
                f"add entity {name}",
                f"in {name}: add name: text, required",
                f"add page {page}",
                f"on {page}: add table of {name}; search",
                f"in {main.name}: add {name.lower()}: to {name}",
            )
    return False


# --- what must be so ---------------------------------------------------------------------------------


def check(bench: Bench, ask: Ask) -> bool:
    """`the end cannot be before the start`, `at most 15 days`, `for the bar one must be 18`."""
    entity = entity_for(bench, ask)
    words = ask.words("test") or bench.words_of(ask)
    if entity is None:
        return False
    for one in (entity, *(other for other in bench.app.entities if other is not entity)):
        test = (
            _bounded(bench, ask, one, words) or _between(bench, ask, one, words) or _dated(bench, one, words)
        )
        if test is None:
            continue
        message = quotable(ask.words("new")) or _message(test)
        line = write_entity_lines(Entity(one.name, (), checks=(Check(test, message),)), one, bench.app)[0]
        if bench.run(f"in {one.name}: add {line}"):
            return True
    return False


def _bounded(bench: Bench, ask: Ask, entity: Entity, words: str) -> Expression | None:
    """A number must not be too large or too small, perhaps only under a condition: `for the bar 18 or more`."""
    compared = comparison_in(words)
    if compared is None:
        return None
    operator, number = compared
    test = spoken_test(
        re.sub(
            r"(?i)^(?:nobody|no one|never)\b|\bnot\b(?! (?:less|more|below|above|over|under))", " ", words
        ),
        entity,
        bench,
    )
    limit = test if isinstance(test, Binary) and test.right == Number(number) else None
    under = None
    if limit is None:
        name = _latest_number(bench, entity) or column_like(words, entity, numbers_of(entity))
        under = test
        limit = Binary(operator, FieldRef(name), Number(number)) if name else None
    if limit is None:
        return None
    forbids = bool(
        NOT.search(re.sub(r"(?i)\bno(?:t)? (?:less|more|below|above|over|under|later|earlier)\b", " ", words))
    )
    if limit.operator in ("<", ">") or forbids:
        limit = negated(limit) if forbids else limit  # type: ignore[assignment]
    if under is not None and limit is not None:
        return Binary("or", negated(under), limit)
    return limit


def _latest_number(bench: Bench, entity: Entity) -> str:
    """The number of these records that was spoken of just before."""
    found = bench.pointed_at(("field", "computed")) if bench.history else None
    return (
        found.name
        if found is not None and found.entity == entity.name and found.name in numbers_of(entity)
        else ""
    )


def _between(bench: Bench, ask: Ask, entity: Entity, words: str) -> Expression | None:
    """One field must not be before, or more than, another."""
    named = _fields_said(bench, ask, entity)
    if len(named) < 2 or number_in(words) is not None:
        return None
    forbids = bool(
        NOT.search(words) or re.search(r"(?i)\b(?:warn|complain|refuse|lies|impossible|when|if)\b", words)
    )
    before = bool(_BEFORE.search(words))
    strict = bool(
        re.search(r"(?i)\b(?:after|later than|more than|bigger than|before|earlier than|less than)\b", words)
    )
    operator = {(True, True): ">=", (True, False): "<=", (False, True): "<=", (False, False): ">="}[
        forbids, before
    ]
    if strict and not forbids:
        operator = operator[0]
    return Binary(operator, FieldRef(named[0]), FieldRef(named[1]))


def _dated(bench: Bench, entity: Entity, words: str) -> Expression | None:
    """A day must be past, or must not be."""
    test = spoken_test(words, entity, bench)
    if not isinstance(test, Binary) or not isinstance(test.right, Moment):
        return None
    return negated(test) if NOT.search(words) else test


def _message(test: Expression) -> str:
    """What is said where a check fails, if nobody said it."""
    match test:
        case Binary(operator, FieldRef(left), right):
            how = {">=": "be below", ">": "be at most", "<=": "be above", "<": "be at least"}.get(
                operator, "be so with"
            )
            what = right.name if isinstance(right, FieldRef) else getattr(right, "word", "")
            what = f"{right.value:g}" if isinstance(right, Number) else what
            return f"{left[:1].upper()}{left[1:]} cannot {how} {what}.".replace("  ", " ")
    return "This cannot be so."


def _fields_said(bench: Bench, ask: Ask, entity: Entity) -> list[str]:
    """The fields of an entity in the order in which an ask names them."""
    names: list[str] = []
    for mark in ask.tagged("old", "by", "pos", "f", "value", "min", "max"):
        name = column_named(bench, ask, entity, mark.words)
        if name and name not in names:
            names.append(name)
    text = (ask.words("test") or bench.words_of(ask)).lower()
    places: dict[str, int] = {}
    for exactly in (True, False):
        for one in sorted(entity.fields, key=lambda field: -len(field.name)):
            place = _position(text, one.name, exactly=exactly) if one.name not in places else None
            if place is not None:
                places[one.name] = place[0]
                text = text[: place[0]] + "·" * (place[1] - place[0]) + text[place[1] :]
    names += [name for name in sorted(places, key=lambda name: places[name]) if name not in names]
    return names


def _position(text: str, name: str, *, exactly: bool) -> tuple[int, int] | None:
    """Where a text names a field, from and to: by its very words, or by what matters of them."""
    found = re.search(rf"\b{re.escape(name.lower())}\b", text)
    if found or exactly:
        return found.span() if found else None
    words = [word for word in re.findall(r"\w+", name.lower()) if len(word) > 3 and word not in _COMMON]
    first = re.search(rf"\b{re.escape(words[0][:5])}\w*", text) if words else None
    return first.span() if first else None


# --- what happens by itself --------------------------------------------------------------------------


def rule(bench: Bench, ask: Ask) -> bool:
    """`when status becomes done set finished to today`, `if I press Finished it fills in`, `tell me when few are left`."""
    words = bench.words_of(ask)
    action = _pressed(bench, ask)
    entity = bench.entity(action.entity) if action is not None else entity_for(bench, ask)
    if entity is None:
        return False
    step = _step(bench, ask, entity, words)
    if step is None:
        return False
    if action is not None:
        button = next(one for one in entity.actions if one.label == action.name)
        return put_action(bench, action, replace(button, steps=(*button.steps, step)))
    test = spoken_test(ask.words("test") or words, entity, bench)
    if test is None:
        return False
    made = Entity(entity.name, (), rules=(Rule(test, (step,)),))
    return bench.run(f"in {entity.name}: add {write_entity_lines(made, entity, bench.app)[0]}")


def _pressed(bench: Bench, ask: Ask) -> Thing | None:
    """The button that an ask is about: `when I confirm a tour`."""
    said = ask.words("test")
    match = re.search(r"(?i)\b(?:press\w*|click\w*|tap\w*|push\w*|hit) (?:on )?(?:the )?\W?([\w' -]+)", said)
    if said and match:
        found = bench.meant(ask, match[1], ("action",))
        if found is not None or points(match[1]):
            return found or bench.pointed_at(("action",))
    match = re.match(r"(?i)^(?:when |if |as soon as )?(?:i|we|you|one|somebody|someone|anybody) (\w+)", said)
    found = bench.meant(ask, match[1], ("action",)) if match else None
    return found


def _step(bench: Bench, ask: Ask, entity: Entity, words: str) -> Step | None:
    """What happens: a note, or a field is set."""
    new = ask.words("new")
    if _NOTE.search(words) and (new or not ask.tagged("value")):
        first = entity.fields[0].name
        return Notice(quotable(new) if new else quotable(f"{{{first}}}: {ask.words('test') or words}"))
    tested = ask.words("test").lower()
    for mark in (*ask.tagged("old", "f", "by", "at"), None):
        if mark is not None and tested and mark.words.lower() in tested:
            continue
        thing = bench.meant(ask, mark.words, ("field",)) if mark is not None else bench.pointed_at(("field",))
        field = field_of(bench, thing) if thing is not None and thing.entity == entity.name else None
        if field is None:
            continue
        said = ask.words("value", "new", "opt")
        value = value_for(field, said) if said else None
        if value is None and field.type in ("date", "date and time"):
            value = Moment("today" if field.type == "date" else "now")
        value = value if value is not None or said else value_for(field, words)
        if value is not None:
            return Assignment(field.name, value)
    return None
