"""Carries out statements about the lines under a block, and the inputs of a calculator."""

from __future__ import annotations

from dataclasses import replace

from desktop.blueprint.app_kinds import kinds_of, kinds_of_inputs
from desktop.blueprint.complete import complete
from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.edits.changing_pages import with_page, with_section
from desktop.blueprint.edits.changing_sections import section_of
from desktop.blueprint.edits.following import Change
from desktop.blueprint.edits.lines import read_item, write_items, write_section_line
from desktop.blueprint.edits.renames import Names
from desktop.blueprint.edits.rewriting_blocks import INPUTS
from desktop.blueprint.edits.rewriting_expressions import rewrite_expression
from desktop.blueprint.edits.selecting import find_line
from desktop.blueprint.edits.statements import AddItem, ChangeItem, RemoveItem
from desktop.blueprint.facts import columns
from desktop.blueprint.nodes import App, Block, Page

_Statement = AddItem | ChangeItem | RemoveItem


def _block_of(app: App, statement: _Statement, problems: Problems) -> tuple[Page, int, Block] | None:
    found = section_of(app, statement, problems)
    if found is None:
        return None
    page, at = found
    section = page.sections[at]
    if not isinstance(section, Block):
        words = write_section_line(section, app)
        problems.add("section-without-lines", statement.span, word=words)
        return None
    return page, at, section


def _read(app: App, statement: AddItem | ChangeItem, block: Block, problems: Problems) -> Block | None:
    before = len(problems.found())
    part = read_item(statement.line.read(), block, app, problems)
    return None if len(problems.found()) > before else part


def _input_names(block: Block) -> list[str]:
    return [each.name for each in columns(block.inputs)]


def add_item(app: App, statement: AddItem, problems: Problems) -> Change | None:
    """Add a line under a block, behind the others."""
    found = _block_of(app, statement, problems)
    if found is None:
        return None
    page, at, block = found
    part = _read(app, statement, block, problems)
    if part is None:
        return None
    for name in _input_names(part):
        if name in _input_names(block):
            problems.add("name-taken", statement.line.read().span, word=name)
            return None
    whole = replace(
        block,
        items=(*block.items, *part.items),
        fields=(*block.fields, *part.fields),
        computed=(*block.computed, *part.computed),
    )
    return Change(with_page(app, with_section(page, at, whole)))


def change_item(app: App, statement: ChangeItem, problems: Problems) -> Change | None:
    """Put a line in the place of the one with the same word and label, or the field of the same name."""
    found = _block_of(app, statement, problems)
    if found is None:
        return None
    page, at, block = found
    part = _read(app, statement, block, problems)
    if part is None:
        return None
    whole = _changed(block, part)
    if whole is None:
        lines = write_items(block, block, app)
        span = statement.line.read().span
        problems.add("no-such-line", span, word=statement.line.text, among=lines, part=block.word)
        return None
    return Change(with_page(app, with_section(page, at, whole)))


def _changed(block: Block, part: Block) -> Block | None:
    """Return a block with one line changed; None if it has no such line."""
    for item in part.items:
        for at, each in enumerate(block.items):
            if (each.word, each.label) == (item.word, item.label):
                return replace(block, items=(*block.items[:at], item, *block.items[at + 1 :]))
    for field in part.fields:
        if any(each.name == field.name for each in block.fields):
            fields = tuple(field if each.name == field.name else each for each in block.fields)
            return replace(block, fields=fields)
    for computed in part.computed:
        if any(each.name == computed.name for each in block.computed):
            worked_out = tuple(computed if each.name == computed.name else each for each in block.computed)
            return replace(block, computed=worked_out)
    return None


def remove_item(app: App, statement: RemoveItem, problems: Problems) -> Change | None:
    """Remove the line under a block that begins so; what was worked out of an input goes with it."""
    found = _block_of(app, statement, problems)
    if found is None:
        return None
    page, at, block = found
    lines = write_items(block, block, app)
    number = find_line(statement.item, lines, block.word, statement.spot(statement.item), problems)
    if number is None:
        return None
    return Change(with_page(app, with_section(page, at, _without(block, number, app))))


def _without(block: Block, number: int, app: App) -> Block:
    """Return a block without one of its lines, counted as they are written."""
    if number < len(block.items):
        return replace(block, items=block.items[:number] + block.items[number + 1 :])
    number -= len(block.items)
    if number >= len(block.fields):
        name = block.computed[number - len(block.fields)].name
    else:
        name = block.fields[number].name
    gone = {name}
    kinds = kinds_of_inputs(replace(block.inputs, name=INPUTS), kinds_of(complete(app)))
    while True:
        names = Names(columns={(INPUTS, each): None for each in gone})
        more = {
            each.name for each in block.computed if rewrite_expression(each.expression, kinds, names) is None
        }
        if more <= gone:
            break
        gone |= more
    return replace(
        block,
        fields=tuple(each for each in block.fields if each.name not in gone),
        computed=tuple(each for each in block.computed if each.name not in gone),
    )
