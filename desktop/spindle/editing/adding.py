"""Asks for something new: kinds of records, fields, buttons; what else there can
be is shared out to others.
"""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint import print_field
from desktop.blueprint.edits.lines import write_entity_lines
from desktop.blueprint.nodes import Action, Assignment, Entity, Field, Moment, Notice, YesNo
from desktop.spindle.assembler.actions import actions_of
from desktop.spindle.assembler.fields import USUAL_FIELDS, field_from, unique_names, with_title
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.columns import after_adding
from desktop.spindle.editing.computing import add_computed
from desktop.spindle.editing.conditions import spoken_test
from desktop.spindle.editing.contents import add_contents
from desktop.spindle.editing.fields import value_for
from desktop.spindle.editing.lines import quotable
from desktop.spindle.editing.placing import entity_for, field_of, place_of
from desktop.spindle.editing.sections import add_block, add_page, add_sections
from desktop.spindle.editing.things import Thing
from desktop.spindle.naming import can_name_field, clean, closeness, entity_name, plural, title
from desktop.spindle.reading import Ask, Mark

SURE_OF_KIND = 0.8
"""Confidence from which on a kind of record is new although nothing else is said of it."""
_BOTH = re.compile(r"(?i)\b(?:both|all(?: three| of them)?|each of them)\b")


def add(bench: Bench, ask: Ask) -> bool:
    """Whatever an ask wants in addition."""
    done = _new_entity(bench, ask)
    if ask.tagged("f") and not done:
        options = tuple(replace(one, tag="opt", type="") if one.tag == "f" else one for one in ask.marks)
        done = _are_options(bench, ask) and add_contents(bench, replace(ask, marks=options))
        done = done or _fields(bench, ask)
    done = add_computed(bench, ask) or done
    done = _actions(bench, ask) or done
    if ask.tagged("page"):
        return add_page(bench, ask) or done
    done = add_sections(bench, ask) or done
    if ask.tagged("block") or (bench.gone is not None and not done):
        done = add_block(bench, ask) or done
    if done or ask.tagged("f", "computed", "action"):
        return done
    return add_contents(bench, ask) or _bare_field(bench, ask)


def _are_options(bench: Bench, ask: Ask) -> bool:
    """Whether what was taken for fields is to be chosen from in a field that is there: `… to the rooms`."""
    thing = place_of(bench, ask).best("field")
    field = field_of(bench, thing) if thing is not None else None
    return field is not None and bool(field.options) and not ask.tagged("opt")


# --- records -----------------------------------------------------------------------------------------


def _new_entity(bench: Bench, ask: Ask) -> bool:
    """A kind of record that the app does not have yet, with a page of its own unless
    it is shown elsewhere.
    """
    for mark in ask.tagged("entity"):
        name = entity_name(mark.words)
        known = (one.name for one in bench.app.entities)
        if not name or any(closeness(name, other) >= 0.5 for other in known):
            continue
        told = ask.tagged("f", "page") or any(one.tag.startswith("v.") for one in ask.marks)
        if not told and mark.confidence < SURE_OF_KIND:
            continue
        fields = unique_names(with_title(tuple(field for _, field in asked_fields(bench, ask)), name))
        if len(fields) == 1:
            fields = (*fields, *USUAL_FIELDS)
        lines = [f"in {name}: add {print_field(field)}" for field in fields]
        if bench.run(f"add entity {name}", *lines):
            bench.unshown.append(name)
            bench.remember(Thing("entity", name, (name,), name))
            _link_to(bench, ask, name)
            return True
    return False


def show_unshown(bench: Bench) -> None:
    """Give each new kind of record that nothing shows yet a page of its own."""
    for name in bench.unshown:
        shown = any(getattr(one, "entity", "") == name for page in bench.app.pages for one in page.sections)
        if shown or not bench.has_entity(name):
            continue
        page = clean(title(plural(name)))
        if any(one.name == page for one in bench.app.pages):
            page = f"All {page.lower()}"
        bench.run(f"add page {page}", f"on {page}: add table of {name}; search")


def _link_to(bench: Bench, ask: Ask, new: str) -> None:
    """`each task belongs to a project`, said while the project is asked for."""
    for mark in ask.tagged("at"):
        found = bench.meant(ask, mark.words, ("entity",))
        if found is not None and found.name != new:
            bench.run(f"in {found.name}: add {new.lower()}: to {new}")


# --- fields ------------------------------------------------------------------------------------------


def asked_fields(bench: Bench, ask: Ask) -> list[tuple[Mark, Field]]:
    """The fields that were named, each with the options, the unit and the first value that follow it."""
    found: list[tuple[Mark, Field]] = []
    all_required = bool(ask.tagged("req")) and bool(_BOTH.search(bench.words_of(ask)))
    for place, mark in enumerate(ask.marks):
        if mark.tag != "f":
            continue
        following = ask.marks[place + 1 :]
        end = next((at for at, other in enumerate(following) if other.tag == "f"), len(following))
        mine = following[:end]
        options = tuple(other.words for other in mine if other.tag == "opt")
        unit = next((other.words for other in mine if other.tag == "unit"), "")
        required = any(other.tag == "req" for other in mine) or (all_required and _before_both(ask, mark))
        field = field_from(_named_shortly(mark), options, unit, required, bench.knowledge)
        if mark.type == "reference" and (target := _target(bench, mark.words)):
            field = Field(field.name, "reference", target=target, required=required)
        field = replace(field, name=_as_typed(bench, mark.words, field.name))
        said = next((other.words for other in mine if other.tag == "value"), "")
        start = value_for(field, said) if said else None
        found.append((mark, replace(field, default=start) if start is not None else field))
    return found


def _before_both(ask: Ask, mark: Mark) -> bool:
    return all(mark.end <= req.start for req in ask.tagged("req")[:1])


def _named_shortly(mark: Mark) -> Mark:
    """`how old they are` is an age; a phone number is a phone."""
    if re.match(r"(?i)how old\b", mark.words):
        return replace(mark, words="age")
    if mark.type == "phone" and re.fullmatch(r"(?i)(?:tele)?phone number|phone no\.?", mark.words.strip()):
        return replace(mark, words="phone")
    return mark


def _as_typed(bench: Bench, words: str, name: str) -> str:
    """In an app whose language writes nouns with a capital, a name stays as it was typed."""
    typed = clean(words)
    return typed if bench.app.language == "de" and typed.lower() == name.lower() else name


def _target(bench: Bench, words: str) -> str:
    return next((one.name for one in bench.app.entities if closeness(words, one.name) >= 0.5), "")


def _inputs(bench: Bench, ask: Ask) -> bool:
    """What is to be typed into a calculator: the one that is named, else the first where there are no
    records.
    """
    place = place_of(bench, ask)
    calculators = [one for one in bench.things("section") if getattr(bench.node(one), "fields", ())]
    named = [one for one in calculators if place.likes(replace(one, section=one.name)) >= 0.3]
    if not calculators or not (named or not bench.app.entities):
        return False
    thing = (named or calculators)[0]
    done = False
    for _, field in asked_fields(bench, ask):
        if bench.run(f"on {thing.page}, {thing.name}: add {print_field(field)}"):
            done = True
            bench.remember(Thing("field", field.name, (field.name,), page=thing.page, section=thing.name))
    return done


def _fields(bench: Bench, ask: Ask) -> bool:
    if _inputs(bench, ask):
        return True
    entity = entity_for(bench, ask)
    if entity is None:
        return False
    done = False
    for _, field in asked_fields(bench, ask):
        if any(field.name == one.name for one in entity.fields):
            continue
        if bench.run(f"in {entity.name}: add {print_field(field)}"):
            done = True
            bench.remember(Thing("field", field.name, (field.name,), entity.name))
            after_adding(bench, ask, entity.name, field.name)
    return done


def _bare_field(bench: Bench, ask: Ask) -> bool:
    """Words of something new that the reader took for something that is there."""
    entity = entity_for(bench, ask)
    name = clean(ask.words("old", "by")).lower()
    if ask.tagged("at") and not any(place_of(bench, ask).meant):
        return False
    if entity is None or not name or not can_name_field(name) or len(name.split()) > 4:
        return False
    if bench.meant(ask, name) is not None:
        return False
    known = bench.knowledge.field_like(name)
    field = Field(name, "text")
    if known is not None and not known.options:
        field = replace(
            known, name=name, required=False, unique=False, default=None, minimum=None, maximum=None
        )
    return bench.run(f"in {entity.name}: add {print_field(field)}")


# --- buttons -----------------------------------------------------------------------------------------


def _actions(bench: Bench, ask: Ask) -> bool:
    done = False
    for mark in ask.tagged("action"):
        entity = entity_for(bench, ask)
        if entity is None:
            return False
        action = _said_action(bench, ask, entity, mark.words)
        if action is not None:
            grown = replace(entity, actions=(*entity.actions, action))
        else:
            grown, _ = actions_of((mark.words,), entity, entity)
        new_fields = [f for f in grown.fields if f not in entity.fields]
        new = [one for one in grown.actions if one not in entity.actions]
        written = (
            write_entity_lines(Entity(entity.name, (), actions=tuple(new)), grown, bench.app) if new else []
        )
        lines = [f"in {entity.name}: add {print_field(field)}" for field in new_fields]
        if new and bench.run(*lines, *(f"in {entity.name}: add {line}" for line in written)):
            done = True
            bench.remember(Thing("action", new[0].label, (new[0].label,), entity.name))
    return done


def _said_action(bench: Bench, ask: Ask, entity: Entity, words: str) -> Action | None:
    """A button of which the ask itself says what it does: a note it gives, a field it sets, and when it is
    offered.
    """
    label = clean(words)
    label = label[:1].upper() + label[1:]
    when = spoken_test(ask.words("test"), entity, bench) if ask.tagged("test") else None
    note = ask.words("new")
    if note and label:
        return Action(label, (Notice(quotable(note)),), when)
    for mark in ask.tagged("old", "f"):
        thing = bench.meant(ask, mark.words, ("field",))
        field = field_of(bench, thing) if thing is not None and thing.entity == entity.name else None
        if field is None:
            continue
        value = value_for(field, ask.words("value", "opt"))
        if value is None and field.type in ("date", "date and time"):
            value = Moment("today" if field.type == "date" else "now")
        if value is None and field.type == "yes/no":
            value = YesNo(True)
        if value is not None and label:
            return Action(label, (Assignment(field.name, value),), when)
    return None
