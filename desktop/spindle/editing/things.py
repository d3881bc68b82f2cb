"""What an app has that people can speak of: its pages, fields, buttons, sections, options, and their names.

A `Thing` says both what people may call it and what an edit script calls it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.dependencies import parts
from desktop.blueprint.edits.lines import write_entity_lines, write_items
from desktop.blueprint.edits.selecting import name_section
from desktop.blueprint.nodes import (
    App,
    Block,
    Chart,
    Collection,
    Entity,
    Expression,
    FieldRef,
    Form,
    Item,
    Notice,
    Page,
    Paragraph,
    Section,
    Stat,
    Text,
)
from desktop.spindle.editing.values import names_of_picture
from desktop.spindle.naming import plural


@dataclass(frozen=True, slots=True)
class Thing:
    """Something of an app.

    Attributes:
        kind: `page`, `entity`, `field`, `computed`, `action`, `option`, `sample`, `check`, `rule`,
            `section`, `item`, `word` (of a block, as the names in a draw), `clause`, `about` or `app`.
            What is typed into a calculator is a field of no entity.
        name: What a script calls it (of a section, the beginning of its line; of an item, its line).
        names: What people may call it, the likeliest first.
        entity: Whose it is; of a section, whose records it shows; "" for none.
        field: Of an option, the field that has it.
        page: Of a section, of a part of one, and of a page itself.
        section: Of a part of a section, the section it belongs to.
        at: Of a section, its place on the page; of an item, its place under the block.
    """

    kind: str
    name: str
    names: tuple[str, ...]
    entity: str = ""
    field: str = ""
    page: str = ""
    section: str = ""
    at: int = 0


CALLED: dict[str, tuple[str, ...]] = {
    "table": ("table", "list", "overview", "rows"),
    "list": ("list", "overview"),
    "cards": ("cards", "card view", "tiles"),
    "gallery": ("gallery", "pictures", "photos"),
    "articles": ("articles", "posts", "news"),
    "board": ("board", "kanban", "columns"),
    "calendar": ("calendar", "month view"),
    "timeline": ("timeline", "time line"),
    "heat map": ("heat map", "heatmap", "year of days"),
    "streak": ("streak", "days in a row"),
    "leaderboard": ("leaderboard", "ranking", "high scores"),
    "compare": ("comparison", "compare", "side by side"),
    "report": ("report", "totals"),
    "chart": ("chart", "graph", "diagram"),
    "stat": ("tile", "number", "counter", "figure", "box"),
    "form": ("form", "entry form"),
    "text": ("text", "paragraph", "sentence", "words", "note"),
}
"""What people call the sections of the language."""
BLOCKS_CALLED: dict[str, tuple[str, ...]] = {
    "hero": ("opening", "welcome", "headline", "top", "big picture"),
    "faq": ("questions", "questions and answers", "answers"), "quote": ("saying", "citation"),
    "testimonials": ("reviews", "customer voices", "voices", "praise", "what people say"),
    "team": ("people", "staff", "faces", "who we are"), "features": ("what we do", "services"),
    "footer": ("bottom line", "foot"), "links": ("link list",), "chat": ("messages", "conversation"),
    "pricing": ("prices", "price list", "price table", "fees", "plans"),
    "menu card": ("menu", "card", "price list"), "opening hours": ("hours", "opening times", "times"),
    "call to action": ("last button",), "image text": ("picture with text",),
    "sign up sheet": ("sign-up list", "list"), "checklist": ("list",), "steps": ("plan",),
    "history": ("timeline",), "carousel": ("slides", "slideshow", "turning pictures"),
    "pictures": ("photos",),
    "portfolio": ("works", "projects"), "address": ("contact", "map"), "generator": ("maker",),
    "picker": ("chooser",), "flashcards": ("cards",), "game": ("game",), "timer": ("timer",),
    "booking": ("bookings", "calendar"), "converter": ("rates",), "poll": ("vote", "survey"),
}  # fmt: skip
"""What people call blocks, besides their own words."""


def things_of(app: App) -> tuple[Thing, ...]:
    """All that an app has, in the order of its blueprint."""
    found = [Thing("app", app.name, (app.name, "app", "title", "app name", "name of the app"))]
    if app.about:
        found.append(Thing("about", app.about, ("subtitle", "about", "tagline", "slogan", app.about)))
    for entity in app.entities:
        found += _of_entity(entity, app)
    for page in app.pages:
        found.append(Thing("page", page.name, (page.name,), page=page.name))
        for place, section in enumerate(page.sections):
            found += _of_section(app, page, place, section)
    return tuple(found)


def _of_entity(entity: Entity, app: App) -> Iterator[Thing]:
    name = entity.name
    yield Thing("entity", name, (name, plural(name)), name)
    for field in entity.fields:
        yield Thing("field", field.name, (field.name,), name)
        for one in field.options:
            yield Thing("option", one, (one,), name, field.name)
    for computed in entity.computed:
        yield Thing("computed", computed.name, (computed.name,), name)
    for action in entity.actions:
        yield Thing("action", action.label, (action.label,), name)
    for check in entity.checks:
        line = write_entity_lines(Entity(name, (), checks=(check,)), entity, app)[0]
        yield Thing("check", line, (check.message,), name)
    for rule in entity.rules:
        line = write_entity_lines(Entity(name, (), rules=(rule,)), entity, app)[0]
        notes = tuple(step.words for step in rule.steps if isinstance(step, Notice))
        yield Thing("rule", line, (*notes, line.partition(":")[0].removeprefix("when ")), name)
    for sample in entity.samples:
        if sample.values and sample.values[0]:
            yield Thing("sample", sample.values[0], (sample.values[0],), name)


def _of_section(app: App, page: Page, place: int, section: Section) -> Iterator[Thing]:
    name = name_section(place, page, app)
    entity = entity_of(section)
    yield Thing("section", name, names_of(section, page.name), entity, page=page.name, at=place)
    if not isinstance(section, Block):
        return
    for at, (line, item) in enumerate(zip(write_items(section, section, app), section.items, strict=False)):
        yield Thing("item", line, names_of_item(item), page=page.name, section=name, at=at)
    for at, word in enumerate(section.words):
        yield Thing("word", word, (word,), page=page.name, section=name, at=at)
    for each in section.fields:
        yield Thing("field", each.name, (each.name,), page=page.name, section=name)
    for one in section.computed:
        yield Thing("computed", one.name, (one.name,), page=page.name, section=name)
    for clause in BLOCKS[section.word].clauses_of(section.variant):
        yield Thing("clause", clause.word, (clause.word,), entity, page=page.name, section=name)


def names_of_item(item: Item) -> tuple[str, ...]:
    """What people may call a line under a block: by its label, its text, or what it shows."""
    shown = [item.label, item.text, *item.words]
    shown += [
        str(value) for word, value in item.options if word in ("price", "email") and isinstance(value, str)
    ]
    return tuple(filter(None, shown)) or (item.word,)


def names_of(section: Section, page: str = "") -> tuple[str, ...]:
    """What people may call a section of a page."""
    match section:
        case Collection():
            called = CALLED[section.view]
            whose = plural(section.entity)
            of_page = tuple(f"{page} {word}" for word in called)
            only = tuple(f"{name} {called[0]}" for name in _names_tested(section.where))
            return (*called, *(f"{whose} {word}" for word in called), *of_page, whose, *only)
        case Chart():
            about = section.measure.field or section.measure.entity
            return (
                *(f"{section.shape} {word}" for word in CALLED["chart"]), *CALLED["chart"], section.shape,
                f"{about} chart", f"chart by {section.by}", f"chart of {about} by {section.by}",
            )  # fmt: skip
        case Stat():
            return (section.label, *(f"{section.label} {word}" for word in CALLED["stat"]), *CALLED["stat"])
        case Form():
            return (*CALLED["form"], f"{section.entity} form", f"{page} form")
        case Paragraph():
            return (section.words, *CALLED["text"])
        case Block():
            own = (section.label, f"{section.word} {section.variant}".strip(), section.variant, section.word)
            labels = (f"{section.label} {section.word}".strip(), f"{section.label} {section.variant}".strip())
            picture = dict(section.options).get("picture")
            shown = (names_of_picture(picture),) if isinstance(picture, str) else ()
            found = (*own, *labels, *BLOCKS_CALLED.get(section.word, ()), *shown)
            return tuple(dict.fromkeys(filter(None, found)))


def _names_tested(test: Expression | None) -> Iterator[str]:
    """What a view is narrowed by, in a word: `the overdue list`."""
    match test:
        case FieldRef(name):
            yield name
        case Text(value):
            yield value
        case None:
            return
    for part in parts(test) if test is not None else ():
        yield from _names_tested(part)


def entity_of(section: Section) -> str:
    """Whose records a section is about; "" for none."""
    if isinstance(section, Stat | Chart):
        return section.measure.entity
    return "" if isinstance(section, Paragraph) else section.entity
