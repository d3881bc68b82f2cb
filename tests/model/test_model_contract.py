"""The score: item by item what a request asked for, and the baselines that stand beside it."""

from __future__ import annotations

import pytest

from desktop.blueprint import parse
from desktop.spindle.assembler import assemble
from models.data.domains import record_domains
from models.data.library import library_entry
from models.data.marks import read_marks
from models.evals.baselines import KeywordBaseline
from models.evals.contract import Contract, authored_contracts, contract_of, items, score
from models.train.writer_samples import FieldIndex, reading_of

SHED = """app "Shed"
  theme dark, background ivory, accent teal

entity Tool
  name: text
  borrower: text
  due back: date
  price: money
  cost in all = price * 2
  action Give back: set borrower to "nobody"

page Tools
  stat "All" = count of Tool
  cards of Tool; search
"""


def asked(marked: str, kind: str = "data") -> Contract:
    """The contract of a marked request."""
    return contract_of(read_marks(marked, kind))


def met(marked: str, text: str = SHED) -> list[tuple[str, bool]]:
    """The items of a request's contract, and whether an app meets them."""
    return items(asked(marked), parse(text).app)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("my {entity:tools}", [("entity", True)]),
        ("my {entity:garden tools}", [("entity", True)]),
        ("my {entity:bees}", [("entity", False)]),
        ("{f.text:borrower}", [("field", True), ("type", True)]),
        ("{f.ref:borrower}", [("field", True), ("type", True)]),
        ("{f.date:due}", [("field", True), ("type", True)]),
        ("{f.number:price}", [("field", True), ("type", True)]),
        ("{f.date:price}", [("field", True), ("type", False)]),
        ("{f.text:mood}", [("field", False), ("type", False)]),
        ("{v.cards:gallery}", [("view", True)]),
        ("{v.calendar:calendar}", [("view", False)]),
        ("{v.search:find}", [("view", True)]),
        ("{v.filter:filter}", [("view", False)]),
        ("{v.stat:how many}", [("view", True)]),
        ("{v.form:form}", [("view", True)]),
        ("{action:give it back}", [("action", True)]),
        ("{action:sharpen}", [("action", False)]),
        ("{computed:cost in all}", [("computed", True)]),
        ("{computed:age}", [("computed", False)]),
        ("{accent:teal} {bg:ivory}", [("colour", True), ("colour", True)]),
        ("{accent:red}", [("colour", False)]),
        ("{dark:dark}", [("mode", True)]),
        ("{light:light}", [("mode", False)]),
        ("{name:shed}", [("name", True)]),
        ("{name:Barn}", [("name", False)]),
        ("hello", []),
    ],
)
def test_each_item_is_judged_by_itself(marked, expected):
    """What was asked for is there or it is not; nothing else counts."""
    assert met(marked) == expected


def test_fields_from_nowhere_count_against_an_app_asked_for_field_by_field():
    """Who lists three fields wants these: more than two others are absurd."""
    three = "{f.text:name} {f.text:borrower} {f.date:due back}"
    assert ("nothing absurd", True) in met(three)
    more = SHED.replace("  price: money\n", "  price: money\n  weight: number\n  mood: text\n")
    assert ("nothing absurd", False) in met(three, more)


def test_the_worked_example_of_the_docstring():
    """A tool list without its calendar meets five of six items."""
    found = met("{entity:tool} {f.text:borrower} {f.date:due back} {v.calendar:calendar}")
    assert sum(fine for _, fine in found) == 5
    assert len(found) == 6


def test_no_app_meets_nothing():
    """Where nothing was made every item is missed, also the absence of absurd fields."""
    contract = asked("{entity:tools}: {f.text:a}, {f.text:b}, {f.text:c} in {accent:red}")
    assert not any(fine for _, fine in items(contract, None))


def test_scores_add_up_over_requests():
    """The share is items met over items asked, in all and by group; an unasked group is whole."""
    app = parse(SHED).app
    result = score(
        [(asked("{entity:tools} {action:give back}"), app), (asked("{entity:bees} {v.board:board}"), app)]
    )
    assert result.share == pytest.approx(2 / 4)
    assert (result.of("entity"), result.of("action"), result.of("view"), result.of("name")) == (
        0.5,
        1.0,
        0.0,
        1.0,
    )


def test_a_perfect_reading_meets_nearly_all_of_the_authored_contracts():
    """The contracts are fair: what the assembler makes of true marks meets at least nine items in ten."""
    apps = [(c, assemble(reading_of(c.request), (), FieldIndex(())).app) for c in authored_contracts()]
    assert score(apps).share > 0.9


def test_authored_contracts_ask_for_what_their_marks_say():
    """Contracts written by hand and the marks in the same requests agree on the fields."""
    for contract in authored_contracts():
        marks = contract_of(contract.request)
        assert len(contract.fields) <= len(marks.fields) + 2, contract.request.text
        assert contract.kind == contract.request.kind


@pytest.fixture(scope="module")
def keyword():
    """The keyword baseline on all domains."""
    return KeywordBaseline(tuple(library_entry(domain) for domain in record_domains()))


def test_the_keyword_baseline_finds_a_domain_by_its_own_words(keyword):
    """Asked in a domain's own words, it gives nearly always that domain's blueprint: it is a baseline, no straw man."""
    domains = record_domains()[::6]
    right = 0
    for domain in domains:
        found = keyword.app(domain["ways"][0])
        right += found == parse(library_entry(domain).blueprint).app
    assert right >= 0.85 * len(domains)


def test_the_keyword_baseline_answers_anything(keyword):
    """Without a shared word, even without words, it gives some blueprint and does not fail."""
    for request in ("zzzz qqqq", "", "日本語"):
        assert keyword.app(request) is not None
