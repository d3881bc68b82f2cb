"""What expressions give, and what does not go together."""

import pytest

from desktop.blueprint import parse, read, type_of
from desktop.blueprint.nodes import Entity

HEAD = """app "A"
entity Thing
  name: text
  state: choice Open | Done
  labels: tags A | B
  price: money €
  hours: duration
  count: number
  share: percent
  stars: rating
  due: date
  seen: date and time
  starts: time
  paid: yes/no
  owner: to Thing
"""
PAGE = "page P\n  list of Thing\n"


def _entity(expression: str) -> Entity:
    app = parse(f"{HEAD}  it = {expression}\n{PAGE}").app
    assert app is not None
    return app.entities[0]


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ("count + 1", "number"),
        ("price * count", "money"),
        ("price * share", "money"),
        ("price - price", "money"),
        ("price + 1", "money"),
        ("price / price", "number"),
        ("price / count", "money"),
        ("count / price", "number"),
        ("hours + hours", "duration"),
        ("hours * 2", "duration"),
        ("hours / hours", "number"),
        ("hours * price", "money"),
        ("share + share", "percent"),
        ("share + count", "number"),
        ("stars + stars", "number"),
        ("-price", "money"),
        ("due + 7", "date"),
        ("7 + due", "date"),
        ("seen - 1", "date and time"),
        ("due - today", "number"),
        ("now - due", "number"),
        ("due < today", "yes/no"),
        ("state is Done and not paid", "yes/no"),
        ("round(price, 1)", "money"),
        ("largest(count, price)", "money"),
        ("if(paid, 0, price)", "money"),
        ("if(paid, due, now)", "date and time"),
        ("if(paid, name, state)", "text"),
        ("if(paid, state, state)", "choice"),
        ("days between(due, today)", "number"),
        ("years between(due, seen)", "number"),
        ("month(due)", "number"),
        ("length(name)", "number"),
        ('"x"', "text"),
        ("owner", "reference"),
        ("nobody knows", "unknown"),
        ("nobody knows + 1", "unknown"),
        ("nobody knows > 1", "yes/no"),
        ("it + 1", "unknown"),
    ],
)
def test_type_of(expression: str, kind: str):
    """The compiler shows a value by this type."""
    entity = _entity(expression)
    assert type_of(entity.computed[0].expression, entity) == kind


def test_types_follow_computed_fields_in_any_order():
    """A computed field may be declared before the one it uses, and many may lie on one another."""
    chain = "".join(f"  c{at} = c{at + 1} + 1\n" for at in range(300))
    app = parse(f"{HEAD}{chain}  c300 = price\n{PAGE}").app
    assert app is not None
    entity = app.entities[0]
    assert type_of(entity.computed[0].expression, entity) == "money"
    assert read(f"{HEAD}{chain}  c300 = price\n{PAGE}").ok


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("name + 1", "cannot-reckon"),
        ("due + due", "cannot-reckon"),
        ("due * 2", "cannot-reckon"),
        ("1 - due", "cannot-reckon"),
        ("paid + 1", "cannot-reckon"),
        ("due > 5", "cannot-compare"),
        ('due is "2026-03-01"', "cannot-compare"),
        ("paid < paid", "cannot-compare"),
        ("1 < count < 3", "chained-comparison"),
        ('paid is "Done"', "cannot-compare"),
        ("if(paid, 1, due)", "cannot-compare"),
        ("not count", "wrong-operand"),
        ("count and paid", "wrong-operand"),
        ("-due", "wrong-operand"),
        ("if(count, 1, 2)", "wrong-operand"),
        ("round(name)", "wrong-operand"),
        ("length(count)", "wrong-operand"),
        ("year(count)", "wrong-operand"),
        ("state is Nope", "unknown-option"),
        ("labels is C", "unknown-option"),
    ],
)
def test_what_does_not_go_together(expression: str, code: str):
    """Each is reported once, and nothing follows from it."""
    text = f"{HEAD}  it = {expression}\n{PAGE}"
    found = [problem.code for problem in read(text).diagnostics if problem.code != "unknown-field"]
    assert found == [code]


def test_nothing_is_made_of_an_unknown_name():
    """One misspelt name gives one problem, not a trail of them."""
    text = f"{HEAD}  it = pricee * 2 + due\n  more = it + 1\n{PAGE}"
    assert [problem.code for problem in read(text).diagnostics] == ["unknown-field"]
