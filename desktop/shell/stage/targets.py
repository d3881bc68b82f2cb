"""What of an app stands in a line of its blueprint, in plain words: what is pointed at. Pure; knows no Qt.

A line comes out of the page and may be any number: there is a target for it, or there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.blueprint.nodes import (
    App,
    Block,
    Chart,
    Collection,
    Computed,
    Entity,
    Field,
    Form,
    Item,
    Page,
    Paragraph,
    Section,
    Stat,
)
from desktop.messages import say

APP, PAGE, SECTION, ITEM, COLUMN, ACTION, ENTITY = (
    "app",
    "page",
    "section",
    "item",
    "column",
    "action",
    "entity",
)
LONGEST_QUOTE = 48


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that can be pointed at.

    Attributes:
        kind: One of the words above.
        line: Its line in the blueprint, from 1.
        page: The page it is on; "" for none.
        section: Which section of that page it is or is in, from 0; -1 for none.
        item: Which line under the block, from 0; -1 for none.
        entity: The entity it belongs to; "" for none.
        name: The name of the page, entity, field or action; "" where it has none.
        thing: What it is called in the middle of a sentence: “the field room”.
    """

    kind: str
    line: int
    page: str = ""
    section: int = -1
    item: int = -1
    entity: str = ""
    name: str = ""
    thing: str = ""

    @property
    def where(self) -> str:
        """The same with the place where it is, so that it can be meant by words alone."""
        if self.kind in (SECTION, ITEM):
            return say("shell_stage.on_page", thing=self.thing, page=self.page)
        if self.kind in (COLUMN, ACTION):
            return say("shell_stage.of_entity", thing=self.thing, entity=self.entity)
        return self.thing


def targets_of(app: App) -> dict[int, Target]:
    """Return what stands in each line that something can be pointed at in."""
    found: dict[int, Target] = {app.span.line: Target(APP, app.span.line, thing=say("shell_stage.thing_app"))}
    for target in (*_of_entities(app), *_of_pages(app)):
        found.setdefault(target.line, target)
    found.pop(0, None)
    return found


def find_target(app: App, line: int, within: Sequence[int] = ()) -> Target | None:
    """Return what a person points at; None if nothing of the app stands in that line.

    Args:
        app: The app, with the lines of its text.
        line: The line that is pointed at.
        within: The lines of the parts around it, the nearest first: a field is shown by one of them.
    """
    targets = targets_of(app)
    target = targets.get(line)
    if target is None or target.kind != COLUMN or target.section >= 0:
        return target
    around = (targets[each] for each in within if each in targets)
    shown_by = next((each for each in around if each.kind == SECTION), None)
    if shown_by is None or shown_by.entity != target.entity:
        return target
    return replace(target, page=shown_by.page, section=shown_by.section)


def drag_groups(app: App) -> dict[int, int]:
    """Return the lines of what can be dragged → a number that those have in common that can change places."""
    groups: dict[int, int] = {}
    for page in app.pages:
        groups[page.span.line] = 0
        for section in page.sections:
            groups[section.span.line] = page.span.line
            if isinstance(section, Block):
                groups.update({item.span.line: section.span.line for item in section.items})
    groups.pop(0, None)
    return groups


def section_of(app: App, target: Target) -> Section | None:
    """Return the section that a target is or is in; None if it is in none."""
    page = next((page for page in app.pages if page.name == target.page), None)
    if page is None or not 0 <= target.section < len(page.sections):
        return None
    return page.sections[target.section]


def entity_of(app: App, name: str) -> Entity | None:
    """Return the entity of that name."""
    return next((entity for entity in app.entities if entity.name == name), None)


def quoted(words: str) -> str:
    """Return words for a name, shortened at their end."""
    return words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1].rstrip()}…"


def _of_entities(app: App) -> Iterator[Target]:
    for entity in app.entities:
        thing = say("shell_stage.thing_entity", name=entity.name)
        yield Target(ENTITY, entity.span.line, entity=entity.name, name=entity.name, thing=thing)
        columns: tuple[Field | Computed, ...] = (*entity.fields, *entity.computed)
        for column in columns:
            yield _column(column, entity.name)
        for action in entity.actions:
            thing = say("shell_stage.thing_action", name=action.label)
            yield Target(ACTION, action.span.line, entity=entity.name, name=action.label, thing=thing)


def _column(column: Field | Computed, entity: str) -> Target:
    thing = say("shell_stage.thing_column", name=column.name)
    return Target(COLUMN, column.span.line, entity=entity, name=column.name, thing=thing)


def _of_pages(app: App) -> Iterator[Target]:
    for page in app.pages:
        thing = say("shell_stage.thing_page", name=page.name)
        yield Target(PAGE, page.span.line, page=page.name, name=page.name, thing=thing)
        for at, section in enumerate(page.sections):
            yield _section(page, at, section)
            if isinstance(section, Block):
                yield from _of_block(page, at, section)


def _of_block(page: Page, at: int, block: Block) -> Iterator[Target]:
    for number, item in enumerate(block.items):
        yield Target(ITEM, item.span.line, page.name, at, number, thing=_item(item))
    # What is typed into a calculator is a part of it; the language changes it with the block.
    inputs: tuple[Field | Computed, ...] = (*block.fields, *block.computed)
    for column in inputs:
        yield replace(_section(page, at, block), line=column.span.line)


def _item(item: Item) -> str:
    label = item.label or item.text or " | ".join(item.words)
    if not label:
        return say("shell_stage.thing_plain", word=item.word)
    return say("shell_stage.thing_named", word=item.word, name=quoted(label))


def _section(page: Page, at: int, section: Section) -> Target:
    entity = section.measure.entity if isinstance(section, Stat | Chart) else getattr(section, "entity", "")
    return Target(SECTION, section.span.line, page.name, at, entity=entity, thing=_thing(section))


def _thing(section: Section) -> str:
    match section:
        case Collection():
            view = say(f"shell_stage.view_{section.view.replace(' ', '_')}")
            return say("shell_stage.thing_collection", view=view, entity=section.entity)
        case Stat():
            return say("shell_stage.thing_stat", name=quoted(section.label))
        case Chart():
            return say("shell_stage.thing_chart", entity=section.measure.entity, by=section.by)
        case Form():
            return say("shell_stage.thing_form", entity=section.entity)
        case Paragraph():
            return say("shell_stage.thing_text", name=quoted(section.words))
        case Block():
            if section.label:
                return say("shell_stage.thing_named", word=section.word, name=quoted(section.label))
            return say("shell_stage.thing_plain", word=section.word)
