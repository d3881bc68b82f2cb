"""How expressions are read: names with blanks, options by their bare name, strength of operators."""

import pytest

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.expressions import HOLE, read_expression
from desktop.blueprint.lexer import Piece
from desktop.blueprint.names import Book, NameSet, scope
from desktop.blueprint.nodes import (
    Binary,
    Call,
    Expression,
    FieldRef,
    Moment,
    Number,
    Pronoun,
    Related,
    Span,
    Text,
    Through,
    Unary,
    YesNo,
)
from desktop.blueprint.printing_expressions import print_expression

FIELDS = [
    "due",
    "due date",
    "is paid",
    "status",
    "price",
    "price (net)",
    "length",
    "food and drink",
    "water-level",
    "water",
]
KNOWN = scope(FIELDS, {"status": ["Done", "In progress", "yes", "due"]})


def read(text: str) -> tuple[Expression, list[str]]:
    problems = Problems()
    tree = read_expression(Piece(text, 1, 0), KNOWN, problems)
    return tree, [problem.code for problem in problems.found()]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("due date < today", "due date < today"),
        ("is paid is yes", "is paid is yes"),
        ("is paid = yes", "is paid is yes"),
        ("status is Done", "status is Done"),
        ('status is "Done"', "status is Done"),
        ("status is In progress and price>3", "status is In progress and price > 3"),
        ("status is not Done or not is paid", "status is not Done or not is paid"),
        ("price (net)*2 - price", "price (net) * 2 - price"),
        ("length(food and drink) + length", "length(food and drink) + length"),
        ("water-level - water", "water-level - water"),
        ("water-water", "water - water"),
        ("1 - 2 - 3", "1 - 2 - 3"),
        ("1 - (2 - 3)", "1 - (2 - 3)"),
        ("1 < 2 < 3", "(1 < 2) < 3"),
        ("((1 + 2)) * 3", "(1 + 2) * 3"),
        ("-price * -2", "-price * -2"),
        ("not (is paid and is paid)", "not (is paid and is paid)"),
        ("(not is paid) = yes", "(not is paid) is yes"),
        ('if(is paid, status, status) is "Done"', 'if(is paid, status, status) is "Done"'),
        ("days between( due date,2026-03-01 )", "days between(due date, 2026-03-01)"),
    ],
)
def test_reading_and_writing(text: str, canonical: str):
    """Each is read without complaint and has one canonical form."""
    tree, problems = read(text)
    assert problems == []
    assert print_expression(tree, KNOWN) == canonical


def test_the_longest_known_name_wins():
    """`due date` is one field, not `due` and something."""
    assert read("due date")[0] == FieldRef("due date")
    assert read("food and drink")[0] == FieldRef("food and drink")


def test_an_option_is_read_where_a_choice_is_compared():
    """After a choice, an option goes before a field and before a word of the language."""
    assert read("status is yes")[0] == Binary("=", FieldRef("status"), Text("yes"))
    assert read("status is due")[0] == Binary("=", FieldRef("status"), Text("due"))
    assert read("is paid is yes")[0] == Binary("=", FieldRef("is paid"), YesNo(True))


def test_an_unknown_option_is_kept_as_a_text():
    """The checker then says which option it is not."""
    assert read("status is Dnoe")[0] == Binary("=", FieldRef("status"), Text("Dnoe"))


def test_multiplication_before_addition_before_comparison_before_and_before_or():
    """The usual strengths."""
    one, two, three = Number(1), Number(2), Number(3)
    assert read("1 + 2 * 3")[0] == Binary("+", one, Binary("*", two, three))
    assert read("not 1 = 2 and 3 or 1")[0] == Binary(
        "or", Binary("and", Unary("not", Binary("=", one, two)), three), one
    )


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("today", Moment("today")),
        ("2026-03-01", Moment("2026-03-01")),
        ("0.5", Number(0.5)),
        ('"x, (y"', Text("x, (y")),
        ("no", YesNo(False)),
        ("round(price, 2)", Call("round", (FieldRef("price"), Number(2)))),
        ("5k time", FieldRef("5k time")),
        ("no smoking", FieldRef("no smoking")),
        ("room (left)", FieldRef("room (left)")),
        ("foo(price)", Call("foo", (FieldRef("price"),))),
        ("colour-or-not and price", Binary("and", FieldRef("colour-or-not"), FieldRef("price"))),
    ],
)
def test_operands(text: str, tree: Expression):
    """Literals are literals, and words that nobody knows are a name for the checker to name."""
    assert read(text) == (tree, [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "missing-expression"),
        ("price +", "expression-ends"),
        ("(price", "open-bracket"),
        ("round(price", "open-bracket"),
        ('"abc', "open-quote"),
        ("price price (net", "leftover-words"),
        ("price $ 2", "leftover-words"),
        ("$2", "strange-character"),
        ("(" * 50 + "1" + ")" * 50, "expression-too-large"),
        ("1" + " + 1" * 200, "expression-too-large"),
        ("-" * 50 + "1", "expression-too-large"),
        ("not " * 50 + "is paid", "expression-too-large"),
    ],
)
def test_what_cannot_be_read_is_reported_once(text: str, code: str):
    """One problem an expression, and a hole in the tree."""
    assert read(text) == (HOLE, [code])


def test_spans_point_at_the_words():
    """Columns are those of the line, not of the piece."""
    tree = read_expression(Piece("price + due date", 7, 10), KNOWN, Problems())
    assert isinstance(tree, Binary)
    assert tree.span == Span(7, 10, 26)
    assert tree.right.span == Span(7, 18, 26)


SHOP = {
    "Product": scope(["name", "price", "kind", "day"], {"kind": ["Tea", "Mug"]}),
    "Order line": scope(["quantity", "product", "order"], {}, {"product": "Product", "order": "Order"}),
    "Order": scope(["name", "day", "product", "items"], {}, {"product": "Product"}, {"items": "Product"}),
    "Loan": scope(["returned", "state", "order"], {"state": ["Open", "Done"]}, {"order": "Order"}),
}
ORDER = Book(NameSet(SHOP), SHOP).scope("Order")
COUNT = Related("count", "Loan")


def read_of_order(text: str) -> tuple[Expression, list[str]]:
    problems = Problems()
    tree = read_expression(Piece(text, 1, 0), ORDER, problems)
    return tree, [problem.code for problem in problems.found()]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("price of product", Through("price", "product")),
        ("kind of product is Tea", Binary("=", Through("kind", "product"), Text("Tea"))),
        ("day of product < day", Binary("<", Through("day", "product"), FieldRef("day"))),
        ("count of Loan", COUNT),
        ("count of Loan > 3", Binary(">", COUNT, Number(3))),
        ("count of Loan + count of items", Binary("+", COUNT, Related("count", "items"))),
        (
            "sum of price of product * quantity of Order line",
            Related("sum", "Order line", Binary("*", Through("price", "product"), FieldRef("quantity"))),
        ),
        (
            "count of Loan where returned is no and state is Done",
            Related(
                "count",
                "Loan",
                where=Binary(
                    "and",
                    Binary("=", FieldRef("returned"), YesNo(False)),
                    Binary("=", FieldRef("state"), Text("Done")),
                ),
            ),
        ),
        (
            "(count of Loan where returned) > 3 or day > today",
            Binary(
                "or",
                Binary(">", Related("count", "Loan", where=FieldRef("returned")), Number(3)),
                Binary(">", FieldRef("day"), Moment("today")),
            ),
        ),
        ("sum of price of items", Related("sum", "items", FieldRef("price"))),
        (
            "sum of (count of Loan) of Order line",
            Related("sum", "Order line", COUNT),
        ),
        (
            "round(sum of price of items, 2)",
            Call("round", (Related("sum", "items", FieldRef("price")), Number(2))),
        ),
        ("this", Pronoun("this")),
        ("name is me", Binary("=", FieldRef("name"), Pronoun("me"))),
        ("day >= 09:30", Binary(">=", FieldRef("day"), Moment("09:30"))),
    ],
)
def test_other_records(text: str, tree: Expression):
    """Fields of the record that is referred to, sums over the records that refer here; and back again."""
    assert read_of_order(text) == (tree, [])
    assert read_of_order(print_expression(tree, ORDER)) == (tree, [])


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("price of prodct * 2", Binary("*", Through("price", "prodct"), Number(2))),
        ("pricee of product", Through("pricee", "product")),
        ("count of Lone", Related("count", "Lone")),
        ("sum of price * 2 of Prodct", Related("sum", "Prodct", Binary("*", FieldRef("price"), Number(2)))),
        (
            "count of Lone where x > 3",
            Related("count", "Lone", where=Binary(">", FieldRef("x"), Number(3))),
        ),
    ],
)
def test_unknown_records_are_kept_for_the_checker(text: str, tree: Expression):
    """So that it can say which of the names is wrong; and they print as they were written."""
    assert read_of_order(text) == (tree, [])
    assert print_expression(tree, ORDER) == text


def test_brackets_around_what_would_end_too_soon():
    """A reference may be called like an entity; then what is summed up stands in brackets."""
    shop = {**SHOP, "product": scope(["x"], {})}
    order = Book(NameSet(shop), shop).scope("Order")
    tree = Related("sum", "Order line", Binary("*", Through("price", "product"), FieldRef("quantity")))
    written = print_expression(tree, order)
    assert written == "sum of (price of product * quantity) of Order line"
    problems = Problems()
    assert read_expression(Piece(written, 1, 0), order, problems) == tree
    assert problems.found() == ()
