"""Tree in, canonical text out: what the person reads and the model is trained to write.

Printing what was parsed and parsing it again gives the same tree.
"""

from __future__ import annotations

from desktop.blueprint.block_printing import print_block
from desktop.blueprint.names import Scope
from desktop.blueprint.nodes import (
    App,
    Block,
    Chart,
    Collection,
    Form,
    Measure,
    Page,
    Paragraph,
    Section,
    Stat,
    Theme,
)
from desktop.blueprint.printing_entities import print_entity
from desktop.blueprint.printing_expressions import print_expression, print_number
from desktop.blueprint.scopes import Book, book_of
from desktop.blueprint.vocabulary import (
    GOAL,
    PAGE_FOR,
)


def print_app(app: App) -> str:
    """Return a blueprint in canonical form, ending with a line feed."""
    book = book_of(app)
    blocks = [_head(app)]
    blocks += [print_entity(entity, book) for entity in app.entities]
    blocks += [_page(page, book) for page in app.pages]
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def print_section(section: Section, app: App) -> str:
    """Return a section's lines without their common indentation."""
    return "\n".join(section_lines(section, book_of(app)))


def _indent(line: str) -> str:
    return "  " + line


def _quote(text: str) -> str:
    return f'"{text}"'


def _head(app: App) -> list[str]:
    """Return the line with the name of an app, and those under it."""
    lines = [f"app {_quote(app.name)}"]
    if app.about:
        lines.append(f"  about {_quote(app.about)}")
    if app.icon:
        lines.append(f"  icon {app.icon}")
    theme = _theme(app.theme)
    if theme:
        lines.append(f"  theme {theme}")
    if app.language != "en":
        lines.append(f"  language {app.language}")
    if app.roles:
        lines.append(f"  accounts {' | '.join(app.roles)}")
    return lines


def _theme(theme: Theme) -> str:
    parts = [theme.mode] if theme.mode else []
    if theme.background:
        parts.append(f"background {theme.background}")
    if theme.accent:
        parts.append(f"accent {theme.accent}")
    styles = (("font", theme.font), ("corners", theme.corners), ("density", theme.density))
    parts += [f"{word} {said}" for word, said in styles if said]
    return ", ".join(parts)


# --- sections --------------------------------------------------------------------------------------


def _page(page: Page, book: Book) -> list[str]:
    lines = (line for section in page.sections for line in section_lines(section, book))
    return [_page_head(page), *(_indent(line) for line in lines)]


def _page_head(page: Page) -> str:
    return f"page {page.name}" + (f"; {PAGE_FOR} {' | '.join(page.only)}" if page.only else "")


def section_lines(section: Section, book: Book) -> list[str]:
    """Return a section's lines without their common indentation; all but a block have one."""
    match section:
        case Collection():
            return [_collection(section, book.scope(section.entity))]
        case Stat():
            goal = f"; {GOAL} {print_number(section.goal)}" if section.goal is not None else ""
            return [f"stat {_quote(section.label)} = {_measure(section.measure, book)}{goal}"]
        case Chart():
            return [f"chart {section.shape} of {_measure(section.measure, book, section.by)}"]
        case Form():
            steps = f"; in {section.steps} steps" if section.steps > 1 else ""
            return [f"form of {section.entity}{_showing(section.showing)}{steps}"]
        case Paragraph():
            return [f"text {_quote(section.words)}"]
        case Block():
            return print_block(section, book)


def _showing(names: tuple[str, ...]) -> str:
    return f" showing {', '.join(names)}" if names else ""


def _collection(section: Collection, scope: Scope) -> str:
    by = f" by {section.by}" if section.by else ""
    clauses = [f"{section.view} of {section.entity}{by}{_showing(section.showing)}"]
    if section.where is not None:
        clauses.append(f"where {print_expression(section.where, scope)}")
    if section.search:
        clauses.append("search")
    if section.filters:
        clauses.append(f"filter by {', '.join(section.filters)}")
    if section.sort is not None:
        clauses.append(f"sort by {section.sort.field}{' descending' if section.sort.descending else ''}")
    if section.totals:
        clauses.append(f"total {', '.join(section.totals)}")
    if section.limit is not None:
        clauses.append(f"limit {section.limit}")
    return "; ".join(clauses)


def _measure(measure: Measure, book: Book, by: str = "") -> str:
    field = f"{measure.field} of " if measure.field else ""
    written = f"{measure.aggregate} of {field}{measure.entity}"
    if by:
        written += f" by {by}"
    if measure.where is not None:
        written += f" where {print_expression(measure.where, book.scope(measure.entity))}"
    return written
