"""Asks about what records do by themselves and what must be so: rules, checks, links, comments and votes."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint import print_field
from desktop.blueprint.edits.lines import write_entity_lines
from desktop.blueprint.nodes import (
    FEATURES,
    Assignment,
    Entity,
    Expression,
    Field,
    FieldRef,
    Moment,
    Notice,
    Rule,
    Step,
    Text,
    YesNo,
)
from desktop.blueprint.vocabulary import OPTION_TYPES
from desktop.spindle.editing.amending import put_action
from desktop.spindle.editing.bench import Bench, points
from desktop.spindle.editing.conditions import spoken_test
from desktop.spindle.editing.covering import ENOUGH, FAR, covered, looks_far
from desktop.spindle.editing.fields import value_for
from desktop.spindle.editing.lines import quotable
from desktop.spindle.editing.placing import entity_for, field_of, likeliest, main_entity
from desktop.spindle.editing.replacing import gone_number, replaced_number
from desktop.spindle.editing.things import Thing
from desktop.spindle.naming import clean, closeness, plural, title
from desktop.spindle.reading import Ask

FEATURE_WORDS = {
    "comments": r"\b(?:comment|repl(?:y|ies)|discuss|remark)",
    "ratings": r"\b(?:rat(?:e|ing)|stars?|review)",
    "favourites": r"\b(?:favou?rit|heart|bookmark|wish ?list)",
    "votes": r"\b(?:vot(?:e|ing)|like|thumb)",
}
_SAID = re.compile(
    r"(?i)\b(?:say|says|show|shows|tell|tells|write|writes|shout|shouts|ring|call|remind)(?: me| us)?\b"
)
"""What a note is shown with."""
SAME_NAME = 0.5
"""Closeness from which on what a field is set to is another field."""
_NOTE = re.compile(r"(?i)\b(?:notif\w*|tell|warn\w*|remind\w*|alert|let me know|messages?|notes?)\b")


def feature(bench: Bench, ask: Ask) -> bool:
    """`let people comment`."""
    entity = entity_for(bench, ask)
    words = ask.words("block") or bench.words_of(ask)
    found = [one for one in FEATURES if re.search(FEATURE_WORDS[one], words, re.I)]
    if entity is None or not found:
        return False
    new = [one for one in found if one not in entity.features]
    return not new or bench.run(f"in {entity.name}: add with {', '.join(new)}")


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


# --- what happens by itself --------------------------------------------------------------------------


def rule(bench: Bench, ask: Ask) -> bool:
    """`when status becomes done set finished to today`, `if I press Finished it fills in`, `tell me when few
    are left`.
    """
    words = bench.words_of(ask)
    action = _pressed(bench, ask)
    entity = bench.entity(action.entity) if action is not None else entity_for(bench, ask)
    if entity is None:
        return False
    if gone_number(bench, ask) and replaced_number(bench, ask):
        return True
    if action is not None:
        step = _step(bench, ask, entity, words)
        if step is None:
            return False
        button = next(one for one in entity.actions if one.label == action.name)
        return put_action(bench, action, replace(button, steps=(*button.steps, step)))
    said = _resolved(bench, ask.words("test") or words)
    found = [(one, spoken_test(said, one, bench)) for one in likeliest(bench, entity, said)]
    tests = [
        (covered(said, test, one) - FAR * looks_far(test), one, test)
        for one, test in found
        if test is not None
    ]
    for share, one, test in sorted(tests, key=lambda each: -each[0]):
        step = _step(bench, ask, one, words) if share >= ENOUGH else None
        if step is None:
            continue
        made = Entity(one.name, (), rules=(Rule(test, (step,)),))
        if bench.run(f"in {one.name}: add {write_entity_lines(made, one, bench.app)[0]}"):
            return True
    return False


def _resolved(bench: Bench, words: str) -> str:
    """`When it becomes that`: with the name of the option that was spoken of just before."""
    latest = bench.history[-1] if bench.history else None
    if latest is None or latest.kind != "option":
        return words
    return re.sub(
        r"(?i)\b(becomes?|is|turns?|gets?|reaches|set to|moves? to) (?:it|that|this|so|one|there)\b",
        rf"\g<1> {latest.name}",
        words,
    )


def _pressed(bench: Bench, ask: Ask) -> Thing | None:
    """The button that an ask is about: `when I confirm a tour`."""
    said = ask.words("test")
    match = re.search(r"(?i)\b(?:press\w*|click\w*|tap\w*|push\w*|hit) (?:on )?(?:the )?\W?([\w' -]+)", said)
    if said and match:
        found = bench.meant(ask, match[1], ("action",))
        if found is not None or points(match[1]):
            return found or bench.pointed_at(("action",))
    match = re.match(r"(?i)^(?:when |if |as soon as )?(?:i|we|you|one|somebody|someone|anybody) (\w+)", said)
    return bench.meant(ask, match[1], ("action",)) if match else None


def _step(bench: Bench, ask: Ask, entity: Entity, words: str) -> Step | None:
    """What happens: a note, or a field is set."""
    new, said = ask.words("new"), ask.words("value", "new", "opt")
    if _NOTE.search(words) and (new or not ask.tagged("value")):
        first = entity.fields[0].name
        return Notice(quotable(new) if new else quotable(f"{{{first}}}: {ask.words('test') or words}"))
    tested = ask.words("test").lower()
    for mark in (*ask.tagged("old", "f", "by", "at"), None):
        if mark is not None and mark.tag != "old" and tested and mark.words.lower() in tested:
            continue
        thing = bench.meant(ask, mark.words, ("field",)) if mark is not None else bench.pointed_at(("field",))
        field = field_of(bench, thing) if thing is not None and thing.entity == entity.name else None
        value = _value(field, said, words, entity) if field is not None else None
        if field is not None and value is not None:
            return Assignment(field.name, value)
    options = [
        one for one in entity.fields if said and any(said.lower() == each.lower() for each in one.options)
    ]
    if len(options) == 1:
        return Assignment(
            options[0].name, Text(next(o for o in options[0].options if o.lower() == said.lower()))
        )
    if ask.tagged("old"):
        return None
    told = _SAID.sub("", ask.words("value"), count=1).strip() if _SAID.search(words) else ""
    return Notice(quotable(new or told)) if new or told else None


def _value(field: Field, said: str, words: str, entity: Entity) -> Expression | None:
    """What a field is set to: a value, another field of its type, or, where nothing is said, now or yes."""
    value = value_for(field, said) if said else None
    alike = [one.name for one in entity.fields if one.type == field.type and one.name != field.name]
    copied = next((name for name in alike if said and closeness(said, name) >= SAME_NAME), "")
    if copied and (value is None or field.type not in OPTION_TYPES):
        return FieldRef(copied)
    if value is None and field.type in ("date", "date and time"):
        return Moment("today" if field.type == "date" else "now")
    if value is None and not said:
        value = value_for(field, words)
        if value is None and field.type == "yes/no":
            return YesNo(True)
    return value
