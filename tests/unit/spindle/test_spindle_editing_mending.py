"""What the reader marks nearly right is carried out as it was meant; what was marked right stays as it is."""

from __future__ import annotations

import pytest
from spindle_editing_apps import CAFE, CLASS, SHED, app_of, changed, script

CIRCUS = """app "Circus"

entity Act
  name: text, required
  animal: choice 🐘 | 🐒 | 🦁
  minutes: number, default 5
  minutes of rest: number, default 10
  we expect: number, default 90

page Acts
  table of Act showing name, animal, minutes

page Words and names
  generator names "My words": Wick | Wax | Glow | Ember; count 3
"""
NAMES = """app "Names"

page Draw
  picker wheel "Who reads?": Ana | Ben | Cem
"""


@pytest.mark.parametrize(
    ("app", "marked", "lines"),
    [
        (CIRCUS, "[remove|kick {old:Wick and Wax} out]",
         ["on Words and names, generator: set words Wax | Glow | Ember",
          "on Words and names, generator: set words Glow | Ember"]),
        (CLASS, "[remove|{old:the question about London} can go]",
         ['on Quiz, quiz "Rivers": remove question "Which river flows through London?"']),
        (SHED, "[remove|{old:the column called shelf} goes]", ["in Tool: remove shelf"]),
        (SHED, "[hide|{old:not} the {old:shelf} in the {at:tools table}]",
         ["on Tools, table: set showing name, kind, worth"]),
        (CIRCUS, "[default|{old:minutes} of rest is {value:20}]",
         ["in Act: change minutes of rest: number, default 20"]),
        (CIRCUS, "[rename|page {old:Words} and {old:names} is {new:Names}]",
         ["rename page Words and names to Names"]),
        (CAFE, "[remove|{old:the one that says Carrot cake} is gone]",
         ['on Welcome, menu card: remove dish "Carrot cake"']),
        (CAFE, "[add|{at:menu card}: {new:Rye bread for} {value:€4}]",
         ['on Welcome, menu card: add dish "Rye bread"; price "€4"']),
        (SHED, "[add|for {at:loans} {f.bool:is} a {f.bool:favour}]", ["in Loan: add is a favour: yes/no"]),
        (SHED, "[remove|everything about the {old:Big drill}, {old:and} the {old:Fretsaw}]",
         ['in Tool: remove sample "Big drill"', 'in Tool: remove sample "Fretsaw"']),
    ],
)  # fmt: skip
def test_marks_become_what_they_name(app: str, marked: str, lines: list[str]):
    assert script(app, marked) == lines


@pytest.mark.parametrize(
    ("app", "marked", "lines"),
    [
        (SHED, "[bound|{old:worth} never above {min:800}]",
         ["in Tool: change worth: money €, min 0, max 800"]),
        (CAFE, "[bound|{old:guests} {value:4}]",
         ["in Table wish: change guests: number, default 4, min 1, max 12"]),
        (CAFE, "[limit|{at:guests} stops at {value:8}]",
         ["in Table wish: change guests: number, default 2, min 1, max 8"]),
        (CAFE, "[rename|{old:drink first} is {new:Tea}]",
         ["in Table wish: change drink first: choice Coffee | Tea | Lemonade, default Tea"]),
        (SHED, "[optional|{old:shelf} can't be skipped any more]",
         ["in Tool: change shelf: text, required"]),
        (SHED, "[remove|{old:Ladders} is Steps and ladders]",
         ["in Tool: rename option Ladders of kind to Steps and ladders"]),
        (SHED, "[show|{old:shelf} leaves the {at:tools table}]",
         ["on Tools, table: set showing name, kind, worth"]),
        (CIRCUS, "[icon|{value:🦒} for {at:animal}]", ["in Act: add option 🦒 to animal"]),
        (SHED, "[add|a new page {block:Odds and ends}]",
         ["add page Odds and ends", 'on Odds and ends: add text "Odds and ends"']),
        (NAMES, "[add|{old:Dora} in]", ["on Draw, picker: set words Ana | Ben | Cem | Dora"]),
        (CLASS, "[add|a {block:scoreboard} with {new:Ana} and {new:Ben} on {at:Party}]",
         ["on Party: add scoreboard: Ana | Ben"]),
        (SHED, "[rename|app icon {new:🪚}]", ["set icon 🪚"]),
        (SHED, "[add|{f.link:picture} and {opt:weight} to {at:loans}]",
         ["in Loan: add picture: link", "in Loan: add weight: text"]),
    ],
)  # fmt: skip
def test_a_neighbour_of_what_is_meant_is_understood(app: str, marked: str, lines: list[str]):
    assert script(app, marked) == lines


@pytest.mark.parametrize(
    ("app", "marked", "lines"),
    [
        (CAFE, "[set|{old:guests}] [default|with {value:4} then]",
         ["in Table wish: change guests: number, default 4, min 1, max 12"]),
        (SHED, "[only|on {at:Tools}], [only|{test:broken ones}]",
         ["on Tools, table: set where state is Broken"]),
        (SHED, "[hide|{old:shelf} in the {at:tools table}] [add|and] [undo|undo]",
         ["on Tools, table: set showing name, kind, worth"]),
        (CIRCUS, "[default|{value:110} for we expect]", ["in Act: change we expect: number, default 110"]),
    ],
)  # fmt: skip
def test_what_was_cut_in_two_is_one(app: str, marked: str, lines: list[str]):
    assert script(app, marked) == lines


@pytest.mark.parametrize("marked", [
    "[remove|{old:the question about Norway}]", "[remove|{old:Como and Norway}]",
    "[icon|{value:the best of all}]", "[remove|{old:not} {old:and}]",
])  # fmt: skip
def test_what_is_not_there_is_not_put_in_the_place_of_something(marked: str):
    assert changed(CLASS, marked).app == app_of(CLASS)


@pytest.mark.parametrize(
    ("app", "marked", "lines"),
    [
        (SHED, "[rename|{old:Broke} is {new:Broken down}]", ["in Tool: rename action Broke to Broken down"]),
        (SHED, "[bound|{old:worth} from {min:5}]", ["in Tool: change worth: money €, min 5, max 500"]),
        (CIRCUS, "[default|{old:minutes} {value:7}]", ["in Act: change minutes: number, default 7"]),
        (SHED, "[remove|{old:Ladders} is over]", ["in Tool: remove option Ladders from kind"]),
    ],
)  # fmt: skip
def test_what_was_marked_right_stays(app: str, marked: str, lines: list[str]):
    assert script(app, marked) == lines
