"""Numbers that are others now, values that find their field, and what is set of tools and games by any name."""

from __future__ import annotations

import pytest
from spindle_editing_apps import CAFE, CLASS, SHED, script

from desktop.spindle.editing.values import days_in, number_in, seconds_in

PLAY = """app "Break time"
  about "Five minutes"

entity Round
  who: text, required
  day: date, required
  minutes: number minutes, default 30
  late = minutes > 45
  when minutes > 60: notify "60 is a lot, {who}"
  check length(who) <= 20: "20 letters at most"
  action Two days later: add 2 to day

page Play
  game snake "Big"; speed slow; size 20
  quiz "Rivers"; shuffle
    question "Cairo?": Nile | Niger
    question "London?": Thames | Severn
    question "Paris?": Seine | Loire
    question "Rome?": Tiber | Arno
  timer pomodoro; work 20; break 5; rounds 3
  generator groups; size 3
  form of Round
"""


@pytest.mark.parametrize(
    ("marked", "lines"),
    [
        ("[set|warn me from {value:90} on, not sixty]",
         ["in Round: remove when minutes > 60: notify \"60 is a lot, {who}\"",
          "in Round: add when minutes > 90: notify \"90 is a lot, {who}\""]),
        ("[set|{old:late} is {value:50 minutes} instead of 45]", ["in Round: change late = minutes > 50"]),
        ("[check|{value:30} letters and no longer 20]",
         ["in Round: remove check length(who) <= 20: \"20 letters at most\"",
          "in Round: add check length(who) <= 30: \"30 letters at most\""]),
        ("[set|three days instead of the two, so {value:three}]",
         ["in Round: change action Two days later: add 3 to day",
          "in Round: rename action Two days later to Three days later"]),
    ],
)  # fmt: skip
def test_a_number_that_is_no_longer_so_is_found_wherever_it_stands(marked: str, lines: list[str]):
    assert script(PLAY, marked) == lines


def test_a_number_that_stands_in_two_places_alike_is_left():
    twice = CLASS.replace("walls: number m², min 0", "walls: number m², default 2, min 0")
    assert script(twice, "[rule|{value:4} and not 2]") == []


@pytest.mark.parametrize(
    ("marked", "lines"),
    [
        ("[set|{value:langsamer} bitte]", []),
        ("[set|{old:Mauern} {value:weg}, no walls]", ["on Play, game: set no walls"]),
        ("[set|a board of {value:12}]", ["on Play, game: set size 12"]),
        ("[set|{value:three of four} is a pass]", ["on Play, quiz: set pass 75"]),
        ("[set|{value:2} right are enough]", ["on Play, quiz: set pass 50"]),
        ("[set|{value:20 seconds} each question]", ["on Play, quiz: set seconds 20"]),
        ("[set|always {value:the same order}]", ["on Play, quiz: clear shuffle"]),
        ("[set|{value:30 minutes} de travail et {value:8} de pause]",
         ["on Play, timer: set work 30", "on Play, timer: set break 8"]),
        ("[set|{old:groups} of {value:five}]", ["on Play, generator: set size 5"]),
        ("[set|{value:two tries} for every word]", []),
    ],
)  # fmt: skip
def test_tools_and_games_are_set_by_what_people_call_it(marked: str, lines: list[str]):
    assert script(PLAY, marked) == lines


@pytest.mark.parametrize(
    ("text", "marked", "lines"),
    [
        (SHED, "[default|{value:Broken} to begin with]",
         ["in Tool: change state: choice In | Out | Broken, default Broken"]),
        (SHED, "[default|{value:20 €} from now on]", ["in Tool: change worth: money €, default 20, min 0, max 500"]),
        (CAFE, "[bound|{max:6} {at:guests} at most]",
         ["in Table wish: change guests: number, default 2, min 1, max 6"]),
        (CLASS, "[default|{old:walls} {value:30}, {old:coats} {value:3}]",
         ["on Sums, calculator: change walls: number m², default 30, min 0",
          "on Sums, calculator: change coats: number, default 3"]),
        (SHED, "[bound|{old:borrower} up to {max:30 letters}]",
         ["in Loan: add check length(borrower) <= 30: \"Borrower: at most 30 letters\""]),
        (SHED, "[bound|{old:bought} not before {min:2020}]",
         ["in Tool: add check bought >= 2020-01-01: \"Bought is too early\""]),
        (SHED, "[bound|{old:days kept} at most {max:two weeks}]",
         ["in Loan: add check days kept <= 14: \"Days kept: at most 14\""]),
        (SHED, "[bound|{old:borrower} twice a week, {max:3 times} at most]", []),
    ],
)  # fmt: skip
def test_a_value_finds_the_field_that_it_is_for(text: str, marked: str, lines: list[str]):
    assert script(text, marked) == lines


def test_a_record_has_something_in_each_field_that_must_be_filled_in_between():
    assert script(SHED, "[add|a {new:Ladder of two}, {value:90 €}, is new]") == [
        'in Tool: add sample "Ladder of two", "Saws", -, 90'
    ]


def test_numbers_and_spans_are_read_in_other_languages():
    assert number_in("cinq questions") == 5
    assert number_in("4 900 g") == 4900
    assert seconds_in("zwölf Minuten") == 720
    assert seconds_in("1 minute 30") == 90
    assert seconds_in("half an hour") == 1800
    assert days_in("drei Wochen") == 21
