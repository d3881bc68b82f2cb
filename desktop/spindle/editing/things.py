"""What an app has that people can speak of: its pages, fields, buttons, sections, options, and their names.

A `Thing` says both what people may call it and what an edit script calls it.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.blueprint import print_section
from desktop.blueprint.edits.selecting import name_section
from desktop.blueprint.nodes import App, Block, Chart, Collection, Form, Page, Paragraph, Section, Stat
from desktop.spindle.naming import plural


@dataclass(frozen=True, slots=True)
class Thing:
    """Something of an app.

    Attributes:
        kind: `page`, `entity`, `field`, `computed`, `action`, `option`, `sample`, `section`, `item`,
            `about` or `app`.
        name: What a script calls it (of a section, the beginning of its line; of an item, its line).
        names: What people may call it, the likeliest first.
        entity: Whose it is; of a section, whose records it shows; "" for none.
        field: Of an option, the field that has it.
        page: Of a section or an item, where it stands.
        section: Of an item, the section it belongs to.
    """

    kind: str
    name: str
    names: tuple[str, ...]
    entity: str = ""
    field: str = ""
    page: str = ""
    section: str = ""


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
    "compare": ("comparison", "compare"),
    "report": ("report", "totals"),
    "chart": ("chart", "graph", "diagram"),
    "stat": ("tile", "number", "counter", "figure", "box"),
    "form": ("form", "entry form"),
    "text": ("text", "paragraph", "sentence", "words", "note"),
}
"""What people call the sections of the language; a block is called by its own word."""


def things_of(app: App) -> tuple[Thing, ...]:
    """All that an app has, in the order of its blueprint."""
    found = [Thing("app", app.name, (app.name, "app", "title", "app name", "name of the app"))]
    if app.about:
        found.append(Thing("about", app.about, ("subtitle", "about", "tagline", "slogan", app.about)))
    for entity in app.entities:
        name = entity.name
        found.append(Thing("entity", name, (name, plural(name)), name))
        for field in entity.fields:
            found.append(Thing("field", field.name, (field.name,), name))
            found += [Thing("option", one, (one,), name, field.name) for one in field.options]
        found += [Thing("computed", one.name, (one.name,), name) for one in entity.computed]
        found += [Thing("action", one.label, (one.label,), name) for one in entity.actions]
        firsts = [str(sample.values[0]) for sample in entity.samples if sample.values and sample.values[0]]
        found += [Thing("sample", first, (first,), name) for first in firsts]
    for page in app.pages:
        found.append(Thing("page", page.name, (page.name,), page=page.name))
        for place, section in enumerate(page.sections):
            found += _section(app, page, place, section)
    return tuple(found)


def _section(app: App, page: Page, place: int, section: Section) -> list[Thing]:
    name = name_section(place, page, app)
    found = [Thing("section", name, names_of(section), entity_of(section), page=page.name)]
    if isinstance(section, Block):
        head, *lines = print_section(section, app).split("\n")
        assert head
        items = zip(
            (line.strip() for line in lines),
            (*section.fields, *section.computed, *section.items),
            strict=False,
        )
        for line, item in items:
            label = getattr(item, "label", "") or getattr(item, "name", "")
            shown = tuple(filter(None, (label, getattr(item, "text", ""), *getattr(item, "words", ())[:1])))
            found.append(Thing("item", line, shown or (line,), page=page.name, section=name))
    return found


def names_of(section: Section) -> tuple[str, ...]:
    """What people may call a section."""
    match section:
        case Collection():
            called = CALLED[section.view]
            return (*called, *(f"{plural(section.entity)} {word}" for word in called), plural(section.entity))
        case Chart():
            about = section.measure.field or section.measure.entity
            return (
                *(f"{section.shape} {word}" for word in CALLED["chart"]), *CALLED["chart"],
                f"{about} chart", f"chart by {section.by}", f"chart of {about} by {section.by}",
            )  # fmt: skip
        case Stat():
            return (section.label, *(f"{section.label} {word}" for word in CALLED["stat"]), *CALLED["stat"])
        case Form():
            return (*CALLED["form"], f"{section.entity} form")
        case Paragraph():
            return (section.words, *CALLED["text"])
        case Block():
            named = (
                f"{section.word} {section.variant}".strip(),
                section.word,
                section.variant,
                section.label,
            )
            return tuple(dict.fromkeys(filter(None, named)))


def entity_of(section: Section) -> str:
    """Whose records a section is about; "" for none."""
    if isinstance(section, Stat | Chart):
        return section.measure.entity
    return "" if isinstance(section, Paragraph) else section.entity
