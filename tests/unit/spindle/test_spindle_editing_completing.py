"""What a reader passed over and the words say plainly is heard all the same."""

from __future__ import annotations

import pytest
from spindle_editing_apps import CAFE, CLASS, SHED, app_of, changed, script


@pytest.mark.parametrize(
    ("app", "marked", "lines"),
    [
        (SHED, "[remove|no more worth]", ["in Tool: remove worth"]),
        (SHED, "[remove|no ladders any more]", ["in Tool: remove option Ladders from kind"]),
        (SHED, "[remove|we have no ladders, that kind can go]", ["in Tool: remove option Ladders from kind"]),
        (SHED, "[require|a shelf must be given]", ["in Tool: change shelf: text, required"]),
        (SHED, "[hide|in the tools table nobody needs the shelf]",
         ["on Tools, table: set showing name, kind, worth"]),
        (SHED, "[sort|the loans by borrower]", ["on Loans, table: set sort by borrower"]),
        (SHED, "[bound|worth up to 800]", ["in Tool: change worth: money €, min 0, max 800"]),
        (SHED, "[bound|not more than 800 worth]", ["in Tool: change worth: money €, min 0, max 800"]),
        (SHED, "[require|the kind isn't required]", ["in Tool: change kind: choice Saws | Drills | Ladders"]),
        (SHED, "[rename|the button \"Broke\" should say \"Out of order\"]",
         ["in Tool: rename action Broke to Out of order"]),
        (SHED, "[add|{f.text:Clamps} to the {f.text:kinds}]", ["in Tool: add option Clamps to kind"]),
        (SHED, "[feature|comments for the loans]", ["in Loan: add with comments"]),
        (CAFE, "[remove|Mara isn't with us any more]", ['on Welcome, team: remove person "Mara Holt"']),
        (CAFE, "[text|the headline should say \"Warm since {new:1988} and still\"]",
         ['on Welcome, hero: set label "Warm since 1988 and still"']),
        (CLASS, "[set|silent reading takes 25 minutes]", ["on Timers, timer countdown: set minutes 25"]),
        (CLASS, "[remove|they never get Cairo right]",
         ['on Quiz, quiz "Rivers": remove question "Which river flows through Cairo?"']),
        (CLASS, "[add|new: {new:Which river} flows through Rome? {opt:the Tiber} or {opt:the Po}]",
         ['on Quiz, quiz "Rivers": add question "Which river flows through Rome?": The Tiber | The Po']),
    ],
)  # fmt: skip
def test_names_quotations_and_numbers_are_heard(app: str, marked: str, lines: list[str]):
    assert script(app, marked) == lines


def test_options_that_were_cut_off_from_their_field_belong_to_it():
    lines = script(
        SHED, "[retype|{old:shelf} is {as.choice:chosen}]: [add|{opt:North}, {opt:South} or {opt:East}]"
    )
    assert lines == ["in Tool: change shelf: choice North | South | East"]


def test_what_is_named_beside_an_ask_is_what_it_is_about():
    assert script(SHED, "the shelf, you know, [require|must be given]") == [
        "in Tool: change shelf: text, required"
    ]


@pytest.mark.parametrize("marked", [
    "[remove|please do]", "[rename|call it better]", "[set|do it]", "[move|put it somewhere]", "[add|more]",
])  # fmt: skip
def test_where_nothing_is_named_nothing_happens(marked: str):
    assert changed(SHED, marked).app == app_of(SHED)
