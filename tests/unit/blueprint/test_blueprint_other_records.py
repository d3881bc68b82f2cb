"""Expressions over other records: any tree that can be meant survives printing and reading, in linear time."""

from __future__ import annotations

import time

import pytest
from gbnf_walk import Grammar
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.blueprint import gbnf, print_app, read
from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.expressions import read_expression
from desktop.blueprint.lexer import Piece
from desktop.blueprint.names import Book, NameSet, scope
from desktop.blueprint.nodes import (
    AGGREGATES,
    Binary,
    Call,
    Expression,
    FieldRef,
    Moment,
    Number,
    Pronoun,
    Related,
    Text,
    Through,
    Unary,
    YesNo,
)
from desktop.blueprint.printing_expressions import print_expression

# A reference that is called like an entity, fields called like words of the language.
SCOPES = {
    "Order": scope(
        ["name", "where it is", "room", "due (net)"], {}, {"room": "room"}, {"extras": "Part of it"}
    ),
    "room": scope(["price", "sum", "kind"], {"kind": ["Big", "Small"]}, {"order": "Order"}),
    "Part of it": scope(["weight", "count", "name"], {}, {"in order": "Order", "room": "room"}),
}
BOOK = Book(NameSet(SCOPES), SCOPES)
GRAMMAR = Grammar(gbnf())


def expressions(entity: str, depth: int) -> st.SearchStrategy[Expression]:
    """Trees about a record of an entity, well-named but of any types."""
    here = SCOPES[entity]
    leaves: st.SearchStrategy[Expression] = (
        st.sampled_from(list(here.fields)).map(FieldRef)
        | st.sampled_from([Number(2), Number(0.5), Text("a, (b of c"), YesNo(True), Pronoun("me")])
        | st.sampled_from(["today", "2026-03-01", "09:30"]).map(Moment)
    )
    for reference, target in here.references.items():
        leaves |= st.sampled_from(list(SCOPES[target].fields)).map(
            lambda name, to=reference: Through(name, to)
        )
    if depth == 0:
        return leaves
    inner = expressions(entity, depth - 1)
    operators = ["+", "-", "*", "/", "=", "!=", "<", "<=", ">", ">=", "and", "or"]
    found = (
        leaves
        | st.builds(Binary, st.sampled_from(operators), inner, inner)
        | st.builds(Unary, st.sampled_from(["not", "-"]), inner)
        | st.builds(lambda *values: Call("if", values), inner, inner, inner)
    )
    for group in (*SCOPES, *here.lists):
        about = expressions(here.lists.get(group, group), depth - 1)
        found |= st.builds(
            lambda aggregate, of, where, name=group: Related(aggregate, name, of, where),
            st.sampled_from([each for each in AGGREGATES if each != "count"]),
            about,
            st.none() | about,
        )
        found |= st.builds(lambda where, name=group: Related("count", name, where=where), st.none() | about)
    return found


@settings(max_examples=400, deadline=None)
@given(expressions("Order", 3))
def test_an_expression_over_other_records_survives(tree: Expression) -> None:
    """Brackets stand where reading back needs them, also where a reference is called like an entity."""
    order = BOOK.scope("Order")
    problems = Problems()
    written = print_expression(tree, order)
    assert read_expression(Piece(written, 1, 0), order, problems) == tree, written
    assert problems.found() == ()


@settings(max_examples=40, deadline=None)
@given(expressions("Order", 2))
def test_the_grammar_admits_it(tree: Expression) -> None:
    """The model may write whatever the printer may write."""
    assert GRAMMAR.admits(print_expression(tree, BOOK.scope("Order")), "either")


SHOP = """app "Shop"
  accounts Boss | Clerk

entity Product
  name: text, required
  price: money €
  last sold = max of day of Order line

entity Order
  number: text, required
  clerk: text, default me
  day: date, default today
  at: time, default now
  gifts: many Product
  contract: file
  total = sum of price of product * quantity of Order line
  gift worth = sum of price of gifts
  large = (count of Order line where quantity > 3) > 1
  sample "A1", "Ann", 2026-03-01, 09:30, "Tea | Mug"

entity Order line
  order: to Order, required
  product: to Product
  quantity: number, default 1
  day = day of order

page Orders
  table of Order; where clerk is me
  table of Order line
  table of Product; where count of Order line > 0
"""


def test_a_whole_app_is_canonical() -> None:
    """It reads, prints as it was written, and belongs to the grammar."""
    reading = read(SHOP)
    assert [problem.code for problem in reading.diagnostics] == ["sample-unknown-record"] * 2
    assert reading.app is not None
    assert print_app(reading.app) == SHOP
    assert GRAMMAR.admits(SHOP)


GARBAGE = {
    "aggregates": "  c = " + "sum of a of " * 300 + "b\n",
    "counts": "  c = " + "count of E where " * 200 + "b\n",
    "brackets": "  c = " + "sum of (" * 300 + "\n",
    "throughs": "  c = " + "a of r * " * 300 + "b\n",
    "unknown": "  c = " + " + ".join(["sum of x * (y of z"] * 150) + "\n",
}


@pytest.mark.parametrize("kind", GARBAGE)
def test_time_grows_with_the_length(kind: str) -> None:
    """Eight times as many lines take about eight times as long, not 64 times."""

    def spent(lines: int) -> float:
        text = f'app "A"\nentity E\n  a: number\n  r: to E\n{GARBAGE[kind] * lines}'
        start = time.process_time()
        read(text)
        return time.process_time() - start

    small, large = (min(spent(lines) for _ in range(3)) for lines in (8, 64))
    assert large < 24 * small + 0.05
