"""The tree of a blueprint in, what the templates need out: every choice is made here, none in a template.

Which file names and addresses there are, what a section is called, which fields it shows when the
blueprint does not say, which entity gets a page of its own because no page shows it, which parts of
the runtime the app needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.blueprint import nodes
from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.blocks.spec import file_name
from desktop.blueprint.complete import complete, notification_name
from desktop.blueprint.people import PERSON
from desktop.compiler.chapters import in_chapters
from desktop.compiler.colour import Colour
from desktop.compiler.meaning import Meaning
from desktop.compiler.own_parts import OwnPart
from desktop.compiler.plan_blocks import BlockKeys, BlockPlan
from desktop.compiler.plan_data import EntityPlan, plan_entity
from desktop.compiler.plan_pages import PagePlan, plan_page
from desktop.compiler.plan_people import PEOPLE_PARTS, plan_people
from desktop.compiler.plan_records import RecordPlan, plan_records, record_parts
from desktop.compiler.runtime_functions import PARTS
from desktop.compiler.runtime_parts import has_style, in_loading_order
from desktop.compiler.slug import slug
from desktop.compiler.theme import Palettes, choose_palettes
from desktop.compiler.titles import heading
from desktop.compiler.wording import plural

_ALWAYS = ("pages",)
"""Parts of the runtime that every app asks for by name; they bring along what they need."""

_WITH_ENTITIES = ("dialog", "backup")
"""What every app that keeps records asks for."""

_BY_TYPE = {
    "long text": "rich_text",
    "image": "input_image",
    "file": "input_file",
    "rating": "input_rating",
    "tags": "input_tags",
    "reference": "input_reference",
    "references": "input_references",
    "duration": "input_duration",
}
"""Types that need a part of their own, for their input or to be shown."""

_BY_SECTION = {"text": "pages"}
"""Kinds of section that are drawn by a part of another name."""

_RIGHT_TO_LEFT = ("ar",)
_WORDED_VIEWS = frozenset({"gallery", "articles", "heat map", "streak", "leaderboard", "compare", "report"})
"""Views whose words are in a catalogue of their own."""

_STYLED_ALWAYS = ("form", "collection", "table", "records")
"""Parts of the runtime whose style is in every app's sheet, or is added for another reason."""


@dataclass(frozen=True, slots=True)
class AppPlan:
    """Everything the templates print.

    Attributes:
        key: What the app's data is filed under in the browser, made from its name.
        scripts: Parts of the runtime in the order of loading, without `.js`.
        chapters: The files in which these stand, in the order of loading, without `.js`.
        styles: Parts of the style sheet, without `.css`.
        uses: Functions of the runtime that the app's own expressions call.
        families: Catalogues of words that are needed besides those of every app.
        records: For each entity, what a single record of it comes with.
        language, direction: Of the words that the app brings itself; `ltr` or `rtl`.
        notifications: The entity that keeps the app's notifications, or "".
        people: What the runtime has to know of the app's accounts, as JavaScript, or "".
        own_parts: What the pages show of the person's own files, each file once.
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
    chapters: tuple[str, ...]
    styles: tuple[str, ...]
    uses: tuple[str, ...]
    families: tuple[str, ...]
    records: Mapping[str, RecordPlan]
    notifications: str
    people: str
    own_parts: tuple[OwnPart, ...]
    language: str
    direction: str


def plan_app(app: nodes.App) -> AppPlan:
    """Plan a checked app."""
    palettes = choose_palettes(app.theme)
    whole = complete(app)
    meaning = Meaning(whole)
    entities = tuple(plan_entity(entity, meaning) for entity in whole.entities)
    pages = _plan_pages(app, meaning)
    sections = [section for page in pages for section in page.sections]
    blocks = [block for page in pages for block in page.blocks]
    types = {field.type for entity in whole.entities for field in entity.fields}
    types |= {kind for block in blocks for kind in block.types}
    kinds = {section.kind for section in sections}
    parts = record_parts(app)
    people = PEOPLE_PARTS if app.roles else ()
    uses = {name for entity in entities for name in entity.uses}
    uses |= {name for section in sections for name in section.uses}
    uses |= {name for block in blocks for name in block.uses}
    scripts = _scripts(types, pages, (*parts, *people, *_parts_of(uses)), bool(whole.entities))
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
        scripts=scripts,
        chapters=tuple(chapter.name for chapter in in_chapters(scripts)),
        styles=_styles(scripts, parts),
        uses=tuple(sorted(uses)),
        families=_families(kinds, blocks, scripts, bool(parts)),
        records=plan_records(app, whole),
        notifications=notification_name(app),
        people=plan_people(whole),
        own_parts=tuple({block.own_part.name: block.own_part for block in blocks if block.own_part}.values()),
        language=app.language,
        direction="rtl" if app.language in _RIGHT_TO_LEFT else "ltr",
    )


def _families(
    kinds: set[str], blocks: list[BlockPlan], scripts: tuple[str, ...], has_parts: bool
) -> tuple[str, ...]:
    views = ("views",) if kinds & _WORDED_VIEWS else ()
    records = ("records",) if has_parts or "who" in scripts else ()
    people = ("people",) if "people" in scripts else ()
    return (*people, *records, *views, *sorted({block.family for block in blocks}))


def _styles(scripts: tuple[str, ...], parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts of the style sheet: each part of the runtime may have one of its own name."""
    records = ("records",) if parts else ()
    return (*records, *(script for script in scripts if script not in _STYLED_ALWAYS and has_style(script)))


def _plan_pages(app: nodes.App, meaning: Meaning) -> tuple[PagePlan, ...]:
    pages = (*app.pages, *_missing_pages(app))
    addresses: dict[str, str] = {}
    for page in pages:
        address = base = slug(page.name, "page")
        number = 2
        while address in addresses.values():
            address, number = f"{base}-{number}", number + 1
        addresses[page.name] = address
    names = BlockKeys(addresses)
    return tuple(plan_page(page, meaning, names) for page in pages)


def _missing_pages(app: nodes.App) -> list[nodes.Page]:
    """Make a page with a table for every entity whose records no page shows."""
    sections = [section for page in app.pages for section in page.sections]
    shown = {each.entity for each in sections if isinstance(each, nodes.Collection)}
    # What a file of the person's own does with records nobody knows: there must be another way to them.
    shown |= {
        each.entity for each in sections if isinstance(each, nodes.Block) and not BLOCKS[each.word].own_file
    }
    # The lines of an order are seen on the page of the order.
    shown |= {str(dict(each.options).get("lines")) for each in sections if isinstance(each, nodes.Block)}
    taken = {page.name for page in app.pages}
    return [
        nodes.Page(
            name=_page_name(entity.name, taken, app.language),
            sections=(nodes.Collection("table", entity.name, search=True, span=entity.span),),
            span=entity.span,
        )
        for entity in app.entities
        if entity.name not in shown and not (app.roles and entity.name == PERSON)
    ]


def _page_name(entity: str, taken: set[str], language: str) -> str:
    """Return what the page of an entity is called; another page may be called like it."""
    many = plural(entity, language)
    other = heading(language, "all_of", plural=many)
    name = next((each for each in (many, entity) if each not in taken), other)
    taken.add(name)
    return name


def _parts_of(uses: set[str]) -> tuple[str, ...]:
    """Return the parts of the runtime that hold what the app's expressions call."""
    return tuple(sorted({PARTS[name] for name in uses if name in PARTS}))


def _scripts(
    types: set[str], pages: tuple[PagePlan, ...], parts: tuple[str, ...], has_entities: bool
) -> tuple[str, ...]:
    """Return the parts of the runtime in the order of loading; the page itself comes last."""
    wanted: list[str] = list(_WITH_ENTITIES) if has_entities else []
    wanted += [_BY_TYPE[each] for each in sorted(types & _BY_TYPE.keys())]
    for page in pages:
        wanted += [_BY_SECTION.get(section.kind, file_name(section.kind)) for section in page.sections]
        wanted += [script for block in page.blocks for script in block.scripts]
    return in_loading_order((*wanted, *parts, *_ALWAYS))
