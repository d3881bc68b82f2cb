"""How records are shown, in which order, and which of them."""

from __future__ import annotations

import pytest
from spindle_editing_apps import CAFE, CLASS, SHED, script


@pytest.mark.parametrize(
    ("marked", "lines"),
    [
        ("[view|the {old:table} of {at:tools} as {v.cards:cards}]", ["on Tools, table: set view cards"]),
        ("[view|I'd like the {at:tools} on a {v.board:board} by {by:state}]",
         ["on Tools: replace table with: board of Tool by state showing name, kind, shelf, worth; search; "
          "filter by kind; sort by name"]),
        ("[view|the {old:pie} as {v.chart:bars}]", ["on Figures, chart pie: set view bar"]),
        ("[view|the {old:bar chart} should be by {by:state}]", ["on Figures, chart bar: set by state"]),
        ("[sort|{at:tools}: the {desc:dearest} first, by {by:worth}]",
         ["on Tools, table: set sort by worth descending"]),
        ("[sort|{at:loans} sorted by {by:borrower}]", ["on Loans, table: set sort by borrower"]),
        ("[sort|{at:loans}, {asc:soonest} on top]", []),
        ("[filter|filter the {at:tools} by {by:state} too]", ["on Tools, table: set filter by kind, state"]),
        ("[search|a search in the {at:loans}]", ["on Loans, table: set search"]),
        ("[total|what are all {at:tools} {old:worth}, at the bottom]", ["on Tools, table: set total worth"]),
        ("[limit|only the first {value:8} {at:loans}]", ["on Loans, table: set limit 8"]),
        ("[show|the {at:tools table} must show when it was {old:bought}]",
         ["on Tools, table: set showing name, kind, shelf, worth, bought"]),
        ("[show|in the {at:loans} only {old:tool} and {old:due}]", ["on Loans, table: set showing tool, due"]),
        ("[show|{old:since} in the {at:form} of the {at:loans}, {place:before} {pos:due}]",
         ["on Loans, form: set showing tool, borrower, since, due"]),
        ("[hide|no {old:shelf} in the {at:table} of {at:tools}]",
         ["on Tools, table: set showing name, kind, worth"]),
        ("[hide|no {old:due} in the {at:loans table}] and [move|{old:back} as the {place:first} column]",
         ["on Loans, table: set showing tool, borrower, back", "on Loans, table: set showing back, tool, borrower"]),
        ("[add|{f.date:returned} for a {at:loan}] and [show|{old:it} {place:after} {pos:borrower} in the {at:form}]",
         ["in Loan: add returned: date", "on Loans, form: set showing tool, borrower, returned, due"]),
    ],
)  # fmt: skip
def test_views_are_as_they_are_wished(marked: str, lines: list[str]):
    assert script(SHED, marked) == lines


@pytest.mark.parametrize(
    ("marked", "line"),
    [
        ("[only|in the {at:tools} just those that are {test:broken}]",
         "on Tools, table: set where state is Broken"),
        ("[only|{at:tools} {test:worth more than 100}]", "on Tools, table: set where worth > 100"),
        ("[only|{at:tools} that are {test:not heavy}]", "on Tools, table: set where heavy is no"),
        ("[only|{at:loans} of {test:the last 2 weeks}]", "on Loans, table: set where due >= today - 14"),
        ("[only|when a {at:loan} is {test:older than today} hide it]",
         "on Loans, table: set where back is no and due >= today"),  # what was left out before stays out
        ("[only|\"{old:broken}\" counts what is {test:out}]", "on Tools, stat: set where state is Out"),
        ("[only|the {old:lends} of a tool count just those that are {test:back}]",
         "in Tool: change lends = count of Loan where back is yes"),
    ],
)  # fmt: skip
def test_only_some_records_are_shown_or_counted(marked: str, line: str):
    assert script(SHED, marked) == [line]


@pytest.mark.parametrize(
    ("app", "marked", "lines"),
    [
        (SHED, "[move|{old:Figures} should be the {place:first} page]", ["move page Figures first"]),
        (SHED, "[move|the {old:worth} {place:before} the {pos:kind}]", ["in Tool: move worth before kind"]),
        (SHED, "[move|the {old:text} goes {place:on top} of the {at:tools}]", ["on Tools: move text first"]),
        (SHED, "[move|the {old:form} {place:above} the {pos:table} of the {at:loans}]",
         ["on Loans: move form before table"]),
        (SHED, "[move|swap the {old:two charts}]", ["on Figures: move chart pie before chart bar"]),
        (SHED, "[move|the {old:pie} goes to the {at:tools} page]",
         ["on Tools: add chart pie of sum of worth of Tool by state", "on Figures: remove chart pie"]),
        (CAFE, "[move|put the {old:team} {place:under} the {pos:opening hours}]",
         ["on Welcome: move team after opening hours"]),
        (CLASS, "[move|{old:Lakes} {place:before} {pos:Rivers}]",
         ['on Quiz: move quiz "Lakes" before quiz "Rivers"']),
        (SHED, "[move|{old:broken} {place:in front of} {pos:out} in the {at:state}]",
         ["in Tool: change state: choice In | Broken | Out, default In"]),
    ],
)  # fmt: skip
def test_things_are_put_elsewhere(app: str, marked: str, lines: list[str]):
    assert script(app, marked) == lines


@pytest.mark.parametrize(
    ("marked", "line"),
    [
        ("[add|a {v.chart:chart} of how many {at:loans} per {by:borrower}, on {at:figures}]",
         "on Figures: add chart bar of count of Loan by borrower"),
        ("[add|a {v.chart:pie} of the {computed:money} by {by:kind} on the {at:figures}]",
         "on Figures: add chart pie of sum of worth of Tool by kind"),
        ("[add|a {v.stat:tile} with the {computed:average worth} on {at:tools}]",
         'on Tools: add stat "Average worth" = average of worth of Tool'),
        ("[add|a {v.calendar:calendar} of what is {by:due} on the {at:loans} page]",
         "on Loans: add calendar of Loan by due"),
    ],
)  # fmt: skip
def test_charts_numbers_and_calendars_are_added(marked: str, line: str):
    assert script(SHED, marked)[0] == line


@pytest.mark.parametrize(
    ("marked", "line"),
    [
        ("[only|{test:hide heavy} ones]", "on Tools, table: set where heavy is no"),
        ("[hide|don't show the {old:heavy} ones]", "on Tools, table: set where heavy is no"),
        ("[hide|no {old:broken} tools please]", "on Tools, table: set where state is not Broken"),
        ("[remove|get rid of the {old:heavy} ones]", "on Tools, table: set where heavy is no"),
        ("[show|take the {old:heavy} tools out of the {at:table}]", "on Tools, table: set where heavy is no"),
        ("[only|show only the {test:heavy} ones]", "on Tools, table: set where heavy is yes"),
    ],
)
def test_records_go_and_not_what_is_kept_of_them(marked: str, line: str):
    """Whoever wants no heavy ones means tools, and not that `heavy` is forgotten."""
    assert script(SHED, marked) == [line]


@pytest.mark.parametrize(
    "marked", ["[hide|hide {old:heavy} in the {at:tools}]", "[remove|no {old:heavy} any more]"]
)
def test_a_column_alone_still_goes(marked: str):
    """Only what is said of records is about records."""
    assert all("where" not in line for line in script(SHED, marked))
