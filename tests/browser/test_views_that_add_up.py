"""Reports with their groups and totals, tiles with a goal, tables with sums."""

from __future__ import annotations

from pathlib import Path

from opener import Opener
from tab import Tab

REPORT = Path("views/report.blueprint")
SUNDAY = "2026-03-01 09:00"
CATCH_DOWNLOADS = """{
    URL.createObjectURL = (blob) => { window.handed = blob; return "blob:none"; };
    HTMLAnchorElement.prototype.click = () => {};
}"""


def texts(tab: Tab, selector: str) -> list[str]:
    found = tab.run(f"[...document.querySelectorAll('{selector}')].map((one) => one.innerText.trim())")
    assert isinstance(found, list)
    return found


def totals(tab: Tab) -> list[str]:
    return texts(tab, ".report-total .number, .report-group.is-closed .number")


def test_a_report_by_a_date_is_grouped_by_month_with_sums(open_app: Opener) -> None:
    tab = open_app(REPORT, clock=SUNDAY)
    assert texts(tab, ".report-group bdi") == ["January 2026", "February 2026", "March 2026"]
    assert totals(tab) == ["€143.50", "€380.00", "€435.00", "€958.50"]
    assert "Jan 5, 2026" in tab.text(".report-table"), "the heading says only the month"


def test_groups_come_in_the_order_of_the_options(open_app: Opener) -> None:
    tab = open_app(REPORT, "By kind", clock=SUNDAY)
    assert texts(tab, ".report-group bdi") == ["Fees", "Donations", "Rent", "Balls and nets"]


def test_a_group_is_closed_and_its_sum_stays(open_app: Opener) -> None:
    tab = open_app(REPORT, clock=SUNDAY)
    tab.click(".report-turn", "January")
    assert texts(tab, "tbody [data-record] .open")[0] == "Fees of February"
    assert totals(tab)[0] == "€143.50"
    tab.press("Enter")
    assert texts(tab, "tbody [data-record] .open")[0] == "Fees of January"
    assert tab.run("document.activeElement.getAttribute('aria-expanded')") == "true"


def test_only_the_totals_are_shown_when_asked(open_app: Opener) -> None:
    tab = open_app(REPORT, clock=SUNDAY)
    tab.click(".report-tools button", "Only the totals")
    assert tab.count("tbody [data-record]") == 0
    assert totals(tab) == ["€143.50", "€380.00", "€435.00", "€958.50"]
    tab.click(".report-tools button", "Only the totals")
    assert tab.count("tbody [data-record]") == 7


def test_what_is_shown_is_taken_away_as_a_spreadsheet(open_app: Opener) -> None:
    """The filter counts, the groups give the order, and no cell is a formula."""
    tab = open_app(REPORT, "By kind", clock=SUNDAY)
    tab.run("""(async () => {
        const record = homespun.store.list("Booking")[4];
        await homespun.store.put({ ...record, values: { ...record.values, what: "=1+1" } });
    })().then(() => true)""")
    tab.fill(".filter select", "false")
    tab.run(CATCH_DOWNLOADS)
    tab.click(".report-tools button", "Save as a spreadsheet")
    sheet = str(tab.wait("window.handed?.text()")).lstrip("\ufeff")
    assert sheet.splitlines() == [
        "kind,what,day,amount,paid",
        "Fees,Fees of March,2026-03-03,435,No",
        "Donations,'=1+1,2026-02-13,150,No",
    ]


def test_a_report_asks_nobody_to_add_something_and_prints_without_buttons(open_app: Opener) -> None:
    tab = open_app(REPORT, clock=SUNDAY)
    assert tab.count(".collection .add") == 0
    tab.run("{ window.print = () => (window.printed = true); }")
    tab.click(".report-tools button", "Print")
    assert tab.run("printed")


def test_a_report_fits_a_telephone(open_app: Opener) -> None:
    tab = open_app(REPORT, width=390, clock=SUNDAY)
    tab.assert_fits(390)
    first = tab.text("tbody [data-record]")
    assert "Fees of January" in first
    assert "€420.00" in first


def test_a_goal_is_approached_and_reached(open_app: Opener) -> None:
    tab = open_app(REPORT, clock=SUNDAY)
    assert "95 % of €1,000.00" in tab.text(".stat")
    assert tab.run("document.querySelector('[role=progressbar]').ariaValueNow") == "95"
    tab.run("""(async () => {
        const record = homespun.store.list("Booking")[0];
        await homespun.store.put({ ...record, values: { ...record.values, amount: 600 } });
    })().then(() => true)""")
    assert "Goal reached: €1,000.00" in tab.text(".stat")
    assert tab.count(".stat-goal .icon") == 1


def test_a_table_has_its_sum_at_the_foot(open_app: Opener) -> None:
    tab = open_app(REPORT, "Bookings", clock=SUNDAY)
    assert texts(tab, "tfoot td.number") == ["€958.50"]
    tab.fill("input[type=search]", "rent")
    assert texts(tab, "tfoot td.number") == ["−€360.00"]


def test_the_sum_has_its_name_where_the_first_column_is_added(open_app: Opener) -> None:
    tab = open_app('app "Sums"\n\nentity Pot\n  amount: number\n  name: text\n  sample 3, "a"\n  sample 4, "b"\n\n'
                   "page Pots\n  report of Pot; total amount\n")  # fmt: skip
    assert tab.text("tfoot th").startswith("In all")
    assert texts(tab, "tfoot .report-first") == ["7"]
