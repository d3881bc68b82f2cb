"""Reads single lines and parts of lines in the scope of an app, with the parser of the whole language.

Nothing is parsed here: a line is handed to the reader of its kind, with the names that the app has and
those that the line brings itself. What was read is written again, so that scripts are canonical.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.blueprint.block_clauses import Known
from desktop.blueprint.block_reading import block_at, read_block, read_block_lines
from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.entities import draft_entity, finish_entity
from desktop.blueprint.expressions import HOLE
from desktop.blueprint.facts import columns
from desktop.blueprint.lexer import Piece
from desktop.blueprint.nodes import App, Block, Computed, Entity, Section
from desktop.blueprint.printer import section_lines
from desktop.blueprint.printing_entities import entity_lines
from desktop.blueprint.scopes import book_of
from desktop.blueprint.sections import read_section
from desktop.blueprint.source import Line


def read_entity_line(piece: Piece, entity: Entity, app: App, problems: Problems) -> Entity:
    """Return what one line of an entity says, as an entity that says nothing else."""
    head = Piece(entity.name, piece.line, piece.start)
    draft = draft_entity(head, [Line(piece, indented=True)], problems)
    computed = tuple(Computed(name.words(), HOLE) for name, _ in draft.computed)
    stub = Entity(
        entity.name,
        tuple(draft.fields),
        computed,
        features=tuple(draft.features),
        permissions=tuple(draft.permissions),
    )
    book = book_of(_with(app, joined(entity, stub)))
    return finish_entity(draft, book.scope(entity.name), book, problems)


def write_entity_lines(part: Entity, entity: Entity, app: App) -> list[str]:
    """Return the lines of some parts of an entity, in canonical form, without indentation."""
    whole = joined(entity, part)
    return entity_lines(part, whole, book_of(_with(app, whole)))


def joined(entity: Entity, part: Entity) -> Entity:
    """Return an entity with what `part` says besides; of two columns with one name the new one counts."""
    names = {each.name for each in columns(part)}
    labels = {each.label for each in part.actions}
    return replace(
        entity,
        fields=(*(each for each in entity.fields if each.name not in names), *part.fields),
        computed=(*(each for each in entity.computed if each.name not in names), *part.computed),
        actions=(*(each for each in entity.actions if each.label not in labels), *part.actions),
        features=(*entity.features, *(each for each in part.features if each not in entity.features)),
        permissions=(*entity.permissions, *part.permissions),
    )


def _with(app: App, entity: Entity) -> App:
    return replace(app, entities=tuple(entity if each.name == entity.name else each for each in app.entities))


def read_section_line(piece: Piece, app: App, problems: Problems) -> Section | None:
    """Read the first line of a section; None, and a problem, if it says nothing that can be kept."""
    book = book_of(app)
    spec = block_at(piece)
    return (
        read_section(piece, book, problems) if spec is None else read_block(spec, piece, [], book, problems)
    )


def write_section_line(section: Section, app: App) -> str:
    """Return the first line of a section in canonical form."""
    return section_lines(section, book_of(app))[0]


def read_item(piece: Piece, block: Block, app: App, problems: Problems) -> Block | None:
    """Return what one line under a block says, as a block that says nothing else; None if it is none."""
    known = Known(book_of(app), block.entity)
    line = [Line(piece, indented=True)]
    items, fields, computed = read_block_lines(BLOCKS[block.word], line, known, problems, block.inputs)
    if not (items or fields or computed):
        return None
    return Block(block.word, block.variant, items=items, fields=fields, computed=computed)


def write_items(part: Block, block: Block, app: App) -> list[str]:
    """Return the lines under a block in canonical form, without indentation.

    Args:
        part: A block with the lines.
        block: The block that they are under, whose inputs they may name.
        app: The app.
    """
    fields = {each.name: each for each in (*block.fields, *part.fields)}
    names = {each.name for each in part.computed}
    own = tuple(each for each in block.computed if each.name not in names)
    whole = replace(block, items=part.items, fields=tuple(fields.values()), computed=(*own, *part.computed))
    lines = [line.removeprefix("  ") for line in section_lines(whole, book_of(app))[1:]]
    items, inputs = lines[: len(part.items)], lines[len(part.items) :]
    at = {field.name: line for field, line in zip(whole.fields, inputs, strict=False)}
    worked_out = inputs[len(whole.fields) + len(own) :]
    return [*items, *(at[field.name] for field in part.fields), *worked_out]
