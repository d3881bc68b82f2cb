"""The tree of a blueprint in, what the templates need out: every choice is made here, none in a template.

Which file names and addresses there are, what a section is called, which fields it shows when the
blueprint does not say, which entity gets a page of its own because no page shows it, which parts of
the runtime the app needs.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from desktop.blueprint import nodes
from desktop.compiler.colour import Colour
from desktop.compiler.plan_data import EntityPlan, plan_entity
from desktop.compiler.plan_pages import PagePlan, plan_page
from desktop.compiler.theme import Palettes, choose_palettes
from desktop.compiler.wording import plural

_ALWAYS = (
    "values",
    "formats",
    "elements",
    "store",
    "records",
    "display",
    "checks",
    "inputs",
    "form",
    "toast",
    "dialog",
    "collection",
    "table",
    "backup",
    "pages",
)
"""Parts of the runtime that every app needs, in the order they are loaded."""

_BY_TYPE = {
    "image": "input_image",
    "rating": "input_rating",
    "tags": "input_tags",
    "reference": "input_reference",
    "duration": "input_duration",
}
_BY_SECTION = {
    "list": "list",
    "cards": "cards",
    "board": "board",
    "calendar": "calendar",
    "stat": "measure",
    "chart": "measure",
}
_STYLED = ("list", "cards", "board", "calendar", "stat", "chart")
"""Kinds of section with a part of the style sheet of their own."""


@dataclass(frozen=True, slots=True)
class AppPlan:
    """Everything the templates print.

    Attributes:
        key: What the app's data is filed under in the browser, made from its name.
        scripts: Parts of the runtime in the order of loading, without `.js`.
        styles: Parts of the style sheet, without `.css`.
        uses: Functions of the runtime that the app's own expressions call.
    """

    name: str
    about: str
    icon: str
    key: str
    line: int
    theme_line: int
    palettes: Palettes
    browser_colour: Colour
    entities: tuple[EntityPlan, ...]
    pages: tuple[PagePlan, ...]
    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    uses: tuple[str, ...]


def plan_app(app: nodes.App) -> AppPlan:
    """Plan a checked app."""
    palettes = choose_palettes(app.theme)
    entities = tuple(plan_entity(entity) for entity in app.entities)
    pages = _plan_pages(app)
    sections = [section for page in pages for section in page.sections]
    types = {field.type for entity in app.entities for field in entity.fields}
    kinds = {section.kind for section in sections}
    uses = {name for entity in entities for name in entity.uses}
    uses |= {name for section in sections for name in section.uses}
    return AppPlan(
        name=app.name,
        about=app.about,
        icon=app.icon or "🧵",
        key=slug(app.name, "app"),
        line=app.span.line,
        theme_line=app.theme.span.line,
        palettes=palettes,
        browser_colour=palettes.base.colour("page"),
        entities=entities,
        pages=pages,
        scripts=_scripts(types, kinds),
        styles=tuple(kind for kind in _STYLED if kind in kinds),
        uses=tuple(sorted(uses)),
    )


def slug(name: str, otherwise: str) -> str:
    """Return a name fit for an address: lower case, letters and digits of any script, dashes."""
    plain = unicodedata.normalize("NFKC", name).lower()
    words = re.findall(r"[^\W_]+", plain)
    return "-".join(words)[:60].strip("-") or otherwise


def _plan_pages(app: nodes.App) -> tuple[PagePlan, ...]:
    taken: set[str] = set()
    planned = []
    for page in (*app.pages, *_missing_pages(app)):
        address = base = slug(page.name, "page")
        number = 2
        while address in taken:
            address, number = f"{base}-{number}", number + 1
        taken.add(address)
        planned.append(plan_page(page, address, app))
    return tuple(planned)


def _missing_pages(app: nodes.App) -> list[nodes.Page]:
    """Make a page with a table for every entity whose records no page shows."""
    shown = {
        section.entity
        for page in app.pages
        for section in page.sections
        if isinstance(section, nodes.Collection)
    }
    return [
        nodes.Page(
            name=plural(entity.name),
            sections=(nodes.Collection("table", entity.name, search=True, span=entity.span),),
            span=entity.span,
        )
        for entity in app.entities
        if entity.name not in shown
    ]


def _scripts(types: set[str], kinds: set[str]) -> tuple[str, ...]:
    extra = {_BY_TYPE[type_] for type_ in types & _BY_TYPE.keys()}
    extra |= {_BY_SECTION[kind] for kind in kinds & _BY_SECTION.keys()}
    extra |= kinds & {"stat", "chart"}
    order = list(_ALWAYS)
    at = order.index("form")
    order[at:at] = [part for part in _BY_TYPE.values() if part in extra]
    at = order.index("backup")
    views = ("list", "cards", "board", "calendar", "measure", "stat", "chart")
    order[at:at] = [part for part in views if part in extra]
    return tuple(order)
