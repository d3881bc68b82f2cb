"""Writes the names in sections anew: views lose fields and filters, numbers go with what they count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop.blueprint.edits.consequences import Consequence
from desktop.blueprint.edits.renames import Names
from desktop.blueprint.edits.rewriting_blocks import Blocks
from desktop.blueprint.edits.rewriting_expressions import rewrite_expression
from desktop.blueprint.edits.texts import head_of
from desktop.blueprint.kinds import Kinds
from desktop.blueprint.nodes import (
    Block,
    Chart,
    Collection,
    Expression,
    Form,
    Measure,
    Section,
    Sort,
    Stat,
)
from desktop.blueprint.vocabulary import VIEWS_MAYBE_BY


@dataclass(frozen=True)
class Sections:
    """The sections of one page, and how they are written anew.

    Attributes:
        page: The name of the page.
        kinds: What the records of every entity hold, by the names of before.
        names: What has become of names.
        notes: Where consequences are kept.
    """

    page: str
    kinds: Mapping[str, Kinds]
    names: Names
    notes: list[Consequence]

    def rewrite(self, section: Section, line: str) -> Section | None:
        """Return a section; None if it is gone.

        Args:
            section: The section.
            line: Its first line, by the names of before.
        """
        found: Section | None = section
        before = len(self.notes)
        match section:
            case Collection():
                found = self._collection(section, line)
            case Stat():
                measure = self._measure(section.measure)
                found = replace(section, measure=measure) if measure is not None else None
            case Chart():
                found = self._chart(section)
            case Form():
                found = self._form(section, line)
            case Block():
                found = Blocks(self.page, self.kinds, self.names, self.notes).rewrite(section, line)
        if found is None:
            del self.notes[before:]
            self.notes.append(Consequence("section", line, self.page))
        return found

    def _clause(self, written: str, line: str) -> None:
        self.notes.append(Consequence("clause", written, self.page, head_of(line)))

    def _listed(self, entity: str, fields: tuple[str, ...], word: str, line: str) -> tuple[str, ...]:
        kept = []
        for field in fields:
            name = self.names.column(entity, field)
            if name is None:
                self._clause(f"{word} {field}", line)
            else:
                kept.append(name)
        return tuple(kept)

    def _test(self, entity: str, where: Expression | None) -> Expression | None:
        kinds = self.kinds.get(entity)
        if where is None or kinds is None:
            return where
        return rewrite_expression(where, kinds, self.names)

    def _collection(self, section: Collection, line: str) -> Collection | None:
        entity = self.names.entity(section.entity)
        if entity is None:
            return None
        own = section.entity
        view, by = section.view, self.names.column(own, section.by)
        if by is None:
            by = ""
            if view not in VIEWS_MAYBE_BY:
                view = "table"
                self.notes.append(Consequence("arrangement", section.by, self.page, head_of(line)))
            else:
                self._clause(f"by {section.by}", line)
        where = self._test(own, section.where)
        if where is None and section.where is not None:
            self._clause("where", line)
        return replace(
            section,
            view=view,
            entity=entity,
            by=by,
            showing=self._listed(own, section.showing, "showing", line),
            where=where,
            filters=self._listed(own, section.filters, "filter by", line),
            sort=self._sort(own, section.sort, line),
            totals=self._listed(own, section.totals, "total", line),
        )

    def _sort(self, entity: str, sort: Sort | None, line: str) -> Sort | None:
        if sort is None:
            return None
        field = self.names.column(entity, sort.field)
        if field is None:
            self._clause(f"sort by {sort.field}", line)
            return None
        return replace(sort, field=field)

    def _measure(self, measure: Measure) -> Measure | None:
        entity = self.names.entity(measure.entity)
        field = self.names.column(measure.entity, measure.field)
        where = self._test(measure.entity, measure.where)
        if entity is None or field is None or (where is None and measure.where is not None):
            return None
        return replace(measure, entity=entity, field=field, where=where)

    def _chart(self, section: Chart) -> Chart | None:
        measure = self._measure(section.measure)
        by = self.names.column(section.measure.entity, section.by)
        return None if measure is None or by is None else replace(section, measure=measure, by=by)

    def _form(self, section: Form, line: str) -> Form | None:
        entity = self.names.entity(section.entity)
        if entity is None:
            return None
        kept = []
        for field in section.showing:
            name = self.names.typed(section.entity, field)
            if name is None:
                self._clause(f"showing {field}", line)
            else:
                kept.append(name)
        return replace(section, entity=entity, showing=tuple(kept))
