"""Random statements for an app: what a person might say of it next, mostly sensible."""

from __future__ import annotations

from random import Random

from desktop.blueprint.edits.parts import clearable, words_of
from desktop.blueprint.edits.selecting import name_section
from desktop.blueprint.facts import columns
from desktop.blueprint.nodes import App, Block, Collection

NEW = ["spare", "is it late", "of (old)", "due day", "Größe", "to do", "first"]
TYPES = [
    "text",
    "number kg",
    "date",
    "yes/no",
    "choice Red | Dark blue",
    "money €, default 3",
    "tags A | B | C",
]
PLACES = ["first", "last", "before", "after"]


def statement(app: App, random: Random) -> str:
    """Return one line of a script; it may not be possible."""
    kind = random.choice(
        ["app", "part", *["entity"] * 6, *["option"] * 2, *["page"] * 3, *["section"] * 4]
        if app.entities
        else ["app", "page", "section"]
    )
    return _WALKS[kind](app, random)


def _app(app: App, random: Random) -> str:
    return random.choice(
        ['set name "Other"', "set theme dark", "set accent tomato", "clear about", "clear icon", "set language de",
         "set accounts Boss | Helper", "clear accounts", "set font serif", 'set about "Yes: or, no"']
    )  # fmt: skip


def _place(names: list[str], random: Random) -> str:
    word = random.choice(PLACES)
    return f"{word} {random.choice(names)}" if word in PLACES[2:] else word


def _part(app: App, random: Random) -> str:
    kind = random.choice(["entity", "page"])
    names = [each.name for each in (app.entities if kind == "entity" else app.pages)]
    name = random.choice(names)
    return random.choice(
        [
            f"remove {kind} {name}",
            f"rename {kind} {name} to New {kind}",
            f"move {kind} {name} {_place(names, random)}",
        ]
    )


def _entity(app: App, random: Random) -> str:
    entity = random.choice(app.entities)
    names = [each.name for each in columns(entity)]
    name, new = random.choice(names), random.choice(NEW)
    same_kind = (
        [each.name for each in entity.fields]
        if any(f.name == name for f in entity.fields)
        else names[len(entity.fields) :]
    )
    said = [
        f"add {new}: {random.choice(TYPES)}",
        f"add {new} = length(join({name}, 1))",
        f"change {name}: {random.choice(TYPES)}",
        f"change {name}: text, required",
        f"rename {name} to {new}",
        f"remove {name}",
        f"move {name} {_place(same_kind, random)}",
        "add with comments, votes",
        "remove with votes",
        "remove samples",
        f"add action Mark: set {name} to today",
        f'add check not empty({name}): "Say {name}"',
        f'add when added: notify "{{{name}}} is new"',
        f"add no two with same {name}",
        "remove only",
        "remove check",
        "remove when",
    ]
    if entity.actions:
        label = random.choice(entity.actions).label
        said += [f"remove action {label}", f"rename action {label} to Go on"]
    if entity.samples:
        first = random.choice(entity.samples).values[:1]
        said += [f'remove sample "{first[0] or ""}"'] if first else []
    return f"in {entity.name}: {random.choice(said)}"


def _option(app: App, random: Random) -> str:
    found = [(entity, field) for entity in app.entities for field in entity.fields if field.options]
    if not found:
        return _entity(app, random)
    entity, field = random.choice(found)
    option = random.choice(field.options)
    said = [
        f"add option Any to {field.name}",
        f"remove option {option} from {field.name}",
        f"rename option {option} of {field.name} to Some other",
    ]
    return f"in {entity.name}: {random.choice(said)}"


def _lines(app: App, random: Random) -> list[str]:
    lines = [
        'text "Bring: your own"',
        'faq "Ask"',
        "divider",
        'timer countdown "Now"; minutes 5',
        "game snake; speed slow",
    ]
    if app.entities:
        entity = random.choice(app.entities)
        name = random.choice(columns(entity)).name
        lines += [
            f"table of {entity.name} showing {name}; search; sort by {name} descending",
            f"cards of {entity.name}; filter by {name}; limit 5",
            f'stat "How many" = count of {entity.name} where not empty({name})',
            f"chart pie of count of {entity.name} by {name}",
            f"form of {entity.name}",
        ]
    return lines


def _page(app: App, random: Random) -> str:
    page = random.choice(app.pages)
    names = [name for at in range(len(page.sections)) if (name := name_section(at, page, app))]
    if not names:
        return f"on {page.name}: add divider"
    line, name = random.choice(_lines(app, random)), random.choice(names)
    return f"on {page.name}: " + random.choice(
        [
            f"add {line}",
            f"remove {name}",
            f"replace {name} with: {line}",
            f"move {name} {_place(names, random)}",
        ]
    )


def _section(app: App, random: Random) -> str:
    page = random.choice(app.pages)
    if not page.sections:
        return f"on {page.name}: add divider"
    at = random.randrange(len(page.sections))
    section, name = page.sections[at], name_section(at, page, app)
    said = [f"clear {word}" for word in words_of(section) if clearable(section, word)]
    entity = next((each for each in app.entities if each.name == getattr(section, "entity", "")), None)
    if isinstance(section, Collection) and entity is not None:
        one, other = (random.choice(columns(entity)).name for _ in range(2))
        views = ["list", "board", "report", "calendar", "cards"]
        said += [f"set showing {one}", f"set filter by {one}, {other}", f"set sort by {one} descending", f"set view {random.choice(views)}",
                 f"set where not empty({one})", "set search", "set limit 3"]  # fmt: skip
    if isinstance(section, Block):
        said += [f'remove {each.word} "{each.label}"' for each in section.items]
        said += [
            'set label "Other"',
            f"remove {section.fields[0].name}" if section.fields else "set words A | B",
        ]
    said = said or ['set label "Another"']
    return f"on {page.name}, {name}: {random.choice(said)}"


_WALKS = {
    "app": _app,
    "part": _part,
    "entity": _entity,
    "option": _option,
    "page": _page,
    "section": _section,
}
