"""Reads the sections of a page: tables, boards, charts, stats, forms, texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.expressions import read_expression
from desktop.blueprint.fields import plain_number
from desktop.blueprint.lexer import Piece
from desktop.blueprint.measures import read_measure
from desktop.blueprint.names import Scope
from desktop.blueprint.nodes import (
    CHART_SHAPES,
    COLLECTION_VIEWS,
    Chart,
    Collection,
    Form,
    Paragraph,
    Section,
    Sort,
    Stat,
)
from desktop.blueprint.scopes import Book
from desktop.blueprint.section_pieces import after_of, name_before, one_name, read_names, read_whole
from desktop.blueprint.vocabulary import (
    CLAUSES,
    GOAL,
    MOST_SHOWN,
    MOST_STEPS,
    SECTION_WORDS,
    VIEWS_MAYBE_BY,
    VIEWS_WITH_BY,
)


def read_section(piece: Piece, book: Book, problems: Problems) -> Section | None:
    """Read one line of a page; None, and a problem, if it says nothing that can be kept."""
    for word, read in _READERS.items():
        rest = piece.after(word)
        if rest is not None:
            return read(word, rest, book, problems)
    problems.add("unknown-section", piece.span, word=piece.first_word() or piece.text, among=SECTION_WORDS)
    return None


# --- collections -----------------------------------------------------------------------------------


def _collection(view: str, rest: Piece, book: Book, problems: Problems) -> Section | None:
    head, *clauses = rest.split(";")
    words = after_of(head, view, problems)
    if words is None:
        return None
    by = showing = None
    if view in VIEWS_WITH_BY:
        name, separator, after = name_before(words, book.entities, (" by ", " showing "))
    else:
        name, separator, after = name_before(words, book.entities, (" showing ",), (" by ",))
    entity = one_name(name, problems)
    scope = book.scope(entity)
    if separator == " by ":
        by, separator, after = name_before(after, scope.fields, (" showing ",))
    if separator == " showing ":
        showing = after
    if view in VIEWS_WITH_BY and view not in VIEWS_MAYBE_BY and by is None:
        problems.add("missing-by", words.span, word=view)
    elif view not in VIEWS_WITH_BY and by is not None:
        problems.add("by-not-here", by.span, word=view)
    section = Collection(
        view,
        entity,
        by=one_name(by, problems) if by is not None and view in VIEWS_WITH_BY else "",
        showing=read_names(showing, problems) if showing is not None else (),
        span=words.span,
    )
    seen: set[str] = set()
    for clause in clauses:
        section = read_wish(section, clause, scope, seen, problems)
    return section


def read_wish(
    section: Collection, piece: Piece, scope: Scope, seen: set[str], problems: Problems
) -> Collection:
    """Return a collection with what one clause after its semicolons says.

    Args:
        section: What was read so far.
        piece: The clause.
        scope: What it may name.
        seen: The words of the clauses before it; this one's is added.
        problems: Where to report.
    """
    for word in CLAUSES:
        rest = piece.after(word)
        if rest is None:
            continue
        if word in seen:
            problems.add("said-twice", piece.span, word=word)
        seen.add(word)
        match word:
            case "where":
                return replace(section, where=read_expression(rest, scope, problems))
            case "search":
                if rest.text:
                    problems.add("clause-goes-on", rest.span, word=rest.text)
                return replace(section, search=True)
            case "filter by":
                return replace(section, filters=read_names(rest, problems))
            case "total":
                return replace(section, totals=read_names(rest, problems))
            case "limit":
                return replace(section, limit=read_whole(rest, word, 1, MOST_SHOWN, problems))
            case _:
                return replace(section, sort=_sort(rest, scope, problems))
    problems.add("unknown-clause", piece.span, word=piece.text, among=CLAUSES)
    return section


def _sort(piece: Piece, scope: Scope, problems: Problems) -> Sort:
    name = piece.words()
    for ending, descending in ((" descending", True), (" ascending", False)):
        if name not in scope.fields and name.endswith(ending):
            return Sort(name.removesuffix(ending), descending, piece.span)
    return Sort(one_name(piece, problems), span=piece.span)


# --- numbers ----------------------------------------------------------------------------------------


def _stat(_: str, rest: Piece, book: Book, problems: Problems) -> Section | None:
    opening = rest.opening_text()
    if opening is None:
        problems.add("missing-text", rest.span, word="stat")
        return None
    label, after = opening
    if not label.strip(" "):
        problems.add("missing-text", rest.span, word="stat")
    if not after.text.startswith("="):
        problems.add("stat-without-measure", rest.span, word=label)
        return None
    measure, *clauses = after.part(1).split(";")
    measured = read_measure(measure, book, problems, by=False)
    goal = None
    for clause in clauses:
        goal = read_goal(clause, problems)
    return Stat(label, measured[0], goal, span=rest.span) if measured else None


def read_goal(clause: Piece, problems: Problems) -> float | None:
    """Read `goal 50`; None, and a problem, if it is none."""
    number = clause.after(GOAL)
    if number is None:
        problems.add("unknown-clause", clause.span, word=clause.text, among=(GOAL,))
        return None
    goal = plain_number(number.text)
    if goal is None:
        problems.add("clause-not-number", number.span, word=number.text, clause=GOAL)
    return goal


def _chart(_: str, rest: Piece, book: Book, problems: Problems) -> Section | None:
    shape = rest.first_word()
    if shape not in CHART_SHAPES:
        problems.add("unknown-shape", rest.span, word=shape or rest.text, among=CHART_SHAPES)
        return None
    words = after_of(rest.part(len(shape)), "chart " + shape, problems)
    measured = read_measure(words, book, problems, by=True) if words is not None else None
    return Chart(shape, measured[0], measured[1], rest.span) if measured else None


# --- the others ------------------------------------------------------------------------------------


def _form(word: str, rest: Piece, book: Book, problems: Problems) -> Section | None:
    words = after_of(rest, word, problems)
    if words is None:
        return None
    front, *clauses = words.split(";")
    name, separator, after = name_before(front, book.entities, (" showing ",))
    showing = read_names(after, problems) if separator else ()
    steps = 1
    for clause in clauses:
        steps = read_form_steps(clause, problems)
    return Form(one_name(name, problems), showing, steps, span=words.span)


def read_form_steps(clause: Piece, problems: Problems) -> int:
    """Read `in 3 steps`; 1, and a problem, if it is none."""
    count = clause.after("in")
    if count is None or not count.text.endswith(" steps"):
        problems.add("unknown-clause", clause.span, word=clause.text, among=("in 2 steps",))
        return 1
    number = count.part(0, len(count.text) - len("steps"))
    return read_whole(number, "in", 2, MOST_STEPS, problems) or 1


def _paragraph(word: str, rest: Piece, book: Book, problems: Problems) -> Section | None:
    content = rest.quoted()
    if not content:
        problems.add("missing-text", rest.span, word=word)
        return None
    return Paragraph(content, rest.span)


_Reader = Callable[[str, Piece, Book, Problems], Section | None]
_READERS: dict[str, _Reader] = {
    **dict.fromkeys(COLLECTION_VIEWS, _collection),
    "form": _form,
    "stat": _stat,
    "chart": _chart,
    "text": _paragraph,
}
