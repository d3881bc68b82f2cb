"""With thousands of records no view draws thousands of things: what is not seen is not made."""

from __future__ import annotations

from opener import Opener
from sample_files import walk

VIEWS = ("gallery", "articles", "timeline by day", "heat map by day", "streak by day", "leaderboard by points",
         "compare", "report", "report by name", "report by kind", "calendar by day", "board by kind")  # fmt: skip
FIELDS = """entity Thing
  name: text
  kind: choice A | B
  day: date
  points: number
  notes: long text
"""
FILL = """homespun.store.write({ put: Array.from({ length: 3000 }, (_, at) => homespun.store.make("Thing", {
    name: `Thing ${at}`, kind: "AB"[at % 2], points: at, notes: "Words. ".repeat(90), day: "2026-03-01" }),
) }).then(() => true)"""


def app() -> str:
    pages = ""
    for number, view in enumerate(VIEWS):
        word, _, by = view.partition(" by ")
        pages += f"\npage {number} {word}\n  {word} of Thing{f' by {by}' if by else ''}\n"
    return f'app "Thousands"\n\n{FIELDS}{pages}'


def test_no_view_draws_thousands_of_things(open_app: Opener) -> None:
    tab = open_app(app(), clock="2026-03-01 09:00")
    tab.run(FILL)
    for page in walk(tab):
        assert tab.count("main *") < 5000, page
        assert 0 < tab.count("main [data-record], main .report-group, main .streak-day") <= 600, page


def test_a_long_report_begins_with_its_totals_and_a_group_is_opened(open_app: Opener) -> None:
    tab = open_app(app(), "9 report", clock="2026-03-01 09:00")
    tab.run(FILL)
    tab.wait("document.querySelectorAll('.report-group').length === 2")
    assert tab.count("[data-record]") == 0
    tab.click(".report-turn", "A")
    assert tab.count("[data-record]") == 299
    tab.click(".pages button", "Show 300 more")
    assert tab.count("[data-record]") == 599
    assert tab.run("document.activeElement.innerText") == "Thing 598"
