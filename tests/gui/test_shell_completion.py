"""What is offered while somebody writes a blueprint, and where a name leads; by the language's own tables."""

from __future__ import annotations

import pytest

from desktop.blueprint import read
from desktop.blueprint.blocks import BLOCKS as BLOCK_SPECS
from desktop.blueprint.colours import COLOUR_NAMES
from desktop.blueprint.vocabulary import (
    APP_LINES,
    CLAUSES,
    ENTITY_LINES,
    MODIFIERS,
    SECTION_WORDS,
    WRITTEN_TYPES,
)
from desktop.shell.source.columns import from_qt, to_qt
from desktop.shell.source.completion import suggestions
from desktop.shell.source.known_names import definition_at, known_of
from desktop.shell.source.typing_aids import indented, next_depth, noted, outdented

SCHOOL = """\
app "School"
  icon 🎒
  accounts Teacher | Student

entity Pupil
  name: text, required
  house: choice Red | Blue

entity Loan
  book: text
  who: to Pupil
  due: date
  state: choice Out | Back
  late = due < today
  action Return: set state to Back

page Loans
  table of Loan showing book, who; where state is Out; sort by due
  chart bar of count of Loan by state
  quiz "Rules"
    question "May I keep it?": No | Yes
"""
LINES = SCHOOL.splitlines()
APP = read(SCHOOL).app
assert APP is not None
KNOWN = known_of(APP)


def above(line: str) -> list[str]:
    """The lines down to this one."""
    return LINES[: LINES.index(line) + 1]


IN_APP, IN_LOAN, IN_PAGE = above('app "School"'), above("  book: text"), above("page Loans")


def offered(lines: list[str], before: str) -> list[str]:
    """What is offered at the end of a line: what was begun, or all if nothing was."""
    found = [each for each in suggestions(lines, before, KNOWN) if each.typed < len(each.text)]
    begun = [each.text for each in found if each.typed]
    return begun or [each.text for each in found]


@pytest.mark.parametrize(
    ("lines", "before", "expected"),
    [
        ([], "en", ["entity"]),
        (IN_APP, "  th", ["theme"]),
        (IN_APP, "  theme background lavenderb", ["lavenderblush"]),
        (IN_APP, "  theme dark, ac", ["accent"]),
        (IN_LOAN, "  act", ["action"]),
        (IN_LOAN, "  since: dat", ["date and time", "date"]),
        (IN_LOAN, "  since: date, req", ["required"]),
        (IN_LOAN, "  who: to Pu", ["Pupil"]),
        (IN_LOAN, "  size: choice Big | Small, default Sm", ["Small"]),
        (IN_LOAN, "  soon = days betw", ["days between"]),
        (IN_LOAN, "  soon = du", ["due"]),
        (IN_LOAN, "  action Give: se", ["set"]),
        (IN_LOAN, "  action Give: set state to Ou", ["Out"]),
        (IN_LOAN, "  when state is Ba", ["Back"]),
        (IN_LOAN, "  only Tea", ["Teacher"]),
        (IN_LOAN, "  only Teacher cha", ["changes"]),
        (IN_LOAN, "  with fav", ["favourites"]),
        (IN_PAGE, "  tab", ["table"]),
        (IN_PAGE, "  table of Lo", ["Loan"]),
        (IN_PAGE, "  table of Loan showing bo", ["book"]),
        (IN_PAGE, "  table of Loan; sort", ["sort by"]),
        (IN_PAGE, "  table of Loan; where state is O", ["Out"]),
        (IN_PAGE, "  board of Loan by sta", ["state"]),
        (IN_PAGE, "  chart pi", ["pie"]),
        (IN_PAGE, "  timer countd", ["countdown"]),
        (IN_PAGE, "  timer countdown; min", ["minutes"]),
        (above('  quiz "Rules"'), "    que", ["question"]),
        ([], "page Office; only Stu", ["Student"]),
    ],
)
def test_a_word_that_is_begun_is_offered_whole(lines: list[str], before: str, expected: list[str]) -> None:
    assert set(offered(lines, before)) >= set(expected)
    assert offered(lines, before)[0] in expected


@pytest.mark.parametrize(
    ("lines", "before", "words"),
    [
        (IN_APP, "  ", APP_LINES),
        (IN_APP, "  theme accent ", COLOUR_NAMES),
        (IN_LOAN, "  ", ENTITY_LINES),
        (IN_LOAN, "  since: ", WRITTEN_TYPES),
        (IN_LOAN, "  since: date, ", MODIFIERS),
        (IN_PAGE, "  ", SECTION_WORDS),
        (IN_PAGE, "  cards of Loan; ", CLAUSES),
    ],
)
def test_where_nothing_is_begun_all_words_of_the_place_are_offered(lines, before, words) -> None:
    found = set(offered(lines, before))
    assert len(found) >= min(len(set(words)), 60)
    assert found <= {*words, "to", "many"} or found >= set(words)


@pytest.mark.parametrize("word", sorted(BLOCK_SPECS))
def test_every_block_offers_its_own_clauses(word: str) -> None:
    """A clause that the table of a block knows is offered behind its semicolon."""
    spec = BLOCK_SPECS[word]
    clauses = {each.word for each in spec.clauses}
    assert clauses <= set(offered(IN_PAGE, f"  {word} {' '.join(spec.variants[:1])}; ")) or not clauses


@pytest.mark.parametrize("before", ['  sample "tab', "  # tab", '  text "Come to the tab'])
def test_a_person_s_own_words_are_left_alone(before: str) -> None:
    assert offered(IN_PAGE, before) == []


@pytest.mark.parametrize(
    ("line", "word", "said"),
    [
        ("  table of Loan showing book, who; where state is Out; sort by due", "book", "  book: text"),
        ("  table of Loan showing book, who; where state is Out; sort by due", "Loan", "entity Loan"),
        (
            "  table of Loan showing book, who; where state is Out; sort by due",
            "Out",
            "  state: choice Out | Back",
        ),
        ("  who: to Pupil", "Pupil", "entity Pupil"),
        ("  late = due < today", "due", "  due: date"),
        ("  action Return: set state to Back", "state", "  state: choice Out | Back"),
    ],
)
def test_a_name_leads_to_where_it_is_said(line: str, word: str, said: str) -> None:
    place = definition_at(LINES, LINES.index(line) + 1, line.index(word) + 1, KNOWN)
    assert place is not None
    assert LINES[place.line - 1] == said


def test_a_word_of_the_language_leads_nowhere() -> None:
    assert definition_at(LINES, LINES.index("page Loans") + 2, 3, KNOWN) is None


def test_lines_go_in_and_out_by_two_blanks() -> None:
    assert indented(["a", "", "  b"]) == ["  a", "", "    b"]
    assert outdented(["  a", " b", "c", "    d"]) == ["a", "b", "c", "  d"]


def test_lines_become_comments_and_back() -> None:
    lines = ["  name: text", "", "    deeper"]
    assert noted(lines) == ["  # name: text", "", "  #   deeper"]
    assert noted(noted(lines)) == lines


def test_what_belongs_to_a_line_stands_further_in() -> None:
    heads = ("entity", "page")
    assert [next_depth(line, heads) for line in ("entity Loan", "  book: text", "", "page")] == [2, 2, 0, 2]


@pytest.mark.parametrize(("column", "units"), [(0, 0), (7, 7), (8, 9), (12, 13)])
def test_columns_after_an_icon_are_counted_both_ways(column: int, units: int) -> None:
    line = "  icon 🎒 and"
    assert (to_qt(line, column), from_qt(line, units)) == (units, column)
