"""The apps that the browser tests open: one with everything, one with hostile words everywhere."""

from __future__ import annotations

from datetime import date, timedelta

from desktop.blueprint import read
from desktop.blueprint.nodes import (
    Action,
    App,
    Assignment,
    Binary,
    Chart,
    Collection,
    Computed,
    Entity,
    Field,
    FieldRef,
    Form,
    Measure,
    Number,
    Page,
    Paragraph,
    Sample,
    Stat,
    Text,
    Theme,
)

_SHED = """
app "Shed & Co"
  about "Who borrowed which tool, and when it is due back"
  icon 🧰

entity Person
  name: text, required, unique
  phone: phone
  email: email
  sample "Anna Berg", "+49 170 1234567", "anna@example.org"
  sample "Bo Lind"

entity Tool
  name: text, required
  kind: choice Hand tool | Power tool | Garden | Ladder | Measuring
  photo: image
  value: money €
  condition: rating
  tags: tags heavy | sharp | fragile
  loan time: duration
  paint: colour
  manual: link
  checked at: date and time
  opens: time
  notes: long text
  sample "Cordless drill", "Power tool", -, 129.5, 5, "heavy", 90, "red", "example.org", 2026-03-01 14:30
  sample "Axe", "Hand tool", -, 35, 4, "sharp | heavy"

entity Loan
  tool: to Tool, required
  borrower: to Person, required
  due: date, required
  status: choice Asked for | Lent | Returned, default "Lent"
  deposit: money €, min 0, max 200
  back: yes/no
  days left = days between(today, due)
  in dollars = deposit * 1.1 + 0.1
  action Returned: set status to "Returned", set back to yes
  action One more week: set due to due + 7
  sample "Cordless drill", "Anna Berg", SOON, "Lent", 20
  sample "Axe", "Bo Lind", LATER, "Asked for"

page Loans
  stat "Out now" = count of Loan where status is "Lent"
  stat "Deposits held" = sum of deposit of Loan where back is no
  text "Tools come back clean and dry."
  table of Loan showing COLUMNS; search; filter by status; sort by due

page Board
  board of Loan by status showing tool, due

page Calendar
  calendar of Loan by due showing tool, borrower

page Tools
  cards of Tool; search; filter by tags; sort by name descending
  form of Tool showing name, value

page Numbers
  chart bar of sum of deposit of Loan by borrower
  chart line of count of Loan by due
  chart pie of count of Loan by status
"""

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'`${alert(3)}\\ {{7*7}} {% raw %}"
TURNED = "\u202eمرحبا\u2066 \u200b\u200d\ufeff\u2028end"
LONG = "Donaudampfschifffahrtsgesellschaft" * 8


def today() -> date:
    """Today, asked for in one place so that a test and its sample agree."""
    return date.today()


def shed() -> App:
    """An app with most of what the language has; its two loans are due in 3 and in 9 days."""
    text = _SHED.replace("SOON", str(today() + timedelta(3))).replace("LATER", str(today() + timedelta(9)))
    text = text.replace("COLUMNS", "tool, borrower, due, status, deposit, days left, in dollars")
    reading = read(text)
    wrong = [problem for problem in reading.diagnostics if problem.severity == "error"]
    assert not wrong, wrong
    assert reading.app is not None
    return reading.app


def hostile() -> App:
    """An app in which every name, option, text, colour and sample tries to break out."""
    thing = Entity(
        name=HOSTILE,
        fields=(
            Field(HOSTILE, "text", required=True),
            Field(TURNED, "choice", options=(HOSTILE, TURNED, LONG)),
            Field(LONG, "tags", options=(LONG, 'a"b', "</style>")),
            Field("__proto__", "text", default=Text(HOSTILE)),
            Field("constructor", "number", unit=HOSTILE),
            Field("when", "date"),
            Field("other", "reference", target="toString"),
            Field("paint", "colour"),
        ),
        computed=(
            Computed("hasOwnProperty", Binary("+", FieldRef("constructor"), Number(1))),
            Computed("valueOf", FieldRef("valueOf")),
        ),
        actions=(Action(HOSTILE, (Assignment("__proto__", Text(HOSTILE + "!")),)),),
        samples=(
            Sample((HOSTILE, HOSTILE, LONG, HOSTILE, "3", "2026-03-01", LONG, "url(http://evil.invalid/)")),
            Sample((TURNED, TURNED, "</style>", "__proto__", "-1", None, None, "red")),
            Sample((LONG, LONG)),
        ),
    )
    other = Entity("toString", (Field("x", "text"),), samples=(Sample((LONG,)),))
    names = (*(field.name for field in thing.fields), "hasOwnProperty", "valueOf")
    where = Binary("!=", FieldRef(HOSTILE), Text(HOSTILE + "x"))
    return App(
        name=HOSTILE + TURNED,
        about=LONG,
        icon=HOSTILE,
        theme=Theme(background="red;}*{display:none", accent="</style>"),
        entities=(thing, other),
        pages=(
            Page(
                HOSTILE,
                (
                    Stat(HOSTILE, Measure("sum", HOSTILE, "constructor", where)),
                    Collection(
                        "table", HOSTILE, showing=names, where=where, search=True, filters=(TURNED, LONG)
                    ),
                ),
            ),
            Page(
                TURNED,
                (
                    Collection("cards", HOSTILE, showing=names),
                    Collection("list", HOSTILE, showing=names),
                    Paragraph(HOSTILE + LONG),
                ),
            ),
            Page(
                LONG,
                (
                    Collection("board", HOSTILE, by=TURNED, showing=names),
                    Collection("calendar", HOSTILE, by="when"),
                    Chart("bar", Measure("count", HOSTILE), TURNED),
                    Chart("pie", Measure("count", HOSTILE), LONG),
                    Form(HOSTILE),
                ),
            ),
        ),
    )
