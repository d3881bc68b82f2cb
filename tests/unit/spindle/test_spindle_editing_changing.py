"""What is there becomes otherwise: fields, names, texts, settings, single values; and what is to go, goes."""

from __future__ import annotations

import pytest
from spindle_editing_apps import CAFE, CLASS, SHED, app_of, changed, script

from desktop.blueprint.nodes import Binary, Block, FieldRef, Number
from desktop.messages import say


@pytest.mark.parametrize(
    ("marked", "lines"),
    [
        ("[default|{old:state} begins as {value:out}]",
         ["in Tool: change state: choice In | Out | Broken, default Out"]),
        ("[bound|{old:worth} up to {max:900}]", ["in Tool: change worth: money €, min 0, max 900"]),
        ("[bound|not more than {max:3} {old:heavy} things]", ["in Tool: change heavy: number, min 0, max 3"]),
        ("[require|the {old:shelf} has to be given]", ["in Tool: change shelf: text, required"]),
        ("[optional|{old:kind} may be left out]", ["in Tool: change kind: choice Saws | Drills | Ladders"]),
        ("[unique|no two {at:tools} with one {old:name}]", ["in Tool: change name: text, required, unique"]),
        ("[unique|the same {old:borrower} never twice with the same {old:tool}]",
         ["in Loan: add no two with same tool, borrower"]),
        ("[retype|{old:shelf} as a {as.choice:list} of {opt:North}, {opt:South}]",
         ["in Tool: change shelf: choice North | South"]),
        ("[retype|{old:worth} in {unit:dollars}]", ["in Tool: change worth: money $, min 0, max 500"]),
        ("[options|{old:kind}: {opt:hand tools}, {opt:machines}]",
         ["in Tool: change kind: choice Hand tools | Machines, required"]),
        ("[require|{old:shelf} is needed] and [default|{old:it} starts with {value:A1}]",
         ["in Tool: change shelf: text, required", "in Tool: change shelf: text, required, default \"A1\""]),
    ],
)  # fmt: skip
def test_fields_become_what_is_said(marked: str, lines: list[str]):
    assert script(SHED, marked) == lines


def test_a_unit_without_a_field_is_for_all_amounts():
    assert script(SHED, "[retype|pounds, i mean {unit:pounds}, not euros]") == [
        "in Tool: change worth: money £, min 0, max 500"
    ]


def test_what_is_typed_into_a_calculator_has_bounds_too():
    assert script(CLASS, "[bound|at most {max:5} {old:coats}]") == [
        "on Sums, calculator: change coats: number, default 2, max 5"
    ]


@pytest.mark.parametrize(
    ("app", "marked", "lines"),
    [
        (SHED, "[rename|the {old:shelf} is called {new:hook}]", ["in Tool: rename shelf to hook"]),
        (SHED, "[rename|{old:tools} are {new:instruments}]",
         ["rename entity Tool to Instrument", "in Loan: rename tool to instrument"]),
        (SHED, "[rename|\"{old:Broke}\" should read \"{new:Out of order}\"]",
         ["in Tool: rename action Broke to Out of order"]),
        (SHED, "[rename|the button must say {new:Later again}]", ["in Loan: rename action Later to Later again"]),
        (SHED, "[rename|call {old:saws} {new:blades}]", ["in Tool: rename option Saws of kind to Blades"]),
        (SHED, "[rename|the page {old:Figures} is {new:Numbers}]", ["rename page Figures to Numbers"]),
        (SHED, "[rename|the app is {name:The Big Shed}]", ['set name "The Big Shed"']),
        (SHED, "[text|the {old:line under the title} is {new:Bring it back clean}]",
         ['set about "Bring it back clean"']),
        (SHED, "[rename|the {old:still out} tile says {new:On the road}]",
         ['on Loans, stat: set label "On the road"']),
        (CAFE, "[text|{old:carrot cake} costs {new:€3.90}]",
         ['on Welcome, menu card: change dish "Carrot cake": "Moist, with nuts"; price "€3.90"; tags nuts']),
        (CAFE, "[text|the {old:address} is {new:Hay Lane 9}]", ['on Welcome, address: set street "Hay Lane 9"']),
        (SHED, "[text|the {old:text} on the {at:tools} page: {new:Please lock the door.}]",
         ['on Tools, text: set words "Please lock the door."']),
        (SHED, "[text|write {new:We close at six.} {place:at the bottom} of the {at:loans}]",
         ['on Loans: add text "We close at six."']),
    ],
)  # fmt: skip
def test_names_and_texts_are_said_otherwise(app: str, marked: str, lines: list[str]):
    assert script(app, marked) == lines


def test_a_line_under_a_block_keeps_its_place_under_another_name():
    menu = changed(CAFE, "[rename|{old:Carrot cake} is {new:Nut cake} now]").app.pages[0].sections[1]
    assert isinstance(menu, Block)
    assert [item.label for item in menu.items] == ["Nut cake", "Lentil soup"]


@pytest.mark.parametrize(
    ("app", "marked", "lines"),
    [
        (CLASS, "[set|{value:20} minutes for {old:silent reading}]", ["on Timers, timer countdown: set minutes 20"]),
        (CLASS, "[set|{value:50} seconds {old:work}] and [set|{value:10} {old:rest}]",
         ["on Timers, timer intervals: set work 50", "on Timers, timer intervals: set rest 10"]),
        (CLASS, "[set|you pass with {value:75} percent]", ['on Quiz, quiz "Rivers": set pass 75']),
        (CLASS, "[remove|no {old:mixing} of the questions]", ['on Quiz, quiz "Rivers": clear shuffle']),
        (CLASS, "[set|in the {at:lakes} they {value:type} it]", ['on Quiz, quiz "Lakes": set typed']),
        (CLASS, "[set|{old:juice} for {value:5}]", ['on Party, sign up sheet: change slot "Juice"; places 5']),
        (CAFE, "[set|{old:soup} is {value:€5.60}, {old:cake} {value:€3.70}]",
         ['on Welcome, menu card: change dish "Lentil soup": "Hot from noon on"; price "€5.60"; tags vegan',
          'on Welcome, menu card: change dish "Carrot cake": "Moist, with nuts"; price "€3.70"; tags nuts']),
        (SHED, "[set|\"{old:Later}\" adds {value:14}]", ["in Loan: change action Later: add 14 to due"]),
        (SHED, "[set|a goal of {value:30} for {old:still out}]", ["on Loans, stat: set goal 30"]),
        (SHED, "[remove|no {old:goal} any more]", ["on Loans, stat: clear goal"]),
        (SHED, "[set|the {old:fretsaw} is {value:out}]",
         ['in Tool: remove sample "Fretsaw"', 'in Tool: add sample "Fretsaw", "Saws", "A1", 35, -, "Out"']),
    ],
)  # fmt: skip
def test_settings_and_single_values_are_set(app: str, marked: str, lines: list[str]):
    assert script(app, marked) == lines


@pytest.mark.parametrize(
    ("app", "marked", "line"),
    [
        (SHED, "[remove|no more {old:worth}]", "in Tool: remove worth"),
        (SHED, "[remove|{old:ladders} are gone from the {at:kinds}]", "in Tool: remove option Ladders from kind"),
        (SHED, "[remove|the {old:fretsaw} is stolen]", 'in Tool: remove sample "Fretsaw"'),
        (SHED, "[remove|it says \"{old:due before it was lent}\" all the time, stop that]",
         'in Loan: remove check due >= since: "Due before it was lent"'),
        (SHED, "[remove|I don't want the note \"{old:is back}\"]",
         'in Loan: remove when back becomes yes: notify "{tool} is back"'),
        (SHED, "[remove|the {old:second chart} can go]", "on Figures: remove chart pie"),
        (SHED, "[remove|away with the {old:last page}]", "remove page Figures"),
        (SHED, "[remove|the {old:search box}]", "on Tools, table: clear search"),
        (SHED, "[remove|the {old:form} on the {at:loans}]", "on Loans: remove form"),
        (CAFE, "[remove|{old:Jon} has left the {at:team}]", 'on Welcome, team: remove person "Jon Idris"'),
        (CAFE, "[remove|no {old:soup}]", 'on Welcome, menu card: remove dish "Lentil soup"'),
        (CLASS, "[remove|{old:Cairo} is too easy]",
         'on Quiz, quiz "Rivers": remove question "Which river flows through Cairo?"'),
    ],
)  # fmt: skip
def test_what_is_to_go_goes(app: str, marked: str, line: str):
    assert script(app, marked) == [line]


@pytest.mark.parametrize(
    ("marked", "lines"),
    [
        ("[style|{bg:neon pink}, {corners:sharp corners} and a {font:friendly rounded} font]",
         ["set background deeppink", "set font rounded", "set corners square"]),
        ("[style|{dark:dark}]", ["set theme dark", "clear background"]),
        ("[style|{light:light} with {bg:mint}]", ["set background mediumaquamarine", "set theme light"]),
        ("[style|{density:everything closer together}]", ["set density compact"]),
        ("[icon|a {value:hedgehog} please]", ["set icon 🦔"]),
        ("[language|in {lang:spanish}]", ["set language es"]),
    ],
)  # fmt: skip
def test_looks_are_as_they_are_wished(marked: str, lines: list[str]):
    assert script(SHED, marked) == lines


@pytest.mark.parametrize(
    ("marked", "lines"),
    [
        ("[accounts|the {role:keeper} and the {role:neighbours} sign in]",
         ["set accounts Keeper | Neighbour"]),
        ("[permit|only {role:keepers} may {deed:delete} {at:loans}]",
         ["set accounts Keeper | Member", "in Loan: add only Keeper deletes"]),
        ("[accounts|{role:keeper} and {role:guest}]. [permit|the {role:guests} can {deed:see} the {at:loans} but not {deed:change} them]",
         ["set accounts Keeper | Guest", "in Loan: add only Keeper changes"]),
        ("[permit|everybody may {deed:see} and {deed:change} everything]", []),
    ],
)  # fmt: skip
def test_people_may_do_what_is_said(marked: str, lines: list[str]):
    assert script(SHED, marked) == lines


@pytest.mark.parametrize(
    ("marked", "line"),
    [
        ("[rule|when {test:back becomes yes} set {old:due} to {value:today}]",
         "in Loan: add when back becomes yes: set due to today"),
        ("[rule|if I {test:press Broke}, tell me \"{new:Buy a new one}\"]",
         'in Tool: change action Broke: set state to Broken, notify "Buy a new one"'),
        ("[feature|let people {block:comment} on {at:tools}]", "in Tool: add with comments"),
        ("[check|{test:worth can never be more than 400}: \"{new:Too dear}\"]",
         'in Tool: add check worth <= 400: "Too dear"'),
        ("[check|{test:a Ladder costs at least 50}]",
         'in Tool: add check kind is not Ladders or worth >= 50: "This cannot be so"'),
        ("[check|{test:two loans can't have the same borrower on the same since date}]",
         "in Loan: add no two with same borrower, since"),
        ("[check|{test:it cannot be due before it was bought}]",
         'in Loan: add check due >= bought of tool: "Due cannot be before bought of the tool"'),
        ("[check|{test:since must not be in the future}]",
         'in Loan: add check since <= today: "Since cannot be after today"'),
        ("[check|{test:a Ladder without a shelf} is refused: \"{new:Where does it hang?}\"]",
         'in Tool: add check kind is not Ladders or not empty(shelf): "Where does it hang?"'),
        ("[check|{test:worth must be between 5 and 300}]",
         'in Tool: add check worth >= 5 and worth <= 300: "This cannot be so"'),
        ("[rule|when {test:a loan is older than two weeks} say {new:Ring them}]",
         'in Loan: add when days kept > 14: notify "Ring them"'),
        ("[rule|when {test:a tool bought more than two years ago is Broken} say {new:Throw it away}]",
         'in Tool: add when state is Broken and bought < today - 730: notify "Throw it away"'),
        ("[rule|when {test:a tool has twenty lends} it is {value:Broken}]",
         "in Tool: add when lends >= 20: set state to Broken"),
        ("[rule|when {test:it is Out} tell me {new:Write it down}]",
         'in Tool: add when state becomes Out: notify "Write it down"'),
    ],
)  # fmt: skip
def test_rules_and_checks_are_made_of_words(marked: str, line: str):
    assert script(SHED, marked) == [line]


@pytest.mark.parametrize("marked", [
    "[check|{test:a saw shorter than 60 must be thrown away}]", "[rule|when {test:the sun is out} say {new:Hello}]",
    "[rule|when {test:a tool has not been oiled for a year} say {new:Oil it}]",
    "[check|{test:one borrower has at most two hours}]",
])  # fmt: skip
def test_what_a_condition_would_leave_out_is_not_guessed(marked: str):
    """A number and a comparison are not enough: most of what was said must be in it."""
    done = changed(SHED, marked)
    assert done.app == app_of(SHED)
    assert done.notes


@pytest.mark.parametrize("marked", [
    "[remove|no more {old:weather}]", "[rename|the {old:weather} is {new:Climate}]", "[set|{value:left}]",
    "[hide|hide the {old:weather} in the {at:table}]", "[retype|{old:weather} as {as.number:number}]",
    "[options|the {old:weather}: {opt:sun}, {opt:rain}]", "[text|the {old:weather} is {new:fine}]",
    "[cannot|{cannot:send it by pigeon}]", "[bound|{old:weather} at most {max:3}]",
])  # fmt: skip
def test_what_is_not_there_changes_nothing_and_is_said(marked: str):
    done = changed(SHED, marked)
    assert done.app == app_of(SHED)
    assert done.notes


QUIZ = """app "Capitals"

page Play
  quiz "Round one"
    question "Capital of France?": Paris | Lyon
    question "Capital of Italy?": Rome | Milan
    question "Capital of Spain?": Madrid | Seville

page Teams
  scoreboard "Rows": Front | Back

page Help
  text "Ask at the desk."
"""


@pytest.mark.parametrize(
    ("marked", "order"),
    [
        ("[move|the {old:Capital of Italy} question {place:first}]", "Italy France Spain"),
        ("[move|{old:France} {place:after} {pos:Spain}]", "Italy Spain France"),
        ("[move|{old:Spain} {place:to the front} and {old:France} {place:to the end}]", "Spain Italy France"),
    ],
)  # fmt: skip
def test_a_line_of_a_block_goes_elsewhere_among_its_like(marked: str, order: str):
    (quiz,) = changed(QUIZ, marked).app.pages[0].sections
    assert [item.label.removeprefix("Capital of ").rstrip("?") for item in quiz.items] == order.split()


@pytest.mark.parametrize(
    ("marked", "line"),
    [
        ("[move|{old:Help} as the {place:second page}]", "move page Help after Play"),
        ("[move|{old:Teams} as {place:page one}]", "move page Teams first"),
    ],
)  # fmt: skip
def test_pages_are_counted_out(marked: str, line: str):
    assert script(QUIZ, marked) == [line]


def test_a_column_is_hidden_where_it_is_seen_and_what_is_no_column_goes():
    """The first view does not show who borrowed it; the second does. A page has no columns."""
    assert script(SHED, "[hide|no {old:borrower}]") == ["on Loans, table: set showing tool, due, back"]
    assert script(SHED, "[hide|nobody needs the {old:Figures page}]")[0] == "remove page Figures"


def test_what_is_pointed_at_in_vain_becomes_no_field():
    done = changed(SHED, "[show|and show {old:it} in the {at:table}]")
    assert done.app == app_of(SHED)


DRAW = """app "Dinner"

page Spin
  picker "What to eat": Pasta | Curry | Soup

page Bags
  calculator "How many"
    wall: number m2, default 10
    bags = wall * 3
"""


@pytest.mark.parametrize(
    ("marked", "line"),
    [
        ("[remove|no more {old:curry}]", "on Spin, picker: set words Pasta | Soup"),
        ("[rename|{old:Soup} is {new:Stew} now]", "on Spin, picker: set words Pasta | Curry | Stew"),
        ("[move|{old:Soup} {place:to the front}]", "on Spin, picker: set words Soup | Pasta | Curry"),
    ],
)  # fmt: skip
def test_the_words_of_a_block_are_things_too(marked: str, line: str):
    assert script(DRAW, marked) == [line]


def test_what_a_calculator_asks_for_is_called_otherwise_everywhere():
    block = changed(DRAW, "[rename|{old:wall} should read {new:area}]").app.pages[1].sections[0]
    assert [one.name for one in block.fields] == ["area"]
    assert block.computed[0].expression == Binary("*", FieldRef("area"), Number(3))


def test_so_much_only_goes_where_it_is_called_by_its_name():
    """`the line that says how tools are lent` is no request to throw all tools away."""
    done = changed(SHED, "[remove|the {old:line that says who the tools are lent to} insults me]")
    assert [entity.name for entity in done.app.entities] == ["Tool", "Loan"]


def test_a_language_that_is_not_there_is_said():
    done = changed(SHED, "[language|buttons in {lang:Danish}]")
    assert done.app == app_of(SHED)
    assert done.notes == (say("spindle.edit_language", words="Danish"),)
