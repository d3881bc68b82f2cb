"""Every problem has a code, a sentence, a place and a way out, and the catalogue's examples are true."""

import re
from pathlib import Path

import pytest

from desktop.blueprint import catalogue, check, parse, read, render
from desktop.blueprint.diagnostics import MAX_PROBLEMS, Diagnostic
from desktop.blueprint.edits import edit
from desktop.blueprint.nearest import nearest
from desktop.blueprint.nodes import NOWHERE, Span

SOURCE = Path(__file__).parents[3] / "desktop" / "blueprint"
CODES = sorted(catalogue())


def problems_of(code: str, example: str) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with an example, be it a blueprint or an edit script."""
    edited = catalogue()[code].edited
    if not edited:
        return read(example).diagnostics
    app = read(edited).app
    assert app is not None
    return edit(app, example).diagnostics


@pytest.mark.parametrize("code", CODES)
def test_the_wrong_example_has_the_problem(code: str):
    """The example that the documentation shows really gives this code, with nothing left to fill in."""
    found = [problem for problem in problems_of(code, catalogue()[code].wrong) if problem.code == code]
    assert found
    for problem in found:
        assert problem.message
        assert problem.hint
        assert not re.search(r"[{}]", problem.message + problem.hint)
        assert problem.severity == catalogue()[code].severity


@pytest.mark.parametrize("code", CODES)
def test_the_right_example_is_clean(code: str):
    """The example of how to do it has no problem at all, not even a warning."""
    assert problems_of(code, catalogue()[code].right) == ()


@pytest.mark.parametrize("code", CODES)
def test_the_place_of_a_problem_is_in_the_text(code: str):
    """Spans point into the line that is shown."""
    wrong = catalogue()[code].wrong
    for problem in problems_of(code, wrong):
        if problem.span.line:
            assert problem.line_text == wrong.split("\n")[problem.span.line - 1]
            assert (
                0 <= problem.span.start <= problem.span.end <= max(problem.span.end, len(problem.line_text))
            )
            assert problem.span.start <= len(problem.line_text)


def test_every_code_of_the_catalogue_is_used_and_every_used_one_is_there():
    """No text without a rule and no rule without a text."""
    source = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    raised = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', source))
    assert set(CODES) <= raised
    assert set(re.findall(r'(?:problem|\.add|_unlike)\(\s*"([a-z-]+)"', source)) <= set(CODES)


def test_all_problems_are_reported_at_once():
    """A person sees every mistake in one go, in the order of the lines."""
    text = (
        'app "Shed"\n  theme accent forrestgreen\nentity Tool\n  name: txt\n  due_date: date\n'
        "  next = nam + 1\n"
        "page Tools\n  tabel of Tool\n  list of Tol\n  board of Tool by name\n"
    )
    found = read(text).diagnostics
    assert [problem.code for problem in found] == [
        "unknown-colour",
        "unknown-type",
        "name-shape",
        "unknown-field",
        "unknown-section",
        "unknown-entity",
        "board-by",
    ]
    assert [problem.span.line for problem in found] == [2, 4, 5, 6, 8, 9, 10]


def test_the_nearest_word_is_offered():
    """`borower` was probably meant to be `borrower`."""
    text = 'app "Shed"\nentity Tool\n  borrower: text\npage Tools\n  list of Tool showing borower\n'
    (problem,) = read(text).diagnostics
    assert "“borrower”" in problem.hint


@pytest.mark.parametrize(
    ("word", "among", "expected"),
    [
        ("plants", ["Plant", "Room"], "Plant"),
        ("chart", ["table", "chrat"], "chrat"),
        ("zzz", ["table"], ""),
        ("", ["table"], ""),
        ("x" * 500, ["x" * 500], ""),
    ],
)
def test_nearest(word: str, among: list[str], expected: str):
    """The nearest word ignores case, and nothing is offered that does not look alike."""
    assert nearest(word, among) == expected


def test_a_caret_stands_under_the_words():
    """Rendered as text, the caret line marks exactly the span."""
    text = 'app "Shed"\nentity Tool\n  name: text\npage Tools\n  list of Tool; where nam is "x"\n'
    (problem,) = read(text).diagnostics
    shown = render(problem).split("\n")
    assert shown[0] == "Line 5: Tool has no field called “nam”."
    assert shown[1].index("nam is") == shown[2].index("^")
    assert shown[2].count("^") == len("nam")
    assert shown[3].startswith("  Did you mean “name”?")


def test_only_the_near_part_of_a_long_line_is_shown():
    """A line of a megabyte does not fill the panel."""
    diagnostic = Diagnostic("x", "Message.", Span(1, 900_000, 900_010), "Hint.", line_text="y" * 1_000_000)
    assert len(render(diagnostic)) < 400


def test_a_problem_without_a_place():
    """An empty text has no line to show."""
    assert render(read("").diagnostics[0]).startswith("There is nothing here yet.\n")
    assert read("").diagnostics[0].span == NOWHERE


def test_parse_says_nothing_about_names_and_types():
    """Syntax only: what cannot be known from one line is left to the checker."""
    reading = parse('app "A"\nentity E\n  a: text, min 3\npage P\n  list of F showing g\n')
    assert reading.diagnostics == ()
    assert reading.app is not None
    assert {problem.code for problem in check(reading.app)} == {
        "bounds-not-here",
        "unknown-entity",
        "entity-on-no-page",
    }


def test_a_warning_does_no_harm():
    """`ok` means fit to be compiled; what was hardly meant is said all the same."""
    reading = read(catalogue()["entity-on-no-page"].wrong)
    assert [problem.severity for problem in reading.diagnostics] == ["warning"]
    assert reading.ok


def test_there_is_a_bound_to_what_is_reported():
    """A text that is no blueprint at all does not give a hundred thousand problems."""
    assert len(read('app "A"\n' + "what is this\n" * 5_000).diagnostics) <= MAX_PROBLEMS


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("string", "text"),
        ("boolean", "yes/no"),
        ("dropdown A | B", "choice"),
        ("Text", "text"),
        ("datetime", "date and time"),
    ],
)
def test_the_words_of_other_programs_are_translated(said: str, meant: str):
    """Whoever writes `string` is told `text`, and the rest is read as if they had."""
    reading = read(f'app "Shed"\nentity Tool\n  x: {said}\npage Tools\n  list of Tool\n')
    assert [problem.code for problem in reading.diagnostics] == ["unknown-type"]
    assert f"“{meant}”" in reading.diagnostics[0].hint
    assert reading.app is not None
    assert reading.app.entities[0].fields[0].type == meant
