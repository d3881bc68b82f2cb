"""What expressions give, and what does not go together."""

import pytest

from desktop.blueprint import parse, read, type_of
from desktop.blueprint.nodes import App

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
  friends: many Person
"""
OTHERS = """entity Person
  called: text
  born: date
  pay: money €
  stars: rating
  keeps: to Thing
  level: choice Low | High
"""
PAGE = "page P\n  list of Thing\n"


def _app(expression: str) -> App:
    app = parse(f"{HEAD}  it = {expression}\n{OTHERS}{PAGE}").app
    assert app is not None
    return app


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
        ("name + state", "text"),
        ("starts - 09:30", "duration"),
        ("starts + 30", "time"),
        ("30 + starts", "time"),
        ("starts + hours", "time"),
        ("seen + hours", "date and time"),
        ("seen - seen", "duration"),
        ("seen - due", "number"),
        ("due + starts", "date and time"),
        ('starts < "14:30"', "yes/no"),
        ("price of owner", "money"),
        ("it of owner", "unknown"),
        ("count of Person", "number"),
        ("sum of pay of Person", "money"),
        ("sum of stars of Person", "number"),
        ("average of stars of Person", "rating"),
        ("max of born of Person where pay > 3", "date"),
        ("sum of pay of friends", "money"),
        ("me", "text"),
        ("minutes between(starts, 18:00)", "number"),
        ("hours between(seen, due)", "number"),
        ("weekday(due)", "number"),
        ("join(name, price)", "text"),
        ("empty(owner)", "yes/no"),
        ("remainder(price, 2)", "money"),
        ("smallest(due, today)", "date"),
        ("friends", "references"),
    ],
)
def test_type_of(expression: str, kind: str):
    """The compiler shows a value by this type."""
    app = _app(expression)
    assert type_of(app.entities[0].computed[0].expression, app.entities[0], app) == kind


def test_types_follow_computed_fields_in_any_order():
    """A computed field may be declared before the one it uses, and many may lie on one another."""
    chain = "".join(f"  c{at} = c{at + 1} + 1\n" for at in range(300))
    text = f"{HEAD}{chain}  c300 = price\n{OTHERS}{PAGE}  list of Person\n"
    app = parse(text).app
    assert app is not None
    entity = app.entities[0]
    assert type_of(entity.computed[0].expression, entity, app) == "money"
    assert read(text).ok


def test_types_follow_computed_fields_of_other_entities():
    """What lies on fields of other records is worked out after them, in whatever order they are declared."""
    text = (
        'app "A"\nentity Order\n  name: text\n  total = sum of cost of Line\n  last = max of day of Line\n'
        "entity Line\n  order: to Order\n  product: to Product\n  day = since of product\n"
        "  cost = price of product * 2\n  share = cost / total of order\n"
        "entity Product\n  name: text\n  price: money €\n  since: date\n"
        "page P\n  list of Order\n  list of Line\n  list of Product\n"
    )
    reading = read(text)
    assert reading.ok, reading.diagnostics
    assert reading.app is not None
    order, line, _ = reading.app.entities
    kinds = [type_of(each.expression, order, reading.app) for each in order.computed]
    assert kinds == ["money", "date"]
    assert type_of(line.computed[2].expression, line, reading.app) == "number"


def test_circles_by_way_of_other_records_are_reported():
    """A total of lines whose cost lies on the total would never end."""
    text = (
        'app "A"\nentity Order\n  name: text\n  total = sum of cost of Line\n'
        "entity Line\n  order: to Order\n  cost = total of order / 2\n"
        "page P\n  list of Order\n  list of Line\n"
    )
    assert [problem.code for problem in read(text).diagnostics] == ["computed-circular"] * 2


def test_what_is_typed_into_a_calculator_is_checked_too():
    """Its fields are no entity, but its formulas name them."""
    text = (
        'app "A"\npage P\n  calculator "Tip"\n    bill: money €\n    share: percent\n'
        "    tip = bill * shar / 100\n    late = bill + tip2\n    tip2 = late\n"
    )
    found = {problem.code for problem in read(text).diagnostics}
    assert found == {"unknown-field", "computed-circular"}


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
        ("name + count", "cannot-reckon"),
        ("name + labels", "cannot-reckon"),
        ("due + hours", "cannot-reckon"),
        ("starts + starts", "cannot-reckon"),
        ("starts < due", "cannot-compare"),
        ("minutes between(starts, due)", "wrong-operand"),
        ("sum of called of Person", "wrong-operand"),
        ("count of Person where pay", "wrong-operand"),
        ("price of ownr", "unknown-reference"),
        ("price of name", "unknown-reference"),
        ("pay of friends", "through-several"),
        ("count of Stranger", "unknown-entity"),
        ("sum of pay + 1 of Stranger", "unknown-entity"),
        ("sum of pay", "measure-without-field"),
        ("due > 2026-02-30", "no-such-moment"),
        ("starts > 25:00", "no-such-moment"),
        ("name is me", "me-without-accounts"),
        ("name is this", "this-not-here"),
        ("labels is C", "unknown-option"),
    ],
)
def test_what_does_not_go_together(expression: str, code: str):
    """Each is reported once, and nothing follows from it."""
    text = f"{HEAD}  it = {expression}\n{OTHERS}{PAGE}  list of Person\n"
    found = [problem.code for problem in read(text).diagnostics if problem.code != "unknown-field"]
    assert found == [code]


def test_nothing_is_made_of_an_unknown_name():
    """One misspelt name gives one problem, not a trail of them."""
    text = f"{HEAD}  it = pricee * 2 + due\n  more = it + 1\n{OTHERS}{PAGE}  list of Person\n"
    assert [problem.code for problem in read(text).diagnostics] == ["unknown-field"]
