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
        ("block", " | ".join(_rule(spec) for spec in BLOCKS.values())),
        ("few", 'some (" | " some)*'),
        ("some", "option | label"),
    ]
    for spec in BLOCKS.values():
        rules.append((_rule(spec), _block(spec)))
        if spec.lines:
            lines = " | ".join(_line(line) for line in spec.lines)
            rules.append((f"{_rule(spec)}-line", rf'"    " ({lines}) "\n"'))
    return rules


def _rule(spec: BlockSpec) -> str:
    return f"b-{file_name(spec.word)}"


def _block(spec: BlockSpec) -> str:
    heads = [_head(spec, variant) for variant in spec.variants or ("",)]
    rule = rf'"  " ({" | ".join(heads)}) "\n"'
    if spec.lines:
        rule += f" {_rule(spec)}-line" + ("+" if spec.least_lines else "*")
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
    if clause.shape == "flag":
        return f'"; {clause.word}"'
    if clause.shape == "word":
        among = " | ".join(f'"{word}"' for word in clause.among)
        return f'"; {clause.word} " ({among})'
    return f'"; {clause.word} " {_SHAPES[clause.shape]}'
