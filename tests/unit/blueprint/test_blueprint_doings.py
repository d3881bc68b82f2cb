"""What records do: actions, rules, checks, features, permissions are read and printed as they were said."""

from random import Random

import pytest
from blueprint_trees import expressions, labels, names
from gbnf_walk import Grammar
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.blueprint import gbnf, parse, print_app, read, to_plain
from desktop.blueprint.complete import complete
from desktop.blueprint.nodes import (
    DEEDS,
    FEATURES,
    Action,
    Adjustment,
    App,
    Assignment,
    Binary,
    Check,
    Creation,
    Distinct,
    Entity,
    Field,
    FieldRef,
    MoveOn,
    Notice,
    Page,
    Paragraph,
    Permission,
    Pronoun,
    Question,
    Rule,
    Text,
    Whole,
)

GRAMMAR = Grammar(gbnf())
OPTIONS = ("Draft", "In progress", "is Done")

DOINGS = """app "Shop"
  accounts Keeper | Guest

entity Product
  name: text, required
  status: choice Draft | Ready | Sold
  quantity: number
  returned: yes/no
  start: date
  end: date
  with comments, votes
  only owner changes
  only Keeper deletes
  no two with same name, start
  check end >= start: "The end: before the start"
  when status becomes Sold: set end to today, notify "{name} is sold"
  when quantity < 5: notify "{name} is running out"
  when added: create Log with product = this, day = today, what = "new"
  action Return: ask "Really, {name}?", set returned to yes; when returned is no
  action Buy: add 1 to quantity, create Log with product = this, day = today, add 1 to quantity
  action Half: take (quantity / 2) from quantity, move status on
  action Copy: duplicate
  action Throw away: notify "{name} is gone", delete

entity Log
  product: to Product
  day: date
  what: text

page Products
  table of Product; sort by votes descending
  table of Log
  table of Product comment
"""


@st.composite
def steps(draw: st.DrawFn, known: list[str]) -> object:
    field, value = st.sampled_from([*known, "status"]), expressions([*known, "status"])
    assignment = st.builds(Assignment, field, value)
    given_values = st.lists(assignment, max_size=2, unique_by=lambda each: each.field).map(tuple)
    return draw(
        assignment
        | st.builds(Adjustment, field, value, st.booleans())
        | st.builds(Creation, st.sampled_from(["Thing", "Thing with it"]), given_values)
        | st.builds(Creation, st.just("Thing"), st.just((Assignment("status", Pronoun("this")),)))
        | st.builds(MoveOn, field)
        | st.builds(Notice, labels)
        | st.builds(Question, labels)
        | st.builds(Whole, st.sampled_from(["delete", "duplicate"]))
    )


@st.composite
def doing_apps(draw: st.DrawFn) -> App:
    hard = st.sampled_from(
        ["to", "from here", "set x", "added", "day to day", "with", "on", "add up", "delete"]
    )
    known = draw(st.lists(names | hard, min_size=2, max_size=4, unique=True))
    test, some = expressions([*known, "status"]), st.lists(steps(known), min_size=1, max_size=4).map(tuple)
    becomes = st.builds(Binary, st.just("="), st.just(FieldRef("status")), st.sampled_from(OPTIONS).map(Text))
    entity = Entity(
        "Thing",
        (Field("status", "choice", options=OPTIONS), *(Field(each, "number") for each in known)),
        actions=tuple(
            Action(label, doing, draw(st.none() | test))
            for label, doing in draw(st.dictionaries(st.sampled_from(["Do it", "Go to"]), some)).items()
        ),
        checks=tuple(draw(st.lists(st.builds(Check, test, labels), max_size=2))),
        distinct=tuple(draw(st.lists(st.builds(Distinct, st.just(tuple(known))), max_size=1))),
        rules=tuple(draw(st.lists(st.builds(Rule, st.none() | test | becomes, some), max_size=2))),
        features=tuple(each for each in FEATURES if draw(st.booleans())),
        permissions=tuple(
            draw(st.lists(st.builds(Permission, st.just("owner"), st.sampled_from(DEEDS)), max_size=2))
        ),
    )
    other = Entity("Thing with it", (Field("status", "text"),))
    return App("x", entities=(entity, other), pages=(Page("P", (Paragraph("x"),)),))


def test_every_line_reads_without_a_word_and_prints_as_it_was():
    """The canonical form is read, checked and printed letter for letter."""
    reading = read(DOINGS)
    assert reading.diagnostics == ()
    assert reading.app is not None
    assert print_app(reading.app) == DOINGS
    assert GRAMMAR.admits(DOINGS)


@settings(max_examples=60, deadline=None)
@given(doing_apps())
def test_doings_survive_printing_and_parsing(app: App):
    """Whatever the fields are called, steps and tests come back as they were."""
    reading = parse(print_app(app))
    assert reading.diagnostics == ()
    assert reading.app == app


@settings(max_examples=12, deadline=None)
@given(doing_apps())
def test_the_grammar_admits_printed_doings(app: App):
    """The model may write what the printer writes."""
    assert GRAMMAR.admits(print_app(app))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_doings_of_the_grammar_parse(seed: int):
    """Each kind of line that the grammar can write is read without complaint of its form."""
    random = Random(seed)
    lines = "".join(
        GRAMMAR.sample(random, rule, 60) for rule in ("rule", "check", "action", "distinct", "features")
    )
    text = f'app "x"\n\nentity E\n  f: text\n{lines}\npage P\n  text "x"\n'
    assert [each.code for each in parse(text).diagnostics if each.code != "expression-too-large"] == []


def test_sloppy_doings_become_canonical():
    """Any order, several deeds and features at once, `is` for `becomes`."""
    text = (
        'app "x"\nentity E\n  action Go: set s to B ,add 1 to n;when n<3\n  when s is B: move s on\n'
        "  only owner sees, changes\n  with votes\n  with comments,votes\n  s: choice A | B\n  n: number\n"
        "page P\n  list of E\n"
    )
    app = parse(text).app
    assert app is not None
    assert print_app(app).split("\n\n")[1] == (
        "entity E\n  s: choice A | B\n  n: number\n  with comments, votes\n  only owner sees\n"
        "  only owner changes\n  when s becomes B: move s on\n  action Go: set s to B, add 1 to n; when n < 3"
    )


@pytest.mark.parametrize(
    "line",
    ["when: date", "when paid: date", "check: text", "check in: date and time", "with: text", "only: number"],
)
def test_fields_may_be_called_like_the_lines(line: str):
    """A type behind the colon makes a line a field, whatever it begins with."""
    reading = read(f'app "x"\nentity E\n  {line}\npage P\n  list of E\n')
    assert reading.diagnostics == ()
    assert reading.app is not None
    assert [field.name for field in reading.app.entities[0].fields] == [line.partition(":")[0]]


def test_the_plain_tree_says_what_happens():
    """Scripts that read `--json` find every step with its own keys."""
    app = read(DOINGS).app
    assert app is not None
    plain = to_plain(app)["entities"][0]
    assert plain["rules"][0] == {
        "when": "status becomes Sold",
        "steps": [
            {"do": "set", "field": "end", "value": "today"},
            {"do": "notify", "words": "{name} is sold"},
        ],
    }
    assert plain["actions"][0]["when"] == "returned is no"
    assert plain["features"] == ["comments", "votes"]
    assert plain["distinct"] == [["name", "start"]]


def test_features_are_entities_like_any_other():
    """Comments, votes and notifications are records; what they count up to is a computed field."""
    app = read(DOINGS).app
    assert app is not None
    whole = complete(app)
    made = {entity.name: [field.name for field in entity.fields] for entity in whole.entities}
    assert made["Product comment"] == ["words", "product", "by", "at", "owner"]
    assert made["Product vote"] == ["by", "product", "owner"]
    assert made["Notification"] == ["words", "at", "read", "about"]
    assert [each.name for each in whole.entities[0].computed] == ["comments", "votes"]


def test_names_that_are_taken_are_left_alone():
    """Whoever has a field called votes or an entity called Notification keeps it."""
    app = parse(
        'app "x"\nentity Notification\n  votes: number\n  with votes\n  when added: notify "x"\n'
        "page P\n  list of Notification\n"
    ).app
    assert app is not None
    whole = complete(app)
    assert [each.name for each in whole.entities[0].computed] == ["all votes"]
    assert [entity.name for entity in whole.entities] == [
        "Notification",
        "Notification vote",
        "App notification",
    ]
