"""What a view or a form shows, and in which order: fields seen, hidden, and put beside others."""

from __future__ import annotations

import re

from desktop.blueprint.nodes import Collection, Entity, Form
from desktop.spindle.editing.bench import VERY_NAME, Bench
from desktop.spindle.editing.finding import alike
from desktop.spindle.editing.picking import column_named, columns_said, names_of_columns
from desktop.spindle.editing.placing import entity_for, place_of, sections_for
from desktop.spindle.editing.things import Thing
from desktop.spindle.reading import Ask

_BEFORE = re.compile(r"(?i)\b(?:before|above|over|in front|left of|ahead)\b")
_FIRST = re.compile(r"(?i)\b(?:first|top|beginning|start|front|left|leftmost)\b")
_LAST = re.compile(r"(?i)\b(?:end|last|bottom|right|rightmost)\b")
_FORM = re.compile(r"(?i)\bforms?\b")
_ONLY = re.compile(
    r"(?i)\b(?:only|nothing but|just(?! (?:below|above|under|over|behind|beside|after|before)))\b"
)


def natural_columns(entity: Entity, *, form: bool = False) -> tuple[str, ...]:
    """The fields that a view shows which names none; of a form all that are typed in."""
    left_out = () if form else ("image", "file")
    return tuple(field.name for field in entity.fields if field.type not in left_out)


def shown_by(bench: Bench, thing: Thing) -> tuple[str, ...]:
    """What a view or form shows, in order."""
    section = bench.node(thing)
    assert isinstance(section, Collection | Form)
    return section.showing or natural_columns(bench.entity(section.entity), form=isinstance(section, Form))


def show(bench: Bench, ask: Ask) -> bool:
    """`i want to see the phone number in the list`, `show it in the form as well, at the end`."""
    done = False
    for place, thing in enumerate(_sections(bench, ask)):
        entity = bench.entity(thing.entity)
        names = columns_said(bench, ask, entity) or _just_added(bench, entity)
        if place:
            names = tuple(one for one in names if _by_name(ask, one)) if _has_columns(bench, thing) else ()
        if done or not names:
            continue
        if _ONLY.search(bench.words_of(ask)):
            wanted = names
        else:
            wanted = placed(bench, ask, entity, shown_by(bench, thing), names)
        done = _set(bench, thing, wanted) or done
    return done


def hide(bench: Bench, ask: Ask) -> bool:
    """`hide the phone number in the table`: there, else in the first view that shows it by that very name."""
    for place, thing in enumerate(_sections(bench, ask)):
        entity = bench.entity(thing.entity)
        shown = shown_by(bench, thing)
        names = [one for one in columns_said(bench, ask, entity) if one in shown]
        if place or ask.operation == "remove":
            names = [one for one in names if _by_name(ask, one)] if _has_columns(bench, thing) else []
        left = tuple(name for name in shown if name not in names)
        if not names and not place and _is_away(bench, ask, thing):
            return True
        if names and left:
            return _set(bench, thing, left)
    return False


def _is_away(bench: Bench, ask: Ask, thing: Thing) -> bool:
    """Whether a view that is named shows a column that is named no more than it should."""
    named = next((one for each in place_of(bench, ask).meant for one in each if one.kind == "section"), None)
    if named is None or (named.page, named.at) != (thing.page, thing.at):
        return False
    names = columns_said(bench, ask, bench.entity(thing.entity))
    for name in names:
        bench.remember(Thing("field", name, (name,), thing.entity))
    return bool(names)


def _has_columns(bench: Bench, thing: Thing) -> bool:
    """Whether a view is about what its records say, and not only about one thing of them."""
    view = getattr(bench.node(thing), "view", "")
    return view not in ("streak", "heat map", "leaderboard")


def _by_name(ask: Ask, name: str) -> bool:
    """Whether an ask calls a column by its name, and by no other word for it."""
    thing = Thing("field", name, (name,))
    return any(alike(mark.words, thing) >= VERY_NAME for mark in ask.tagged("old", "by", "f"))


def _sections(bench: Bench, ask: Ask) -> tuple[Thing, ...]:
    """The views or forms that an ask may mean; a form only if one is spoken of."""
    place = place_of(bench, ask)
    named = next((one for each in place.meant for one in each if one.kind == "section"), None)
    form = bool(_FORM.search(bench.words_of(ask))) or (
        named is not None and isinstance(bench.node(named), Form)
    )
    found = sections_for(bench, ask, Form if form else Collection)
    about = entity_for(bench, ask)
    return tuple(sorted(found, key=lambda one: about is None or one.entity != about.name)) if form else found


def _just_added(bench: Bench, entity: Entity) -> tuple[str, ...]:
    added = [
        one.name for one in bench.history if one.kind in ("field", "computed") and one.entity == entity.name
    ]
    return tuple(dict.fromkeys(added))


def _set(bench: Bench, thing: Thing, names: tuple[str, ...]) -> bool:
    done = bench.run(f"on {thing.page}, {thing.name}: set showing {', '.join(names)}")
    if done:
        for name in _just_added(bench, bench.entity(thing.entity)):
            bench.remember(Thing("field", name, (name,), thing.entity))
        bench.remember(thing)
    return done


def placed(
    bench: Bench, ask: Ask, entity: Entity, shown: tuple[str, ...], names: tuple[str, ...]
) -> tuple[str, ...]:
    """Some columns among those that are shown: where the ask says, else behind the field that they follow."""
    words = " ".join(mark.words for mark in ask.tagged("place"))
    rest = [name for name in shown if name not in names]
    beside = column_named(bench, ask, entity, ask.words("pos")) if ask.tagged("pos") else ""
    if beside in rest:
        at = rest.index(beside) + (0 if _BEFORE.search(words) else 1)
    elif words and _FIRST.search(words):
        at = 0
    elif words and _LAST.search(words):
        at = len(rest)
    elif set(names) <= set(shown) and not words and not set(names) & set(_just_added(bench, entity)):
        return shown
    else:
        at = _natural_place(entity, rest, names[0])
    return (*rest[:at], *names, *rest[at:])


def _natural_place(entity: Entity, shown: list[str], name: str) -> int:
    """Behind the field that stands before it, if others follow it; else at the end."""
    order = list(names_of_columns(entity))
    if name not in order:
        return len(shown)
    at = order.index(name)
    fields = [one.name for one in entity.fields]
    if name not in fields or fields[-1] == name:
        return len(shown)
    before = next((one for one in reversed(order[:at]) if one in shown), "")
    return shown.index(before) + 1 if before else 0


def move_column(bench: Bench, ask: Ask, thing: Thing, name: str) -> bool:
    """Put a column of a view elsewhere among the others."""
    entity = bench.entity(thing.entity)
    return _set(bench, thing, placed(bench, ask, entity, shown_by(bench, thing), (name,)))


def after_adding(bench: Bench, ask: Ask, entity: str, name: str) -> None:
    """Put a field that was just added where the ask says: among the fields, or into a form."""
    place, pos = ask.words("place"), ask.words("pos")
    beside = bench.meant(ask, pos, ("field",)) if pos else None
    form = _FORM.search(" ".join(mark.words for mark in ask.tagged("pos", "at")))
    if form:
        form_thing = next(iter(sections_for(bench, ask, Form)), None)
        if form_thing is not None and form_thing.entity == entity:
            names = placed(bench, ask, bench.entity(entity), shown_by(bench, form_thing), (name,))
            bench.run(f"on {form_thing.page}, {form_thing.name}: set showing {', '.join(names)}")
    elif beside is not None and beside.entity == entity:
        word = "before" if _BEFORE.search(place) else "after"
        bench.run(f"in {entity}: move {name} {word} {beside.name}")
    elif _FIRST.search(place):
        bench.run(f"in {entity}: move {name} first")
