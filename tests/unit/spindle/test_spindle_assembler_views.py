"""The assembler: views, tiles, charts, buttons, formulas, themes, names and notes, from hand-marked requests."""

from __future__ import annotations

import pytest
from spindle_fakes import made, remembered

from desktop.blueprint import print_app, read
from desktop.blueprint.nodes import (
    Assignment,
    Binary,
    Call,
    Chart,
    Collection,
    FieldRef,
    Form,
    Measure,
    Moment,
    Number,
    Sort,
    Stat,
    Text,
    Theme,
    YesNo,
)
from desktop.messages import say

LOANS = "{entity:loans} with {f.text:item}, {f.text:borrower}, {f.date:due date}, {f.bool:returned}, {f.money:deposit}, {f.choice:status} ({opt:out}, {opt:back})"


def sections(marked: str, kind: type = object) -> list:
    """All sections of one kind of what is made of a request; the whole blueprint reads without problems."""
    app = made(marked).app
    assert read(print_app(app)).ok
    return [section for page in app.pages for section in page.sections if isinstance(section, kind)]


def measure(wish: str) -> Measure:
    """What the one tile measures that a wish gives to the loans."""
    (stat,) = sections(f"{LOANS}. Show {{v.stat:{wish}}}", Stat)
    return stat.measure


@pytest.mark.parametrize("view", ["table", "list", "cards"])
def test_the_view_that_was_asked_for_is_there(view):
    """A table, a list or cards: the one that was named."""
    (shown,) = sections(f"{LOANS} in a {{v.{view}:{view}}}", Collection)
    assert shown.view == view


def test_pictures_are_shown_as_cards():
    """Where nobody named a view, things with a picture are cards and others a table."""
    assert sections("{entity:cats}: {f.text:name}, {f.image:photo}", Collection)[0].view == "cards"
    assert sections("{entity:cats}: {f.text:name}, {f.text:race}", Collection)[0].view == "table"


def test_a_board_has_the_columns_that_were_named():
    """A board by status has the statuses as its columns."""
    (board,) = sections(f"{LOANS}. A {{v.board:board}} by {{by:status}}", Collection)
    assert (board.view, board.by) == ("board", "status")


def test_a_board_without_a_word_takes_the_status():
    """Nobody says that the columns are the statuses; it is meant."""
    (board,) = sections(f"{LOANS}, {{v.board:kanban board}}", Collection)
    assert board.by == "status"


def test_a_board_of_what_has_no_columns_gets_a_status():
    """A board needs columns, so a status is added."""
    app = made("{entity:chores}: {f.text:chore}, {f.text:who}. {v.board:kanban}").app
    assert app.entities[0].fields[-1].options == ("To do", "Doing", "Done")
    assert app.pages[0].sections[0] == Collection("board", "Chore", by="status")


def test_a_calendar_stands_on_the_date_that_was_named():
    """Of two dates the named one places the records."""
    marked = "{entity:trips}: {f.text:where}, {f.date:start}, {f.date:payment due}. {v.calendar:calendar} by {by:payment due}"
    (calendar,) = sections(marked, Collection)
    assert (calendar.view, calendar.by) == ("calendar", "payment due")


def test_a_calendar_of_what_has_no_date_gets_one():
    """A calendar needs a date, so one is added; also where a field is called date and is none."""
    app = made("{entity:walks}: {f.text:where}, {f.text:date}. {v.calendar:calendar}").app
    calendar = app.pages[0].sections[0]
    assert isinstance(calendar, Collection)
    by = next(field for field in app.entities[0].fields if field.name == calendar.by)
    assert by.type == "date"
    assert read(print_app(app)).ok


def test_two_views_are_both_there_on_one_page():
    """A table and a calendar that were both asked for stand on the first page."""
    views = [
        shown.view
        for shown in sections(f"{LOANS}, as {{v.table:table}} and {{v.calendar:calendar}}", Collection)
    ]
    assert views == ["table", "calendar"]


@pytest.mark.parametrize(
    ("wish", "shape", "expected", "by"),
    [
        ("{v.chart:pie chart} by {by:status}", "pie", Measure("count", "Loan"), "status"),
        (
            "{v.chart:bar chart} of {by:deposit} per {by:status}",
            "bar",
            Measure("sum", "Loan", "deposit"),
            "status",
        ),
        ("{v.chart:graph} of {by:deposit} over time", "line", Measure("sum", "Loan", "deposit"), "due date"),
        ("{v.chart:chart}", "bar", Measure("count", "Loan"), "due date"),
    ],
)
def test_a_chart_measures_what_was_named(wish, shape, expected, by):
    """Shape, measure and groups of a chart come from the words."""
    (chart,) = sections(f"{LOANS}. A {wish}", Chart)
    assert chart.measure == expected
    if wish != "{v.chart:chart}":
        assert (chart.shape, chart.by) == (shape, by)


def test_ratings_are_averaged_not_added_up():
    """Stars are no amounts: a chart shows their average."""
    (chart,) = sections(
        "{entity:films}: {f.text:film}, {f.rating:stars}, {f.choice:genre} {opt:a} {opt:b}. {v.chart:chart} of {by:stars} by {by:genre}",
        Chart,
    )
    assert chart.measure == Measure("average", "Film", "stars")


@pytest.mark.parametrize(
    ("wish", "aggregate", "field"),
    [
        ("how many there are", "count", ""),
        ("total deposit", "sum", "deposit"),
        ("the average deposit", "average", "deposit"),
        ("sum of deposits", "sum", "deposit"),
        ("highest deposit", "max", "deposit"),
        ("total spent", "sum", "deposit"),
    ],
)
def test_a_tile_counts_or_adds_up_what_was_named(wish, aggregate, field):
    """Totals, averages and counts are told apart by their words."""
    found = measure(wish)
    assert (found.aggregate, found.field, found.entity) == (aggregate, field, "Loan")


RETURNED = FieldRef("returned")


@pytest.mark.parametrize(
    ("wish", "where"),
    [
        ("how many are back", Binary("=", FieldRef("status"), Text("Back"))),
        ("how many are returned", Binary("=", RETURNED, YesNo(True))),
        ("number not returned", Binary("=", RETURNED, YesNo(False))),
        ("how many are still missing", Binary("=", RETURNED, YesNo(False))),
        ("number of loans", None),
        (
            "overdue ones",
            Binary(
                "and", Binary("<", FieldRef("due date"), Moment("today")), Binary("=", RETURNED, YesNo(False))
            ),
        ),
    ],
)
def test_words_single_out_the_records_that_a_tile_counts(wish, where):
    """Overdue, not returned, or an option's name: only these are counted."""
    assert measure(wish).where == where


def test_unpaid_is_not_paid():
    """`unpaid` counts those whose `paid` is not ticked."""
    (stat,) = sections(
        "{entity:bills}: {f.text:company}, {f.money:amount}, {f.bool:paid}. {v.stat:unpaid bills}", Stat
    )
    assert stat.measure == Measure("count", "Bill", "", Binary("=", FieldRef("paid"), YesNo(False)))


def test_search_filter_and_sort_go_to_the_first_view():
    """The words for finding things become options of the view."""
    (shown,) = sections(
        f"{LOANS}. {{v.search:search}}, {{v.filter:filter}} by {{by:status}}, {{v.sort:sorted}} by {{by:due date}}",
        Collection,
    )
    assert (shown.search, shown.filters, shown.sort) == (True, ("status",), Sort("due date"))


def test_newest_first_sorts_by_the_date_downwards():
    """`newest first` names no field and still means the date."""
    (shown,) = sections(f"{LOANS}, {{v.sort:newest first}}", Collection)
    assert shown.sort == Sort("due date", descending=True)


def test_a_form_that_was_asked_for_stands_on_the_page():
    """A form to add one is a section of its own."""
    assert sections(f"{LOANS} and a {{v.form:form}}", Form) == [Form("Loan")]


def test_every_entity_has_a_page():
    """Customers and orders each have their page, the one that refers to the other first."""
    app = made(
        "{entity:customers}: {f.text:name}. {entity:orders}: {f.ref:customer}, {f.date:date}, {f.money:sum}"
    ).app
    assert [page.name for page in app.pages] == ["Orders", "Customers"]


@pytest.mark.parametrize(
    ("wish", "label", "assignment"),
    [
        ("mark as returned", "Returned", Assignment("returned", YesNo(True))),
        ("mark it as back", "Back", Assignment("status", Text("Back"))),
        ("return it", "Return", Assignment("returned", YesNo(True))),
        ("archive", "Archive", Assignment("archive", YesNo(True))),
    ],
)
def test_a_button_sets_what_its_words_mean(wish, label, assignment):
    """A button finds the field or option that its words name, and makes a tick box where there is none."""
    (action,) = made(f"{LOANS}. A button to {{action:{wish}}}").app.entities[0].actions
    assert (action.label, action.assignments) == (label, (assignment,))


@pytest.mark.parametrize(
    ("wish", "sign"), [("add one", "+"), ("+1", "+"), ("use one", "-"), ("count up", "+")]
)
def test_counting_buttons_count(wish, sign):
    """A button that adds or takes one changes the number."""
    entity = made(
        f"{{entity:screws}}: {{f.text:size}}, {{f.number:stock}}. A {{action:{wish}}} button"
    ).app.entities[0]
    assert entity.actions[0].assignments == (Assignment("stock", Binary(sign, FieldRef("stock"), Number(1))),)


def test_a_watering_button_sets_the_day():
    """`water` sets `last watered` to today."""
    entity = made("{entity:plants}: {f.text:name}, {f.date:last watered}. {action:water}").app.entities[0]
    assert entity.actions[0].assignments == (Assignment("last watered", Moment("today")),)


def test_a_button_nobody_can_make_is_told():
    """A wish too long to be a button comes back as a note and nothing is made of it."""
    wish = "send the whole list over to whoever asks for it first"
    result = made(f"{LOANS}. {{action:{wish}}}")
    assert result.app.entities[0].actions == ()
    assert say("spindle.action_unclear", words=wish) in result.notes


@pytest.mark.parametrize(
    ("fields", "wish", "expression"),
    [
        ("{f.date:due date}", "days left", Binary("-", FieldRef("due date"), Moment("today"))),
        ("{f.date:due date}", "days overdue", Binary("-", Moment("today"), FieldRef("due date"))),
        ("{f.date:birthday}", "age", Call("years between", (FieldRef("birthday"), Moment("today")))),
        (
            "{f.money:price}, {f.number:quantity}",
            "total",
            Binary("*", FieldRef("quantity"), FieldRef("price")),
        ),
        ("{f.money:cost}, {f.money:price}", "profit", Binary("-", FieldRef("price"), FieldRef("cost"))),
        (
            "{f.date:arrival}, {f.date:departure}",
            "nights",
            Binary("-", FieldRef("departure"), FieldRef("arrival")),
        ),
        (
            "{f.date:last watered}, {f.number:water every}",
            "next watering due",
            Binary("+", FieldRef("last watered"), FieldRef("water every")),
        ),
    ],
)
def test_common_words_have_their_formula(fields, wish, expression):
    """Days left, age, total, profit, nights: worked out from the fields that are there."""
    entity = made(
        f"{{entity:things}}: {{f.text:name}}, {fields}. Work out the {{computed:{wish}}}"
    ).app.entities[0]
    assert [(one.name, one.expression) for one in entity.computed] == [(wish, expression)]


def test_a_formula_that_was_written_out_wins():
    """`fee = words × rate` is taken at its word."""
    entity = made(
        "{entity:jobs}: {f.text:client}, {f.number:words}, {f.money:rate}, {computed:fee} = words × rate"
    ).app.entities[0]
    assert entity.computed[0].expression == Binary("*", FieldRef("words"), FieldRef("rate"))


def test_what_cannot_be_worked_out_is_told():
    """A value without a formula is no field, and a note says so."""
    result = made("{entity:cats}: {f.text:name}, {f.text:race}. Show the {computed:karma}")
    assert result.app.entities[0].computed == ()
    assert say("spindle.computed_unclear", words="karma") in result.notes


def test_the_theme_has_the_colours_that_were_asked_for():
    """Background, accent and dark or light go where they were meant."""
    theme = made(
        "{entity:cats}. {dark:dark mode}, background {bg:ivory}, buttons {accent:forest green}"
    ).app.theme
    assert theme == Theme("dark", "ivory", "forestgreen")


def test_an_unknown_colour_is_told():
    """A colour that nobody knows is left to the compiler, and a note says so."""
    result = made("{entity:cats}. Make it {accent:zorp}")
    assert result.app.theme == Theme()
    assert say("spindle.colour_unknown", words="zorp") in result.notes


def test_the_app_is_called_what_the_person_calls_it():
    """A name that was given wins over a remembered one."""
    assert (
        made('{entity:tools}, called "{name:Uncle Bob\'s shed}"', lent=remembered()).app.name
        == "Uncle Bob's shed"
    )


def test_what_cannot_be_done_is_told():
    """What no app on this computer can do comes back as a note, once."""
    result = made("{entity:cats}. {cannot:Text me} a reminder. {cannot:Text me}!")
    assert result.notes == (say("spindle.cannot", words="Text me"),)


@pytest.mark.parametrize("kind", ["tool", "timer", "quiz", "game", "site"])
def test_a_kind_that_the_language_cannot_say_is_told_first(kind):
    """A calculator or a game cannot be made yet: the first note says what was made instead."""
    result = made("a thing", kind)
    assert result.notes[0] == say(f"spindle.kind_{kind}")
    assert read(print_app(result.app)).ok


def test_a_short_request_is_what_the_app_is_about():
    """A short request stands under the title; a long one does not fit there."""
    assert made("I need an app for my {entity:cats}").app.about == "App for my cats"
    assert made("{entity:cats} " + "and so on " * 20).app.about == ""
