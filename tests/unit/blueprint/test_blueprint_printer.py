"""What is printed reads back as what it was."""

import dataclasses
from pathlib import Path

import pytest
from blueprint_trees import apps, expressions
from gbnf_walk import Grammar
from hypothesis import given, settings

from desktop.blueprint import gbnf, parse, print_app, read
from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.expressions import read_expression
from desktop.blueprint.lexer import Piece
from desktop.blueprint.names import scope
from desktop.blueprint.nodes import App, Binary, FieldRef, Number
from desktop.blueprint.printing_expressions import print_expression, print_number

LANGUAGE = Path(__file__).parents[3] / "resources" / "LANGUAGE.md"
GRAMMAR = Grammar(gbnf())
KNOWN = ["due", "is paid", "price (net)"]


@settings(max_examples=25, deadline=None)
@given(apps())
def test_a_tree_survives_printing_and_parsing(app: App):
    """Any tree that a program builds is printed without complaint and read back equal."""
    reading = parse(print_app(app))
    assert reading.diagnostics == ()
    assert reading.app == app


@settings(max_examples=8, deadline=None)
@given(apps())
def test_the_grammar_admits_what_is_printed(app: App):
    """The model may write whatever the printer may write."""
    assert GRAMMAR.admits(print_app(app))


@settings(max_examples=150, deadline=None)
@given(expressions(KNOWN))
def test_an_expression_survives(tree):
    """Brackets are put where, and only where, reading back needs them."""
    known = scope(KNOWN, {})
    problems = Problems()
    assert read_expression(Piece(print_expression(tree, known), 1, 0), known, problems) == tree
    assert problems.found() == ()


def test_the_example_of_the_language_page_is_canonical():
    """The reference page shows exactly what the printer writes."""
    example = LANGUAGE.read_text(encoding="utf-8").split("```")[1].lstrip("\n")
    reading = read(example)
    assert reading.diagnostics == ()
    assert reading.app is not None
    assert print_app(reading.app) == example


def test_sloppy_text_becomes_canonical():
    """Order, blanks, capitals of colours and spoken comparisons are brought into one form."""
    sloppy = (
        'app “Shed”\n\ttheme accent Forest Green , dark\n\ticon 🔨\nentity  Tool\n\tsample "Saw", 3\n'
        "\tname :  text ,required\n\tprice: money\n\tcheap=price<5\n\n# a remark\npage Tools\n"
        '\ttable of Tool ; sort by price ascending; search; where not cheap = yes and name != "x"\n'
    )
    app = read(sloppy).app
    assert app is not None
    assert print_app(app) == (
        'app "Shed"\n  icon 🔨\n  theme dark, accent forestgreen\n\nentity Tool\n  name: text, required\n'
        '  price: money\n  cheap = price < 5\n  sample "Saw", 3\n\npage Tools\n'
        '  table of Tool; where not cheap is yes and name is not "x"; search; sort by price\n'
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [(7.0, "7"), (0.5, "0.5"), (1e-06, "0.000001"), (123456789012.0, "123456789012"), (-3.0, "-3")],
)
def test_numbers_have_no_exponent(value: float, written: str):
    """Numbers are written as people write them."""
    assert print_number(value) == written


def test_brackets_only_where_needed():
    """`(a + b) * c` keeps them, `a + b * c` has none."""
    a, b, c = (FieldRef(name) for name in "abc")
    known = scope("abc", {})
    assert print_expression(Binary("*", Binary("+", a, b), c), known) == "(a + b) * c"
    assert print_expression(Binary("+", a, Binary("*", b, c)), known) == "a + b * c"
    assert print_expression(Binary("-", a, Binary("-", b, Number(1))), known) == "a - (b - 1)"


def test_spans_do_not_count():
    """Two blueprints that say the same are equal wherever their words stand."""
    text = LANGUAGE.read_text(encoding="utf-8").split("```")[1].lstrip("\n")
    moved = parse("\n\n# moved down\n" + text).app
    assert moved == parse(text).app
    assert dataclasses.replace(moved, name="other") != moved
