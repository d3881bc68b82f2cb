"""The entities of an app as statements: their fields, what is worked out, what records do, samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from desktop.blueprint.app_kinds import kinds_of, needs_of
from desktop.blueprint.complete import complete
from desktop.blueprint.dependencies import Column
from desktop.blueprint.edits.diffing_samples import change_samples
from desktop.blueprint.edits.drafting import Draft
from desktop.blueprint.edits.lines import write_entity_lines
from desktop.blueprint.edits.orders import kept_and_new, moves, place_behind
from desktop.blueprint.edits.statements import (
    AddLine,
    AddOption,
    AddPart,
    ChangeLine,
    MoveLine,
    MovePart,
    RemoveLine,
    RemoveOption,
    RemovePart,
    Wording,
)
from desktop.blueprint.facts import columns
from desktop.blueprint.nodes import App, Check, Computed, Distinct, Entity, Field, Permission, Rule

_Line = TypeVar("_Line", Permission, Distinct, Check, Rule)


def remove_entities(draft: Draft, target: App) -> None:
    """Remove the entities that are to go."""
    wanted = {entity.name for entity in target.entities}
    for entity in draft.app.entities:
        if entity.name not in wanted and draft.entity(entity.name) is not None:
            draft.add(RemovePart("entity", entity.name))


def remove_columns(draft: Draft, target: App) -> None:
    """Remove the fields and computed fields that are to go, those first that are made of others last."""
    for wanted in target.entities:
        entity = draft.entity(wanted.name)
        if entity is None:
            continue
        names = {each.name for each in columns(wanted)}
        for column in columns(entity):
            now = draft.entity(wanted.name)
            there = now is not None and any(each.name == column.name for each in columns(now))
            if column.name not in names and there:
                draft.add(RemoveLine(wanted.name, "", column.name))


def order_entities(draft: Draft, target: App) -> None:
    """Move entities to their places."""
    names, wanted = [each.name for each in draft.app.entities], [each.name for each in target.entities]
    if set(names) == set(wanted):
        for name, before in moves(names, wanted):
            draft.add(MovePart("entity", name, place_behind(before)))


def change_lines(draft: Draft, target: App) -> None:
    """Add and change what the entities say: names before what uses them, samples last."""
    for wanted in target.entities:
        if draft.entity(wanted.name) is None:
            draft.add(AddPart("entity", wanted.name))
    for wanted in target.entities:
        _fields(draft, wanted, target)
    for wanted in target.entities:
        _features(draft, wanted)
    _computed(draft, target)
    for wanted in target.entities:
        _order(draft, wanted)
        _doings(draft, wanted, target)
    change_samples(draft, target)


def _now(draft: Draft, wanted: Entity) -> Entity:
    """Return an entity as it is now; nothing takes it away while it is worked on."""
    return draft.entity(wanted.name) or Entity(wanted.name, ())


def _written(part: Entity, wanted: Entity, target: App) -> Wording:
    return Wording(write_entity_lines(part, wanted, target)[0])


# --- fields ----------------------------------------------------------------------------------------


def _fields(draft: Draft, wanted: Entity, target: App) -> None:
    for field in wanted.fields:
        old = next((each for each in columns(_now(draft, wanted)) if each.name == field.name), None)
        if old is None:
            line = _written(Entity(wanted.name, (field,)), wanted, target)
            draft.add(AddLine(wanted.name, line))
        elif old != field and not (isinstance(old, Field) and _options(draft, wanted, old, field)):
            line = _written(Entity(wanted.name, (field,)), wanted, target)
            draft.add(ChangeLine(wanted.name, line))


def _options(draft: Draft, wanted: Entity, old: Field, new: Field) -> bool:
    """Change only the options of a field; False if more is different, or they are in another order."""
    gone = [each for each in old.options if each not in new.options]
    kept = [each for each in old.options if each in new.options]
    added = [each for each in new.options if each not in old.options]
    if replace(old, options=new.options) != new or [*kept, *added] != list(new.options):
        return False
    if len(gone) + len(added) > max(1, len(kept)):
        return False
    for option in added:
        draft.add(AddOption(wanted.name, new.name, option))
    for option in gone:
        draft.add(RemoveOption(wanted.name, new.name, option))
    return True


def _features(draft: Draft, wanted: Entity) -> None:
    there = _now(draft, wanted).features
    new = [each for each in wanted.features if each not in there]
    if new:
        draft.add(AddLine(wanted.name, Wording(f"with {', '.join(new)}")))
    for feature in there:
        if feature not in wanted.features:
            draft.add(RemoveLine(wanted.name, "with", feature))


def _computed(draft: Draft, target: App) -> None:
    """Add and change computed fields, each after those that it needs."""
    needs = needs_of(kinds_of(complete(target)))
    waiting: list[tuple[Entity, Computed]] = [
        (wanted, each)
        for wanted in target.entities
        for each in wanted.computed
        if each not in _now(draft, wanted).computed
    ]
    while waiting:
        names: set[Column] = {(wanted.name, each.name) for wanted, each in waiting}
        ready = (pair for pair in waiting if not (needs.get((pair[0].name, pair[1].name), set()) & names))
        wanted, computed = pair = next(ready, waiting[0])
        waiting.remove(pair)
        line = _written(Entity(wanted.name, (), (computed,)), wanted, target)
        known = any(each.name == computed.name for each in columns(_now(draft, wanted)))
        draft.add(ChangeLine(wanted.name, line) if known else AddLine(wanted.name, line))


def _order(draft: Draft, wanted: Entity) -> None:
    """Move fields and computed fields to their places; what is to go stays behind the others."""
    for fields in (True, False):
        now = _now(draft, wanted)
        names = [each.name for each in (now.fields if fields else now.computed)]
        order = [each.name for each in (wanted.fields if fields else wanted.computed)]
        going = [name for name in names if name not in order]
        if set(order) <= set(names) and [name for name in names if name not in going] != order:
            for name, before in moves([name for name in names if name not in going], order):
                draft.add(MoveLine(wanted.name, name, place_behind(before)))


# --- what records do -------------------------------------------------------------------------------


def _doings(draft: Draft, wanted: Entity, target: App) -> None:
    now = _now(draft, wanted)
    for part in _lines(now.permissions, wanted.permissions):
        _replace(draft, wanted, target, part)
    for part in _lines(now.distinct, wanted.distinct):
        _replace(draft, wanted, target, part)
    for part in _lines(now.checks, wanted.checks):
        _replace(draft, wanted, target, part)
    for part in _lines(now.rules, wanted.rules):
        _replace(draft, wanted, target, part)
    _actions(draft, wanted, target)


def _lines(there: Sequence[_Line], wanted: Sequence[_Line]) -> list[tuple[bool, Entity]]:
    """Return which lines go and which come, each as an entity that says nothing else."""
    gone: list[int]
    new: list[_Line]
    gone, new = kept_and_new(there, wanted)
    return [*((False, _alone(there[at])) for at in gone), *((True, _alone(line)) for line in new)]


def _alone(line: Permission | Distinct | Check | Rule) -> Entity:
    match line:
        case Permission():
            return Entity("", (), permissions=(line,))
        case Distinct():
            return Entity("", (), distinct=(line,))
        case Check():
            return Entity("", (), checks=(line,))
        case Rule():
            return Entity("", (), rules=(line,))


def _replace(draft: Draft, wanted: Entity, target: App, part: tuple[bool, Entity]) -> None:
    comes, alone = part
    alone = replace(alone, name=wanted.name)
    if comes:
        draft.add(AddLine(wanted.name, _written(alone, wanted, target)))
    else:
        line = write_entity_lines(alone, _now(draft, wanted), draft.app)[0]
        draft.add(RemoveLine(wanted.name, "line", line))


def _actions(draft: Draft, wanted: Entity, target: App) -> None:
    labels = {action.label for action in _now(draft, wanted).actions}
    for action in wanted.actions:
        if action.label in labels and action not in _now(draft, wanted).actions:
            line = _written(Entity(wanted.name, (), actions=(action,)), wanted, target)
            draft.add(ChangeLine(wanted.name, line))
    there = _now(draft, wanted).actions
    gone, new = kept_and_new(there, wanted.actions)
    for at in gone:
        draft.add(RemoveLine(wanted.name, "action", there[at].label))
    for action in new:
        line = _written(Entity(wanted.name, (), actions=(action,)), wanted, target)
        draft.add(AddLine(wanted.name, line))
