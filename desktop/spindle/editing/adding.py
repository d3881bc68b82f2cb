"""Asks for something new: fields, values worked out, buttons, options, kinds of records, pages, sections, lines."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint import print_field, print_section
from desktop.blueprint.nodes import App, Block, Collection, Computed, Entity, Field, Form, Section, Stat
from desktop.blueprint.printing_entities import print_entity
from desktop.blueprint.scopes import book_of
from desktop.blueprint.vocabulary import BY_TYPES, OPTION_TYPES, VIEWS_MAYBE_BY
from desktop.spindle.assembler.actions import actions_of
from desktop.spindle.assembler.computed import computed_of
from desktop.spindle.assembler.fields import USUAL_FIELDS, field_from, option_name, unique_names, with_title
from desktop.spindle.assembler.measures import report_of, stat_of
from desktop.spindle.assembler.wishes import Wish
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.blocks import block_for, line_for
from desktop.spindle.editing.things import Thing, entity_of, things_of
from desktop.spindle.editing.views import by_field, field_named, filter_by, search, sort, view_of
from desktop.spindle.naming import can_name_field, clean, closeness, entity_name, plural, title
from desktop.spindle.reading import Ask, Mark

_CLAUSES = {"v.search": search, "v.filter": filter_by, "v.sort": sort}


def add(bench: Bench, ask: Ask) -> bool:
    """Whatever an ask wants in addition."""
    done = False
    entity = _new_entity(bench, ask)
    if entity:
        done = True
    elif not ask.tagged("block") and _options(bench, ask):
        done = True
    elif ask.tagged("f"):
        done = _fields(bench, ask)
    elif ask.tagged("opt") and not ask.tagged("block"):
        done = _line(bench, ask)
    for step in (_computed, _actions, _page):
        done = step(bench, ask) or done
    if not ask.tagged("page"):
        done = _views(bench, ask) or done
    if not done:
        done = _block(bench, ask) or _line(bench, ask) or _sample(bench, ask) or _bare_field(bench, ask)
    return done


# --- records -----------------------------------------------------------------------------------------


def _new_entity(bench: Bench, ask: Ask) -> bool:
    """A kind of record that the app does not have yet, with a page of its own."""
    for mark in ask.tagged("entity"):
        name = entity_name(mark.words)
        known = (one.name for one in bench.app.entities)
        if not name or any(closeness(name, other) >= 0.5 for other in known):
            continue
        fields = tuple(field for _, field in _asked_fields(bench, ask))
        fields = unique_names(with_title(fields, name))
        if len(fields) == 1:
            fields = (*fields, *USUAL_FIELDS)
        page = clean(title(plural(name)))
        if any(one.name == page for one in bench.app.pages):
            page = f"All {page.lower()}"
        lines = [f"add entity {name}", *(f"in {name}: add {print_field(field)}" for field in fields)]
        shown = next(
            (view_of(m.tag) for m in ask.marks if view_of(m.tag) and view_of(m.tag) not in BY_TYPES), "table"
        )
        lines += [f"add page {page}", f"on {page}: add {shown} of {name}; search"]
        if bench.run(*lines):
            bench.last = Thing("entity", name, (name,), name)
            _link_to(bench, ask, name)
            return True
    return False


def _link_to(bench: Bench, ask: Ask, new: str) -> None:
    """`each task belongs to a project`, said while the project is asked for."""
    for mark in ask.tagged("at"):
        found = bench.meant(ask, mark.words, ("entity",))
        if found is not None and found.name != new:
            bench.run(f"in {found.name}: add {new.lower()}: to {new}")


def _asked_fields(bench: Bench, ask: Ask) -> list[tuple[Mark, Field]]:
    """The fields that were named, each with the options and the unit that follow it."""
    found: list[tuple[Mark, Field]] = []
    for place, mark in enumerate(ask.marks):
        if mark.tag != "f":
            continue
        options, unit, required = [], "", False
        for other in ask.marks[place + 1 :]:
            if other.tag == "f":
                break
            if other.tag == "opt":
                options.append(other.words)
            unit = unit or (other.words if other.tag == "unit" else "")
            required = required or other.tag == "req"
        field = field_from(mark, tuple(options), unit, required, bench.knowledge)
        if mark.type == "reference" and (target := _target(bench, mark.words)):
            field = Field(field.name, "reference", target=target, required=required)
        found.append((mark, field))
    return found


def _target(bench: Bench, words: str) -> str:
    return next((one.name for one in bench.app.entities if closeness(words, one.name) >= 0.5), "")


def _fields(bench: Bench, ask: Ask) -> bool:
    entity = bench.entity_for(ask)
    if entity is None:
        return False
    done = False
    for _, field in _asked_fields(bench, ask):
        names = [one.name for one in entity.fields]
        if field.name in names:
            continue
        if bench.run(f"in {entity.name}: add {print_field(field)}"):
            done = True
            bench.last = Thing("field", field.name, (field.name,), entity.name)
            _moved_to_place(bench, ask, entity.name, field.name)
    return done


def _moved_to_place(bench: Bench, ask: Ask, entity: str, name: str) -> None:
    """`… right behind the name`."""
    place, pos = ask.words("place").lower(), ask.words("pos")
    beside = bench.meant(ask, pos, ("field",)) if pos else None
    if beside is not None:
        word = "before" if re.search(r"before|above|over|in front", place) else "after"
        bench.run(f"in {entity}: move {name} {word} {beside.name}")
    elif re.search(r"\b(?:first|top|beginning|start)\b", place):
        bench.run(f"in {entity}: move {name} first")


def _bare_field(bench: Bench, ask: Ask) -> bool:
    """Words of something new that the reader took for something that is there."""
    entity = bench.entity_for(ask)
    words = ask.words("old", "new", "by")
    name = clean(words).lower()
    if entity is None or not name or not can_name_field(name) or len(name.split()) > 4:
        return False
    if name in {each.name.lower() for each in entity.fields} | {
        each.name.lower() for each in entity.computed
    }:
        return False
    known = bench.knowledge.field_like(name)
    field = replace(known, name=name) if known is not None else Field(name, "text")
    return bench.run(f"in {entity.name}: add {print_field(field)}")


def _options(bench: Bench, ask: Ask) -> bool:
    """`add Balcony to the rooms`."""
    thing = bench.thing(ask, ("at",), ("field",))
    if thing is None and ask.tagged("opt"):
        thing = bench.thing(ask, ("old", "by", "entity"), ("field",))
    field = bench.field(thing.entity, thing.name) if thing is not None else None
    if thing is None or field is None or field.type not in OPTION_TYPES:
        return False
    named = ask.tagged("opt") or ask.tagged("new", "f", "old")
    wanted = [option_name(mark.words) for mark in named if bench.meant(ask, mark.words, ("field",)) != thing]
    new = [one for one in dict.fromkeys(wanted) if one.lower() not in {o.lower() for o in field.options}]
    done = bool(new) and all(bench.run(f"in {thing.entity}: add option {one} to {field.name}") for one in new)
    bench.last = thing if done else bench.last
    return done


def _computed(bench: Bench, ask: Ask) -> bool:
    done = False
    for mark in ask.tagged("computed"):
        entity = bench.entity_for(ask)
        if entity is None:
            return False
        formula = ask.words("formula")
        after = f"= {formula}" if formula else bench.request[mark.end : ask.end]
        grown, _ = computed_of(((mark.words, after),), entity, entity)
        new = [one for one in grown.computed if one not in entity.computed]
        lines = [f"in {entity.name}: add {_computed_line(bench, grown, one)}" for one in new]
        if lines and bench.run(*lines):
            done = True
            bench.last = Thing("computed", new[0].name, (new[0].name,), entity.name)
        elif not lines:
            done = _stat(bench, entity, mark.words) or done
    return done


def _computed_line(bench: Bench, entity: Entity, one: Computed) -> str:
    return print_entity(Entity(entity.name, (), (one,)), book_of(_with(bench, entity)))[1].strip()


def _actions(bench: Bench, ask: Ask) -> bool:
    done = False
    for mark in ask.tagged("action"):
        entity = bench.entity_for(ask)
        if entity is None:
            return False
        grown, _ = actions_of((mark.words,), entity, entity)
        new_fields = [f for f in grown.fields if f not in entity.fields]
        new = [one for one in grown.actions if one not in entity.actions]
        whole = print_entity(Entity(entity.name, (), actions=tuple(new)), book_of(_with(bench, grown)))
        lines = [f"in {entity.name}: add {print_field(field)}" for field in new_fields]
        lines += [f"in {entity.name}: add {line.strip()}" for line in whole[1:]]
        if new and bench.run(*lines):
            done = True
            bench.last = Thing("action", new[0].label, (new[0].label,), entity.name)
    return done


def _with(bench: Bench, entity: Entity) -> App:
    return replace(
        bench.app, entities=tuple(entity if one.name == entity.name else one for one in bench.app.entities)
    )


# --- pages and sections --------------------------------------------------------------------------------


def _page(bench: Bench, ask: Ask) -> bool:
    done = False
    for mark in ask.tagged("page"):
        name = clean(mark.words)
        name = name[:1].upper() + name[1:]
        if not name or any(one.name.lower() == name.lower() for one in bench.app.pages):
            continue
        sections = [print_section(one, bench.app) for one in _wished(bench, ask)]
        block = block_for(bench, ask)
        if block is not None:
            sections.append(print_section(block, bench.app))
        if not sections:
            sections = [_guess(bench, name)]
        for line in ask.tagged("new"):
            sections.insert(0, f'text "{_quotable(line.words)}"')
        lines = [f"add page {name}", *(f"on {name}: add {section}" for section in sections)]
        if bench.run(*lines):
            done = True
            bench.last = Thing("page", name, (name,), page=name)
    return done


def _guess(bench: Bench, page: str) -> str:
    """What a page shows of which only the name was said: the records of that name, numbers, or its own name."""
    for entity in bench.app.entities:
        if closeness(page, entity.name) >= 0.5:
            return f"table of {entity.name}; search"
    main = bench.main_entity()
    if main is not None and re.search(
        r"(?i)stat|report|chart|number|overview|summary|analy|dashboard|insight", page
    ):
        charts = report_of(main, (Wish("v.chart", "chart", (), ""),))
        return (
            print_section(charts[0], bench.app)
            if charts
            else f'stat "{plural(main.name)}" = count of {main.name}'
        )
    return f'text "{page}"'


def _views(bench: Bench, ask: Ask) -> bool:
    done = False
    for mark in ask.marks:
        if mark.tag in _CLAUSES:
            done = _CLAUSES[mark.tag](bench, ask) or done
    sections = _wished(bench, ask)
    for section in sections:
        entity = entity_of(section)
        page = bench.page_for(ask, entity)
        if bench.run(f"on {page.name}: add {print_section(section, bench.app)}"):
            done = True
            _remember(bench, page.name, section)
            _moved_in_page(bench, ask, page.name)
    return done


def _remember(bench: Bench, page: str, section: Section) -> None:
    """What was just added is what `it` means from now on."""
    things = [one for one in things_of(bench.app) if one.kind == "section" and one.page == page]
    nodes = bench.page(page).sections
    bench.last = next(
        (thing for thing, node in zip(things, nodes, strict=True) if node == section), bench.last
    )


def _moved_in_page(bench: Bench, ask: Ask, page: str) -> None:
    place, pos = ask.words("place").lower(), ask.words("pos")
    if bench.last is None or bench.last.kind != "section":
        return
    beside = bench.meant(ask, pos, ("section",)) if pos else None
    if beside is not None and beside.page == page:
        word = "before" if re.search(r"before|above|over|in front", place) else "after"
        bench.run(f"on {page}: move {bench.last.name} {word} {beside.name}")
    elif re.search(r"\b(?:top|first|beginning|start|up)\b", place):
        bench.run(f"on {page}: move {bench.last.name} first")


def _wished(bench: Bench, ask: Ask) -> list[Section]:
    """The sections that the view marks of an ask stand for."""
    found: list[Section] = []
    entity = bench.entity_for(ask)
    if entity is None:
        return found
    after = bench.request[ask.start : ask.end]
    by = tuple(field_named(bench, ask, entity, mark.words) or mark.words for mark in ask.tagged("by", "old"))
    tests = " ".join(mark.words for mark in ask.tagged("test"))
    for mark in ask.marks:
        if mark.tag == "v.chart":
            found += report_of(entity, (Wish("v.chart", mark.words, by, after),))[:1]
        elif mark.tag == "v.stat":
            made = stat_of(Wish("v.stat", f"{mark.words} {tests}".strip(), by, after), entity)
            if made is not None:
                found.append(_labelled(made, ask))
        elif mark.tag == "v.form":
            found.append(Form(entity.name))
        elif view_of(mark.tag):
            view = view_of(mark.tag)
            field = by_field(bench, ask, entity, view) if view in BY_TYPES else ""
            if view not in BY_TYPES or field or view in VIEWS_MAYBE_BY:
                found.append(
                    Collection(view, entity.name, by=field, search=view in ("table", "list", "cards"))
                )
    return found


def _labelled(stat: Stat, ask: Ask) -> Stat:
    new = ask.words("new")
    return replace(stat, label=_quotable(new)) if new else stat


def _stat(bench: Bench, entity: Entity, words: str) -> bool:
    """A number over all records, where no formula over one record is known."""
    made = stat_of(Wish("v.stat", words, (), ""), entity)
    page = bench.page_for(Ask("add", 0, 0, 1.0), entity.name)
    return made is not None and bench.run(f"on {page.name}: add {print_section(made, bench.app)}")


def _block(bench: Bench, ask: Ask) -> bool:
    block = block_for(bench, ask)
    if block is None:
        return False
    page = bench.page_for(ask)
    if not bench.run(f"on {page.name}: add {print_section(block, bench.app)}"):
        return False
    _remember(bench, page.name, block)
    _moved_in_page(bench, ask, page.name)
    return True


def _line(bench: Bench, ask: Ask) -> bool:
    """A question of a quiz, a price, a step: a line under a block that is there."""
    for thing in (one for one in things_of(bench.app) if one.kind == "section"):
        section = bench.node(thing)
        if isinstance(section, Block) and (line := line_for(bench, ask, section)):
            if bench.run(f"on {thing.page}, {thing.name}: {line}"):
                bench.last = thing
                return True
    return False


def _sample(bench: Bench, ask: Ask) -> bool:
    """An example record: its first words, then what of it names an option."""
    entity = bench.entity_for(ask)
    words = ask.words("new", "value")
    if entity is None or not words or not re.search(r"(?i)sample|example|record|entry", bench.words_of(ask)):
        return False
    text = bench.words_of(ask).lower()
    values = [f'"{_quotable(words)}"']
    for field in entity.fields[1:]:
        option = next((one for one in field.options if re.search(rf"\b{re.escape(one.lower())}\b", text)), "")
        values.append(f'"{option}"' if option else "-")
    while values[-1] == "-":
        values.pop()
    return bench.run(f"in {entity.name}: add sample {', '.join(values)}")


def _quotable(words: str) -> str:
    return " ".join(words.replace('"', " ").replace("\\", " ").split())
