"""Words of a wished-for button → an action that sets something: `mark as paid` → `set paid to yes`."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint.nodes import (
    Action,
    Assignment,
    Binary,
    Entity,
    Expression,
    Field,
    FieldRef,
    Moment,
    Number,
    Text,
    YesNo,
)
from desktop.spindle.naming import can_name_field, clean, closeness, field_name, stem, stems, title

_MARKING = re.compile(
    r"(?i)^(?:mark(?:ing)?|set|tick|check|flag|move|switch|turn)"
    r"(?: (?:it|them|one|that|this|the \w+|a \w+|each \w+))?(?: (?:off|up))?(?: (?:as|to|in|into))?\s*"
)
_COUNTING = re.compile(
    r"(?i)(?<!\w)(?:add (?:one|a point|1|points?)|count(?: up)?|plus one|\+ ?1|increase|increment"
    r"|one more|log (?:a|one))\b"
)
_LESS = re.compile(r"(?i)(?<!\w)(?:use one|take one|minus one|- ?1|decrease|subtract|one less|used one)\b")


def actions_of(
    wishes: tuple[str, ...], entity: Entity, lent: Entity | None
) -> tuple[Entity, tuple[str, ...]]:
    """Give an entity the buttons that were asked for.

    Args:
        wishes: The person's words for each.
        entity: Who gets them; a yes/no field is added where nothing there could be set.
        lent: The remembered entity that is alike, with actions that may be meant.

    Returns:
        The entity, and the wishes that could not be understood.
    """
    unclear: list[str] = []
    for wish in wishes:
        entity, done = _with_action(wish, entity, lent)
        if not done:
            unclear.append(wish)
    return entity, tuple(unclear)


def _with_action(wish: str, entity: Entity, lent: Entity | None) -> tuple[Entity, bool]:
    words = _MARKING.sub("", clean(wish)).strip() or clean(wish)
    label = _label(words)
    if not label:
        return entity, False
    if any(action.label.lower() == label.lower() for action in entity.actions):
        return entity, True
    assignment = _assignment(words, wish, entity.fields)
    if assignment is None and lent is not None:
        for action in lent.actions:
            if closeness(words, action.label) >= 0.5 and settable(action, entity):
                return replace(entity, actions=(*entity.actions, replace(action, label=label))), True
    if assignment is None:
        if not stems(words) or len(words.split()) > 4:
            return entity, False
        flag = field_name(words)
        taken = {field.name.lower() for field in entity.fields} | {
            one.name.lower() for one in entity.computed
        }
        if not can_name_field(flag) or flag.lower() in taken:
            return entity, False
        entity = replace(entity, fields=(*entity.fields, Field(flag, "yes/no")))
        assignment = Assignment(flag, YesNo(True))
    return replace(entity, actions=(*entity.actions, Action(label, (assignment,)))), True


def settable(action: Action, entity: Entity) -> bool:
    """Whether an entity has the fields that an action sets, and these the options that it sets them to."""
    fields = {field.name: field for field in entity.fields}
    for one in action.assignments:
        field = fields.get(one.field)
        if field is None:
            return False
        if field.type == "choice" and isinstance(one.value, Text) and one.value.value not in field.options:
            return False
    return True


def _assignment(words: str, wish: str, fields: tuple[Field, ...]) -> Assignment | None:
    """What the button sets, found in the fields that are there; None if nothing fits."""
    said = stems(words)
    for field in fields:
        for option in field.options if field.type == "choice" else ():
            if stems(option) and stems(option) <= said:
                return Assignment(field.name, Text(option))
    for field in fields:
        if field.type == "yes/no" and stems(field.name) & said:
            return Assignment(field.name, YesNo(True))
    for field in fields:
        if field.type in ("date", "date and time") and stems(field.name) & said - {stem("date")}:
            return Assignment(field.name, Moment("today" if field.type == "date" else "now"))
    step = -1 if _LESS.search(wish) else 1 if _COUNTING.search(wish) else 0
    numbers = [field for field in fields if field.type == "number"]
    if step and numbers:
        field = max(numbers, key=lambda one: len(stems(one.name) & said))
        sign = "+" if step > 0 else "-"
        value: Expression = Binary(sign, FieldRef(field.name), Number(1))
        return Assignment(field.name, value)
    return None


def _label(words: str) -> str:
    label = clean(re.sub(r"(?i)\b(?:it|them|a|an|the|as)\b", " ", words))
    label = " ".join(label.split()[:4])
    return title(label)[:1] + label[1:] if label else ""
