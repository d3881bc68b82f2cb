"""The blocks as rules of the GBNF grammar, from their descriptions.

A rule for every block, and for every set of lines under one; clauses stand in their one order.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.blocks.spec import BlockSpec, Clause, LineSpec, file_name

_SHAPES = {
    "number": "decimal",
    "text": "label",
    "words": "few",
    "colour": "colour",
    "icon": "emoji",
    "time": "time",
    "field": "name",
    "fields": "names",
    "entity": "name",
    "page": "name",
    "test": "either",
}


def block_rules() -> list[tuple[str, str]]:
    """Return the rules `block`, which begins with the indentation, and all that it needs."""
    rules = [
        ("block", " | ".join(block_rule(spec) for spec in BLOCKS.values())),
        ("block-head", " | ".join(f"{block_rule(spec)}-head" for spec in BLOCKS.values())),
        ("few", 'some (" | " some)*'),
        ("some", "option | label"),
    ]
    for spec in BLOCKS.values():
        name = block_rule(spec)
        head = " | ".join(_head(spec, variant) for variant in spec.variants or ("",))
        rules += [(name, _block(spec, head)), (f"{name}-head", head)]
        if spec.lines:
            lines = " | ".join(_line(line) for line in spec.lines)
            rules += [(f"{name}-line", rf'"    " ({lines}) "\n"'), (f"{name}-item", lines)]
    return rules


def block_rule(spec: BlockSpec) -> str:
    """Return the name of a block's rule; `-head` behind it is its first line, `-item` a line under it."""
    return f"b-{file_name(spec.word)}"


def _block(spec: BlockSpec, head: str) -> str:
    rule = rf'"  " ({head}) "\n"'
    if spec.lines:
        rule += f" {block_rule(spec)}-line" + ("+" if spec.least_lines else "*")
    if spec.inputs:
        rule += ' ("  " field)+ ("  " computed)+'
    return rule


def _head(spec: BlockSpec, variant: str) -> str:
    parts = [f'"{spec.word} {variant}"' if variant else f'"{spec.word}"']
    parts.append(_wished(spec.label, '" " label'))
    parts.append(_wished(spec.entity, '" of " name'))
    parts.append(_wished(spec.words, '": " few'))
    return " ".join(filter(None, [*parts, *_clauses(spec.clauses_of(variant))]))


def _wished(wish: str, rule: str) -> str:
    return {"no": "", "may": f"({rule})?", "must": rule}[wish]


def _line(line: LineSpec) -> str:
    parts = [f'"{line.word}"', _wished(line.label, '" " label')]
    after = {"": "", "text": '": " label', "words": '": " few'}[line.after]
    if after:
        parts.append(after if line.after_needed else f"({after})?")
    return " ".join(filter(None, [*parts, *_clauses(line.clauses)]))


def _clauses(clauses: Iterable[Clause]) -> list[str]:
    return [_clause(clause) if clause.needed else f"({_clause(clause)})?" for clause in clauses]


def _clause(clause: Clause) -> str:
    return f'"; " {clause_body(clause)}'


def clause_body(clause: Clause) -> str:
    """Return a clause without its semicolon."""
    if clause.shape == "flag":
        return f'"{clause.word}"'
    if clause.shape == "word":
        among = " | ".join(f'"{word}"' for word in clause.among)
        return f'"{clause.word} " ({among})'
    return f'"{clause.word} " {_SHAPES[clause.shape]}'
