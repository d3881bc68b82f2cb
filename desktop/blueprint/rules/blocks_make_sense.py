"""A block names entities, fields and pages that there are, and has the lines it needs."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.blocks.spec import Clause
from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.kinds import UNKNOWN, in_words
from desktop.blueprint.nodes import Block, Span, Value
from desktop.blueprint.printing_expressions import print_number


def blocks_make_sense(facts: Facts) -> Iterator[Diagnostic]:
    """Report unknown names in blocks, fields of the wrong type, and blocks that are not whole."""
    for page in facts.app.pages:
        for section in page.sections:
            if isinstance(section, Block):
                yield from _block(section, facts)


def _block(block: Block, facts: Facts) -> Iterator[Diagnostic]:
    spec = BLOCKS[block.word]
    if block.entity and block.entity not in facts.entities:
        yield problem("unknown-entity", block.span, word=block.entity, among=facts.entities)
    if len(block.items) < spec.least_lines:
        wanted = " | ".join(line.word for line in spec.lines)
        yield problem("block-needs-lines", block.span, word=block.word, wanted=wanted, count=spec.least_lines)
    if spec.inputs and not (block.fields and block.computed):
        yield problem("block-needs-inputs", block.span, word=block.word)
    yield from _clauses(spec.clauses_of(block.variant), dict(block.options), block, block.span, facts)
    for item in block.items:
        line = spec.line_of(item.word)
        if line is not None:
            yield from _clauses(line.clauses, dict(item.options), block, item.span, facts)


def _clauses(
    known: tuple[Clause, ...], said: dict[str, Value], block: Block, span: Span, facts: Facts
) -> Iterator[Diagnostic]:
    for clause in known:
        value = said.get(clause.word)
        if isinstance(value, float) and not _within(clause, value):
            bounds = {"low": print_number(clause.low), "high": print_number(clause.high)}
            yield problem("clause-bounds", span, word=print_number(value), clause=clause.word, **bounds)
        if isinstance(value, tuple) and clause.shape == "fields":
            names: tuple[str, ...] = value
        elif isinstance(value, str):
            names = (value,)
        else:
            continue
        if clause.shape == "entity" and names[0] not in facts.entities:
            yield problem("unknown-entity", span, word=names[0], among=facts.entities)
        elif clause.shape == "page":
            pages = [page.name for page in facts.app.pages]
            if names[0] not in pages:
                yield problem("unknown-page", span, word=names[0], among=pages)
        elif clause.shape in ("field", "fields"):
            owner = str(said.get(clause.entity, "")) if clause.entity else block.entity
            for name in names:
                yield from _field(clause, name, owner, span, facts)


def _within(clause: Clause, value: float) -> bool:
    return clause.low <= value <= clause.high and (value.is_integer() or not clause.whole)


def _field(clause: Clause, name: str, owner: str, span: Span, facts: Facts) -> Iterator[Diagnostic]:
    kinds = facts.kinds.get(owner)
    if kinds is None:
        if not owner:
            yield problem("field-without-entity", span, word=name, clause=clause.word)
        return
    if name not in kinds:
        yield problem("unknown-field", span, word=name, among=kinds.names(), entity=owner)
        return
    kind = kinds.of(name)
    if clause.types and kind not in (*clause.types, UNKNOWN):
        wanted = ", ".join(in_words(each) for each in clause.types)
        yield problem(
            "clause-field-type", span, word=name, found=in_words(kind), clause=clause.word, wanted=wanted
        )
