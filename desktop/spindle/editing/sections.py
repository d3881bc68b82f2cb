"""New pages, and new sections on them: views of records, charts, numbers, forms, building blocks."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint import print_section
from desktop.blueprint.nodes import Block, Collection, Entity, Form, Paragraph, Section, Sort
from desktop.blueprint.vocabulary import BY_TYPES, VIEWS_MAYBE_BY
from desktop.spindle.assembler.measures import report_of
from desktop.spindle.assembler.wishes import Wish
from desktop.spindle.editing.bench import Bench, points
from desktop.spindle.editing.blocks import block_for
from desktop.spindle.editing.conditions import spoken_test
from desktop.spindle.editing.contents import add_lines
from desktop.spindle.editing.finding import ALIKE, alike
from desktop.spindle.editing.lines import quotable
from desktop.spindle.editing.measuring import chart_for, stat_for
from desktop.spindle.editing.picking import column_named, columns_said, names_of_columns
from desktop.spindle.editing.placing import entity_for, owner, page_for, place_of
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.views import by_field, filter_by, search, sort
from desktop.spindle.naming import clean, closeness, plural
from desktop.spindle.reading import Ask
from desktop.spindle.tags import VIEWS

_CLAUSES = {"v.search": search, "v.filter": filter_by, "v.sort": sort}
_BEFORE = re.compile(r"(?i)\b(?:before|above|over|in front|on top of)\b")
_INSTEAD = re.compile(r"(?i)\b(?:instead of|in place of|rather than|statt|anstatt)\b")
_FIRST = re.compile(r"(?i)\b(?:top|first|beginning|start|up)\b")
_NUMBERS = re.compile(r"(?i)stat|report|chart|number|overview|summary|analy|dashboard|insight")


# --- pages -------------------------------------------------------------------------------------------


def add_page(bench: Bench, ask: Ask) -> bool:
    """A new page with what the ask wants on it; without anything it waits for the next ask to fill it."""
    for mark in ask.tagged("page"):
        name = clean(mark.words)
        name = name[:1].upper() + name[1:]
        if not name or any(one.name.lower() == name.lower() for one in bench.app.pages):
            continue
        announce(bench, ask, name)
        wished = wished_sections(bench, ask, name)
        block = block_for(bench, ask)
        texts = [] if block is not None else [Paragraph(quotable(one.words)) for one in ask.tagged("new")]
        for section in (*texts, *wished, *([block] if block is not None else [])):
            if bench.add_section(name, section):
                bench.remember_section(name, section)
        bench.remember(Thing("page", name, (name,), page=name))
        return True
    return False


def announce(bench: Bench, ask: Ask, name: str) -> None:
    """A page that is to come as soon as something is put on it, at the place that the ask says."""
    pos = bench.meant(ask, ask.words("pos"), ("page",)) if ask.tagged("pos") else None
    word = "before" if _BEFORE.search(ask.words("place")) else "after"
    place = f"{word} {pos.name}" if pos is not None else "first" if _FIRST.search(ask.words("place")) else ""
    bench.coming[name] = f"move page {name} {place}" if place else ""


def fill_coming(bench: Bench) -> None:
    """Give each page that was asked for and that nothing came onto what its name calls for."""
    for name in tuple(bench.coming):
        bench.add_section(name, _guess(bench, name))


def _guess(bench: Bench, page: str) -> Section | str:
    """What a page shows of which only the name was said: the records of that name,
    numbers, or its own name.
    """
    for entity in bench.app.entities:
        if closeness(page, entity.name) >= 0.5:
            return f"table of {entity.name}; search"
    latest = next((owner(bench, one) for one in reversed(bench.history) if owner(bench, one)), "")
    main = bench.entity(latest) if latest else next(iter(bench.app.entities), None)
    if main is not None and _NUMBERS.search(page):
        charts = report_of(main, (Wish("v.chart", "chart", (), ""),))
        return charts[0] if charts else f'stat "{plural(main.name)}" = count of {main.name}'
    return Paragraph(page)


# --- sections ----------------------------------------------------------------------------------------


def add_sections(bench: Bench, ask: Ask) -> bool:
    """The views that an ask wants, each at its place; or just a search box, a filter, an order."""
    done = False
    for mark in ask.marks:
        if mark.tag in _CLAUSES:
            done = _CLAUSES[mark.tag](bench, ask) or done
    for section in wished_sections(bench, ask):
        done = _onto(bench, ask, section) or done
    return done


def _onto(bench: Bench, ask: Ask, section: Section, page: str = "") -> bool:
    entity = getattr(section, "entity", "") or getattr(getattr(section, "measure", None), "entity", "")
    gone = _instead_of(bench, ask)
    if gone is not None and not isinstance(section, Block | str):
        line = print_section(section, bench.app)
        if bench.run(f"on {gone.page}: replace {gone.name} with: {line}"):
            bench.remember_section(gone.page, section)
            return True
    page = page or page_for(bench, ask, entity)
    if not bench.add_section(page, section):
        return False
    beside = _beside(bench, ask, page)
    bench.remember_section(page, section)
    if bench.last is not None and bench.last.kind == "section":
        moved_in_page(bench, ask, bench.last, beside)
    return True


def _instead_of(bench: Bench, ask: Ask) -> Thing | None:
    """The section in whose place a new one goes."""
    if not _INSTEAD.search(bench.words_of(ask)):
        return None
    return bench.thing(ask, ("old",), ("section",))


def _beside(bench: Bench, ask: Ask, page: str) -> Thing | None:
    """The section of a page beside which a new one goes."""
    pos = ask.words("pos")
    if points(pos):
        pointed = bench.pointed_at(("section",))
        return pointed if pointed is not None and pointed.page == page else None
    found = bench.meant(ask, pos, ("section",), lambda one: 0.3 if one.page == page else 0.0) if pos else None
    return found if found is not None and found.page == page else None


def moved_in_page(bench: Bench, ask: Ask, thing: Thing, beside: Thing | None) -> None:
    """Put a section that stands last where the ask says."""
    place = ask.words("place")
    here = [one for one in bench.things("section") if one.page == thing.page]
    thing = bench.now(thing)
    if beside is not None and (beside.page, beside.at) != (thing.page, thing.at):
        beside = bench.now(beside)
        before = bool(_BEFORE.search(place))
        if beside.at + (-1 if before else 1) != thing.at:
            bench.run(f"on {thing.page}: move {thing.name} {'before' if before else 'after'} {beside.name}")
    elif _FIRST.search(place) and thing.at and len(here) > 1:
        bench.run(f"on {thing.page}: move {thing.name} first")
    bench.remember(bench.now(thing))


def wished_sections(bench: Bench, ask: Ask, page: str = "") -> list[Section]:
    """The sections that the marks of an ask stand for."""
    found: list[Section] = []
    entity = _whose(bench, ask, page)
    if entity is None:
        return found
    for mark in ask.marks:
        if mark.tag == "v.chart":
            chart = chart_for(bench, ask, entity)
            found += [chart] if chart is not None else []
        elif mark.tag == "v.stat":
            stat = stat_for(bench, ask, entity, ask.words("computed") or mark.words)
            found += [stat] if stat is not None else []
        elif mark.tag == "v.form":
            found.append(Form(entity.name))
        elif mark.tag in VIEWS:
            view = collection(bench, ask, entity, VIEWS[mark.tag])
            found += [view] if view is not None else []
    tests = ask.tagged("test") or ask.tagged("old")
    if page and not found and tests and not ask.tagged("block"):
        listed = collection(bench, ask, entity, "table")
        found += [listed] if listed is not None else []
    return found


def _whose(bench: Bench, ask: Ask, page: str) -> Entity | None:
    """The records that new sections are about; on a new page, those of its name if nothing else is said."""
    named = place_of(bench, ask, ("at", "entity")).first("entity")
    if named is None and page:
        said = set(plural(page).lower().split()) | set(page.lower().split())
        fitting = [one for one in bench.app.entities if {one.name.lower(), plural(one.name).lower()} & said]
        fitting = fitting or _having(bench, ask)
        if fitting:
            return fitting[0]
    return entity_for(bench, ask)


def _having(bench: Bench, ask: Ask) -> list[Entity]:
    """The kinds of records by how many of the columns that an ask names they have; none if it names few."""
    words = [mark.words for mark in ask.tagged("old", "by")]
    counted = [
        (
            sum(
                max((alike(said, _column(name)) for name in names_of_columns(one)), default=0) >= ALIKE
                for said in words
            ),
            one,
        )
        for one in bench.app.entities
    ]
    best = sorted(counted, key=lambda one: -one[0])
    return [one for count, one in best if count >= 2]


def _column(name: str) -> Thing:
    return Thing("field", name, (name,))


def collection(bench: Bench, ask: Ask, entity: Entity, view: str) -> Collection | None:
    """A view of records as an ask wants it: arranged, showing, only some, sorted."""
    by = by_field(bench, ask, entity, view) if view in BY_TYPES else ""
    if view in BY_TYPES and not by and view not in VIEWS_MAYBE_BY:
        return None
    showing = columns_said(bench, ask, entity, ("old",))
    where = None
    for mark in ask.tagged("test"):
        said = " ".join((mark.words, *(one.words for one in ask.tagged("page"))))
        where = spoken_test(mark.words, entity, bench) or spoken_test(said, entity, bench)
    order = None
    if ask.tagged("desc", "asc") and ask.tagged("by") and not by:
        name = column_named(bench, ask, entity, ask.words("by"))
        order = Sort(name, bool(ask.tagged("desc"))) if name else None
    plain = not (showing or where or by)
    return Collection(
        view, entity.name, by=by, showing=showing, where=where, sort=order,
        search=plain and view in ("table", "list", "cards"),
    )  # fmt: skip


# --- blocks ------------------------------------------------------------------------------------------


def add_block(bench: Bench, ask: Ask) -> bool:
    """A building block: of the kind that is named, or one more of the kind that was just removed."""
    if re.search(r"(?i)\bcontact form\b", ask.words("block")):
        return _contact_form(bench, ask)
    named = block_for(bench, ask)
    block = named or _like_the_gone(bench, ask)
    if block is None:
        return False
    there = next((one for one in bench.things("section") if _same_kind(bench, one, block)), None)
    if there is not None and block.items and not ask.tagged("page", "at"):
        return add_lines(bench, ask, there)
    if bench.gone_page and re.search(r"(?i)\b(?:place|instead)\b", bench.words_of(ask)):
        name = clean(block.label or block.variant or block.word)
        name = name[:1].upper() + name[1:]
        bench.coming.setdefault(name, "")
        return bench.add_section(name, block)
    again = "" if named is not None or ask.tagged("at") else bench.gone_from
    return _onto(bench, ask, block, again)


def _contact_form(bench: Bench, ask: Ask) -> bool:
    """A form in which people write to one: what they write is kept, and what else is
    asked for comes into it.
    """
    name = next((one for one in ("Message", "Enquiry", "Note") if not bench.has_entity(one)), "")
    fields = ("name: text, required", "email: email, required", "message: long text, required")
    if not name or not bench.run(f"add entity {name}", *(f"in {name}: add {field}" for field in fields)):
        return False
    bench.unshown.append(name)
    done = _onto(bench, ask, Form(name))
    bench.remember(Thing("entity", name, (name,), name))
    return done


def _same_kind(bench: Bench, thing: Thing, block: Block) -> bool:
    """Whether a section is a block of that kind with lines of its own."""
    node = bench.node(thing)
    return (
        isinstance(node, Block)
        and (node.word, node.variant) == (block.word, block.variant)
        and bool(node.items)
    )


def _like_the_gone(bench: Bench, ask: Ask) -> Block | None:
    gone = bench.gone
    if not isinstance(gone, Block) or not re.search(r"(?i)\bone\b|\binstead\b", bench.words_of(ask)):
        return None
    label = ask.words("opt", "new")
    label = label[:1].upper() + label[1:]
    return block_for(bench, ask, replace(gone, label=quotable(label), items=(), options=()))
