"""Writes a block as the language would, and as a plain tree."""

from __future__ import annotations

from typing import Any

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.blocks.spec import Clause
from desktop.blueprint.names import Scope
from desktop.blueprint.nodes import Block, Expression, Item, Measure, Value
from desktop.blueprint.printing_expressions import print_expression, print_number
from desktop.blueprint.printing_fields import print_field
from desktop.blueprint.scopes import Book, scope_of
from desktop.blueprint.vocabulary import OPTION_FORBIDDEN

Plain = dict[str, Any]


def print_block(block: Block, book: Book) -> list[str]:
    """Return a block's lines: the first, and those under it indented once."""
    spec = BLOCKS[block.word]
    scope = book.scope(block.entity)
    head = block.word
    if block.variant:
        head += f" {block.variant}"
    if block.label:
        head += f" {_quote(block.label)}"
    if block.entity:
        head += f" of {block.entity}"
    if block.words:
        head += f": {_words(block.words)}"
    head += _clauses(block.options, spec.clauses_of(block.variant), scope)
    lines = [_item(item, block.word, scope) for item in block.items]
    inputs = scope_of(block.inputs)
    lines += [print_field(field) for field in block.fields]
    lines += [f"{each.name} = {print_expression(each.expression, inputs)}" for each in block.computed]
    return [head, *(f"  {line}" for line in lines)]


def block_to_plain(block: Block, book: Book) -> Plain:
    """Return what a block says; keys are there only where they say something."""
    scope = book.scope(block.entity)
    plain: Plain = {"kind": block.word}
    for key in ("variant", "label", "entity"):
        if getattr(block, key):
            plain[key] = getattr(block, key)
    if block.words:
        plain["words"] = list(block.words)
    if block.options:
        plain["options"] = _options(block.options, scope)
    if block.items:
        plain["items"] = [_plain_item(item, scope) for item in block.items]
    inputs = scope_of(block.inputs)
    if block.fields:
        plain["fields"] = [print_field(field) for field in block.fields]
        plain["computed"] = [
            {"name": each.name, "expression": print_expression(each.expression, inputs)}
            for each in block.computed
        ]
    return plain


def _plain_item(item: Item, scope: Scope) -> Plain:
    plain: Plain = {"word": item.word}
    if item.label:
        plain["label"] = item.label
    if item.text:
        plain["text"] = item.text
    if item.words:
        plain["words"] = list(item.words)
    return plain | _options(item.options, scope)


def _options(options: tuple[tuple[str, Value], ...], scope: Scope) -> Plain:
    return {word: _plain_value(value, scope) for word, value in options}


def _plain_value(value: Value, scope: Scope) -> object:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool | float | str):
        return value
    assert not isinstance(value, Measure)
    return print_expression(value, scope)


def _quote(text: str) -> str:
    return f'"{text}"'


def _words(words: tuple[str, ...]) -> str:
    return " | ".join(_quote(word) if set(word) & set(OPTION_FORBIDDEN) else word for word in words)


def _item(item: Item, block: str, scope: Scope) -> str:
    spec = BLOCKS[block].line_of(item.word)
    line = item.word
    if item.label:
        line += f" {_quote(item.label)}"
    if item.text:
        line += f": {_quote(item.text)}"
    if item.words:
        line += f": {_words(item.words)}"
    return line + _clauses(item.options, spec.clauses if spec else (), scope)


def _clauses(options: tuple[tuple[str, Value], ...], known: tuple[Clause, ...], scope: Scope) -> str:
    said = dict(options)
    written = ""
    for clause in known:
        if clause.word in said:
            written += "; " + _clause(clause, said[clause.word], scope)
    return written


def _clause(clause: Clause, value: Value, scope: Scope) -> str:
    if clause.shape == "flag":
        return clause.word
    if isinstance(value, tuple):
        listed = ", ".join(value) if clause.shape == "fields" else _words(value)
        return f"{clause.word} {listed}"
    if clause.shape == "text":
        return f"{clause.word} {_quote(str(value))}"
    if isinstance(value, float):
        return f"{clause.word} {print_number(value)}"
    if isinstance(value, str):
        return f"{clause.word} {value}"
    assert not isinstance(value, bool | Measure)
    expression: Expression = value
    return f"{clause.word} {print_expression(expression, scope)}"
