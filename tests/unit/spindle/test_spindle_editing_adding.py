"""What an ask wants in addition comes where it belongs, in the manner of what is there."""

from __future__ import annotations

import pytest
from spindle_editing_apps import CAFE, CLASS, SHED, changed, script

from desktop.blueprint.nodes import Block


@pytest.mark.parametrize(
    ("marked", "lines"),
    [
        ("[add|we need a {f.text:maker} for {at:tools}]", ["in Tool: add maker: text"]),
        (
            "[add|each {at:loan} gets a {f.money:deposit} in {unit:pounds}, {value:10} to begin with]",
            ["in Loan: add deposit: money £, default 10"],
        ),
        (
            "[add|{at:tools}: a {f.choice:wood or metal} ({opt:wood}, {opt:metal}), it has to be {req:given}]",
            ["in Tool: add wood or metal: choice Wood | Metal, required"],
        ),
        ("[add|the borrower of a {at:loan} leaves a {f.phone:phone number}]", ["in Loan: add phone: phone"]),
        (
            "[add|a {f.text:maker} {place:right behind} the {pos:shelf}]",
            ["in Tool: add maker: text", "in Tool: move maker after shelf"],
        ),
        (
            "[add|a {f.bool:insured} tick on the {at:loans}, {place:at the end} of the {pos:form}]",
            ["in Loan: add insured: yes/no", "on Loans, form: set showing tool, borrower, due, insured"],
        ),
    ],
)
def test_fields_come_to_the_records_that_are_named(marked: str, lines: list[str]):
    assert script(SHED, marked) == lines


def test_how_old_somebody_is_is_an_age():
    assert script(SHED, "[add|for a {at:loan} they say {f.number:how old they are}]") == [
        "in Loan: add age: number"
    ]


@pytest.mark.parametrize(
    ("marked", "lines"),
    [
        ("[add|{opt:planes} is a new {at:kind}]", ["in Tool: add option Planes to kind"]),
        ("[add|I'd like {opt:Planes} and {opt:Clamps} among the {at:kinds}]",
         ["in Tool: add option Planes to kind", "in Tool: add option Clamps to kind"]),
        ("[add|{opt:Lent to the school} in the {at:state}, {place:before} {pos:broken}]",
         ["in Tool: change state: choice In | Out | Lent to the school | Broken, default In"]),
    ],
)  # fmt: skip
def test_options_come_to_the_field_that_has_such(marked: str, lines: list[str]):
    assert script(SHED, marked) == lines


@pytest.mark.parametrize(
    ("marked", "line"),
    [
        ("[add|a new {at:tool}: {opt:plunge saw}, {value:89}, one of the {value:saws}]",
         'in Tool: add sample "Plunge saw", "Saws", -, 89'),
        ("[add|{opt:Tall ladder} belongs to the {at:tools} too, among the {value:ladders}, on {new:the wall}]",
         'in Tool: add sample "Tall ladder", "Ladders", "The wall"'),
    ],
)  # fmt: skip
def test_a_record_is_filled_in_with_what_is_said_of_it(marked: str, line: str):
    assert script(SHED, marked) == [line]


@pytest.mark.parametrize(
    ("marked", "line"),
    [
        ("[add|the {at:menu card} gets {opt:cheese toast} for {value:4.10}]",
         'on Welcome, menu card: add dish "Cheese toast"; price "€4.10"'),
        ("[add|new dish: {opt:Plum cake}, {new:only in autumn}, {value:3.80 €}, {value:nuts}]",
         'on Welcome, menu card: add dish "Plum cake": "Only in autumn"; price "3.80 €"; tags nuts'),
        ("[add|in the {at:team} there is now {opt:Rosa Lind}, {new:dishes}, picture {value:🍽️}]",
         'on Welcome, team: add person "Rosa Lind": "Dishes"; picture 🍽️'),
        ("[add|we are also {at:open} on {opt:Sunday}, {new:10–14}]",
         'on Welcome, opening hours: add day "Sunday": "10–14"'),
    ],
)  # fmt: skip
def test_a_line_under_a_block_is_made_like_its_brothers(marked: str, line: str):
    assert script(CAFE, marked) == [line]


@pytest.mark.parametrize(
    ("marked", "line"),
    [
        ("[add|ask also {new:Which river flows through Paris?} {opt:the Seine} is right, {opt:the Loire} is wrong]",
         'on Quiz, quiz "Rivers": add question "Which river flows through Paris?": The Seine | The Loire'),
        ("[add|for the {at:lakes}: {new:Where is Lake Ohrid?} {opt:Albania}, {opt:Chile}]",
         'on Quiz, quiz "Lakes": add question "Where is Lake Ohrid?": Albania | Chile'),
        ("[add|{opt:Salad} with {value:4} places on the {at:sign up sheet}]",
         'on Party, sign up sheet: add slot "Salad"; places 4'),
        ("[add|{opt:Dora} and {opt:Emil} to the {at:wheel}]",
         "on Timers, picker: set words Ana | Ben | Cem | Dora | Emil"),
    ],
)  # fmt: skip
def test_questions_slots_and_names_come_to_the_block_that_is_meant(marked: str, line: str):
    assert script(CLASS, marked) == [line]


@pytest.mark.parametrize(
    ("marked", "line"),
    [
        ("[add|{at:loans} should tell {computed:days left}, {formula:due minus today}]",
         "in Loan: add days left = due - today"),
        ("[add|every {at:tool}: {computed:number of loans}]", "in Tool: add loans = count of Loan"),
        ("[add|{at:tools} get {computed:half price} = {formula:half of the worth}]",
         "in Tool: add half price = worth * 0.5"),
    ],
)  # fmt: skip
def test_values_are_worked_out_by_their_formula_in_words(marked: str, line: str):
    assert script(SHED, marked) == [line]


def test_a_fee_for_each_day_late_is_due_only_while_it_is_late():
    lines = script(
        SHED, "[add|for a {at:loan} a {computed:fee} of {formula:50 cents for each day} it is {test:late}]"
    )
    assert lines == ["in Loan: add fee = if(due < today and back is no, days between(due, today) * 0.5, 0)"]


def test_a_formula_that_is_not_understood_makes_nothing_up():
    done = changed(SHED, "[add|{at:tools} need a {computed:rank}, {formula:fame times beauty}]")
    assert done.script == ()
    assert done.notes


def test_a_button_does_what_is_said_of_it():
    lines = script(
        SHED, '[add|a button {action:Call} on {at:loans} that are {test:not back}: "{new:Ring them}"]'
    )
    assert lines == ['in Loan: add action Call: notify "Ring them"; when back is no']


def test_a_new_kind_of_record_gets_a_page_of_its_own():
    lines = script(SHED, "[add|we also want {entity:repairs}: {f.date:day}, {f.text:what was done}]")
    assert lines[0] == "add entity Repair"
    assert lines[-2:] == ["add page Repairs", "on Repairs: add table of Repair; search"]


def test_a_new_kind_of_record_that_is_shown_somewhere_gets_no_other_page():
    lines = script(
        SHED,
        "[add|we also want {entity:repairs}: {f.date:day}, {f.text:what was done}], "
        "[add|shown on a page {page:Workshop} as a {v.calendar:calendar} by {by:day}]",
    )
    assert [line for line in lines if line.startswith("add page")] == ["add page Workshop"]


def test_a_page_waits_for_what_comes_onto_it():
    lines = script(SHED, "[add|a page {page:Money}], [move|the {old:pie} moves {at:there}]")
    assert lines[:2] == ["add page Money", "on Money: add chart pie of sum of worth of Tool by state"]


def test_a_page_that_nothing_comes_onto_shows_what_its_name_says():
    assert script(SHED, "[add|one more page, {page:All loans}]") == [
        "add page All loans",
        "on All loans: add table of Loan; search",
    ]


def test_a_page_shows_the_fields_and_the_records_that_are_asked_for():
    lines = script(
        SHED,
        "[add|a page {page:Due soon} with {old:borrower} and {old:due} of what is due in {test:the next 5 days}]",
    )
    assert lines == [
        "add page Due soon",
        "on Due soon: add table of Loan showing borrower, due; where due <= today + 5",
    ]


def test_a_block_says_what_the_ask_says():
    done = changed(
        CLASS, '[add|a {block:checklist} "{new:Before the bell}" with {opt:chairs up} and {opt:windows shut}]'
    )
    block = next(
        one
        for page in done.app.pages
        for one in page.sections
        if isinstance(one, Block) and one.word == "checklist"
    )
    assert (block.label, block.words) == ("Before the bell", ("chairs up", "windows shut"))


def test_one_more_of_what_was_just_removed():
    lines = script(
        CLASS,
        "[remove|no more {old:silent reading}]. but [add|I need one for {opt:cleaning up}, {value:5 minutes}]",
    )
    assert lines[-1] == 'on Timers: add timer countdown "Cleaning up"; minutes 5'


def test_lines_of_a_block_that_is_there_already_come_under_it():
    lines = script(CAFE, "[add|{block:team}: {opt:Ada Lund}, {new:Bread}]")
    assert lines == ['on Welcome, team: add person "Ada Lund": "Bread"']


def test_what_is_typed_into_a_calculator_can_be_more():
    assert script(CLASS, "[add|the {at:calculator} should ask for {f.number:doors}]") == [
        "on Sums, calculator: add doors: number"
    ]


@pytest.mark.parametrize("marked", [
    "[add|{opt:Balcony} to the {at:rooms}]",
    "[add|a new question, {new:Why?}, in the {at:biology quiz}]",
])  # fmt: skip
def test_nothing_is_added_where_the_place_is_unknown(marked: str):
    assert script(SHED, marked) == []
