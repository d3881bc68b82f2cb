"""Three small apps that are changed in tests, and how a marked request changes them."""

from __future__ import annotations

from functools import cache

from desktop.blueprint import parse
from desktop.blueprint.nodes import App, Block, Field
from desktop.spindle.editing import Change, change
from models.data.marks import read_edit_marks
from models.train.writer_samples import reading_of

SHED = """app "Tool Shed"
  about "What hangs where, and who has it"
  icon 🔧
  theme light, background ivory, accent teal

entity Tool
  name: text, required
  kind: choice Saws | Drills | Ladders, required
  shelf: text
  worth: money €, min 0, max 500
  bought: date
  state: choice In | Out | Broken, default In
  heavy: yes/no
  lends = count of Loan
  action Broke: set state to Broken
  sample "Fretsaw", "Saws", "A1", 35
  sample "Big drill", "Drills", "B2", 120, 2026-02-01, "Out", yes

entity Loan
  tool: to Tool, required
  borrower: text, required
  since: date, default today
  due: date
  back: yes/no
  days kept = days between(since, today)
  check due >= since: "Due before it was lent"
  when back becomes yes: notify "{tool} is back"
  action Back: set back to yes; when back is no
  action Later: add 7 to due
  sample "Big drill", "Ines", 2026-03-01, 2026-03-08, no

page Tools
  stat "Broken" = count of Tool where state is Broken
  table of Tool showing name, kind, shelf, worth; search; filter by kind; sort by name
  text "Please sweep the floor."

page Loans
  stat "Still out" = count of Loan where back is no; goal 20
  table of Loan showing tool, borrower, due, back; where back is no; sort by due
  form of Loan showing tool, borrower, due

page Figures
  chart bar of count of Tool by kind
  chart pie of sum of worth of Tool by state
"""
CAFE = """app "Corner Café"
  icon ☕
  theme light, background linen

entity Table wish
  name: text, required
  day: date, required
  guests: number, default 2, min 1, max 12
  drink first: choice Coffee | Tea | Lemonade, default Coffee
  state: choice Asked | Fixed, default Asked
  action Fix: set state to Fixed; when state is Asked

page Welcome
  hero "Warm since 1988"; picture ☕
    text "Two rooms, nine tables, one dog."
    button "Book a table"; to Book
  menu card "From the counter"
    dish "Carrot cake": "Moist, with nuts"; price "€3.50"; tags nuts
    dish "Lentil soup": "Hot from noon on"; price "€5.20"; tags vegan
  team "Behind the counter"
    person "Mara Holt": "Cakes"; picture 🎂; about "Never measures."
    person "Jon Idris": "Coffee"; picture ☕
  opening hours "Open"
    day "Tuesday – Friday": "8–18"
    day "Saturday": "9–15"
  address "Find us"; street "Hay Lane 4"; town "Milford"

page Book
  form of Table wish showing name, day, guests
  table of Table wish; filter by state; sort by day
"""
CLASS = """app "Room Nine"
  theme dark, background black

page Quiz
  quiz "Rivers"; shuffle; pass 60
    question "Which river flows through Cairo?": The Nile | The Niger | The Congo
    question "Which river flows through London?": The Thames | The Severn
  quiz "Lakes"
    question "Where is Lake Como?": Italy | Spain

page Timers
  timer countdown "Silent reading"; minutes 15
  timer intervals "Circuit"; work 40; rest 20; rounds 6
  picker wheel "Who reads?": Ana | Ben | Cem

page Party
  sign up sheet "Who brings what?"; places 2
    slot "Juice"; places 3
    slot "Bread"
  poll "Which film?": Paddington | Wall-E

page Sums
  calculator "Paint"
    walls: number m², min 0
    coats: number, default 2
    litres = walls * coats / 10
"""


class Nothing:
    """A lender that has nothing to lend."""

    def field_like(self, name: str) -> Field | None:
        """No field is known."""

    def block(self, word: str, variant: str) -> Block | None:
        """No block is known."""

    def icon(self, words: str) -> str:
        """No icon is known."""
        return ""


@cache
def app_of(text: str) -> App:
    """An app from its text."""
    app = parse(text).app
    assert app is not None
    return app


def changed(text: str, marked: str) -> Change:
    """What a marked request does to an app."""
    return change(app_of(text), reading_of(read_edit_marks(marked)), Nothing())


def script(text: str, marked: str) -> list[str]:
    """The statements that a marked request comes to."""
    return list(changed(text, marked).script)
