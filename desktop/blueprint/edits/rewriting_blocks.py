"""Writes the names in blocks anew, by the shapes of their clauses: fields, entities, pages and tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop.blueprint.app_kinds import kinds_of_inputs
from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.blocks.spec import Clause, LineSpec
from desktop.blueprint.edits.consequences import Consequence
from desktop.blueprint.edits.renames import Names
from desktop.blueprint.edits.rewriting_expressions import rewrite_expression
from desktop.blueprint.edits.texts import head_of
from desktop.blueprint.kinds import Kinds
from desktop.blueprint.nodes import Block, Computed, Item, Measure, Value

_Options = tuple[tuple[str, Value], ...]

INPUTS = "\x00inputs"
"""What the inputs of a block are called among the entities: like none of them."""


@dataclass(frozen=True)
class Blocks:
    """The blocks of one page, and how they are written anew; see `Sections`."""

    page: str
    kinds: Mapping[str, Kinds]
    names: Names
    notes: list[Consequence]

    def rewrite(self, block: Block, line: str) -> Block | None:
        """Return a block; None if it cannot do without what is gone."""
        spec = BLOCKS[block.word]
        entity = self.names.entity(block.entity)
        options = self._options(spec.clauses_of(block.variant), block.options, block.entity, line)
        if entity is None or options is None:
            return None
        items = tuple(kept for item in block.items if (kept := self._item(item, block, line)) is not None)
        if len(items) < spec.least_lines <= len(block.items):
            return None
        computed = self._computed(block, line)
        if block.computed and not computed:
            return None
        return replace(block, entity=entity, options=options, items=items, computed=computed)

    def _clause(self, written: str, line: str) -> None:
        self.notes.append(Consequence("clause", written, self.page, head_of(line)))

    def _options(
        self, known: tuple[Clause, ...], options: _Options, entity: str, line: str
    ) -> _Options | None:
        """Return clauses; None if one is gone that is needed."""
        said = dict(options)
        kept: list[tuple[str, Value]] = []
        for clause in known:
            if clause.word not in said:
                continue
            owner = said.get(clause.entity, "") if clause.entity else entity
            value = self._value(clause, said[clause.word], str(owner))
            if value is not None:
                kept.append((clause.word, value))
                continue
            if clause.needed:
                return None
            self._clause(clause.word, line)
        return tuple(kept)

    def _value(self, clause: Clause, value: Value, owner: str) -> Value | None:
        match clause.shape:
            case "field":
                return self.names.column(owner, str(value))
            case "fields" if isinstance(value, tuple):
                return tuple(new for each in value if (new := self.names.column(owner, each))) or None
            case "entity":
                return self.names.entity(str(value))
            case "page":
                return self.names.page(str(value))
            case "test" if owner in self.kinds and not isinstance(
                value, bool | float | str | tuple | Measure
            ):
                return rewrite_expression(value, self.kinds[owner], self.names)
            case _:
                return value

    def _item(self, item: Item, block: Block, line: str) -> Item | None:
        spec = BLOCKS[block.word].line_of(item.word)
        if spec is None:
            return item
        before = len(self.notes)
        options = self._options(spec.clauses, item.options, block.entity, line)
        if options is None or (_only_leads(spec) and item.options and not options):
            del self.notes[before:]
            self.notes.append(Consequence("line", f'{item.word} "{item.label}"', self.page, head_of(line)))
            return None
        return replace(item, options=options)

    def _computed(self, block: Block, line: str) -> tuple[Computed, ...]:
        if not block.computed:
            return ()
        kinds = kinds_of_inputs(replace(block.inputs, name=INPUTS), self.kinds)
        kept = []
        for each in block.computed:
            name = self.names.column(INPUTS, each.name)
            expression = rewrite_expression(each.expression, kinds, self.names)
            if name is not None and expression is not None:
                kept.append(replace(each, name=name, expression=expression))
            elif name is not None:
                self.notes.append(Consequence("line", each.name, self.page, head_of(line)))
        return tuple(kept)


def _only_leads(spec: LineSpec) -> bool:
    """Return whether a line only leads to somewhere, so that it is nothing if it leads nowhere."""
    leads = [clause.word for clause in spec.clauses]
    return not spec.after and set(leads) == {"to", "link"}
