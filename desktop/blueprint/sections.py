"""Reads the sections of a page: tables, boards, charts, stats, forms, texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.expressions import read_expression
from desktop.blueprint.fields import plain_number
from desktop.blueprint.lexer import Piece
from desktop.blueprint.names import NameSet, Scope
from desktop.blueprint.nodes import (
    AGGREGATES,
    CHART_SHAPES,
    COLLECTION_VIEWS,
    Chart,
    Collection,
    Expression,
    Form,
    Measure,
    Paragraph,
    Section,
    Sort,
    Stat,
)
from desktop.blueprint.scopes import Book
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


# --- pieces that several sections share ------------------------------------------------------------


def _of(rest: Piece, what: str, problems: Problems) -> Piece | None:
    words = rest.after("of")
    if words is None or not words.text:
        problems.add("missing-entity", rest.span, word=what)
        return None
    return words


def _name_before(
    piece: Piece, known: NameSet, separators: tuple[str, ...], misplaced: tuple[str, ...] = ()
) -> tuple[Piece, str, Piece]:
    """Take a name off the front of a piece.

    Args:
        piece: A name, and perhaps a separator and more.
        known: Names that are recognised whatever words they are made of.
        separators: What may follow; after a name that is not known, the first of them that is found.
        misplaced: What is recognised after a known name only, because it should not be here.

    Returns:
        The name, the separator after it ("" at the end), and what follows that.
    """
    name = known.longest_at(piece.text)
    if name:
        rest = piece.part(len(name))
        if not rest.text:
            return piece, "", rest
        for separator in (*separators, *misplaced):
            after = rest.after(separator.strip())
            if after is not None:
                return piece.part(0, len(name)), separator, after
    for separator in separators:
        cut = piece.cut_before_expression(separator) if separator == " where " else piece.cut(separator)
        if cut:
            return cut[0], separator, cut[1]
    return piece, "", piece.part(len(piece.text))


def _names(piece: Piece, problems: Problems) -> tuple[str, ...]:
    names = []
    for each in piece.split(","):
        if each.text:
            names.append(each.words())
        else:
            problems.add("missing-name", each.span)
    return tuple(names)


def _whole(piece: Piece, clause: str, low: int, high: int, problems: Problems) -> int | None:
    number = plain_number(piece.text)
    if number is None:
        problems.add("clause-not-number", piece.span, word=piece.text, clause=clause)
    elif not low <= number <= high or not number.is_integer():
        problems.add("clause-bounds", piece.span, word=piece.text, clause=clause, low=low, high=high)
    else:
        return int(number)
    return None


def _one_name(piece: Piece, problems: Problems) -> str:
    if not piece.text:
        problems.add("missing-name", piece.span)
    return piece.words()


# --- collections -----------------------------------------------------------------------------------


def _collection(view: str, rest: Piece, book: Book, problems: Problems) -> Section | None:
    head, *clauses = rest.split(";")
    words = _of(head, view, problems)
    if words is None:
        return None
    by = showing = None
    if view in VIEWS_WITH_BY:
        name, separator, after = _name_before(words, book.entities, (" by ", " showing "))
    else:
        name, separator, after = _name_before(words, book.entities, (" showing ",), (" by ",))
    entity = _one_name(name, problems)
    scope = book.scope(entity)
    if separator == " by ":
        by, separator, after = _name_before(after, scope.fields, (" showing ",))
    if separator == " showing ":
        showing = after
    if view in VIEWS_WITH_BY and view not in VIEWS_MAYBE_BY and by is None:
        problems.add("missing-by", words.span, word=view)
    elif view not in VIEWS_WITH_BY and by is not None:
        problems.add("by-not-here", by.span, word=view)
    section = Collection(
        view,
        entity,
        by=_one_name(by, problems) if by is not None and view in VIEWS_WITH_BY else "",
        showing=_names(showing, problems) if showing is not None else (),
        span=words.span,
    )
    seen: set[str] = set()
    for clause in clauses:
        section = _clause(section, clause, scope, seen, problems)
    return section


def _clause(
    section: Collection, piece: Piece, scope: Scope, seen: set[str], problems: Problems
) -> Collection:
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
                return replace(section, filters=_names(rest, problems))
            case "total":
                return replace(section, totals=_names(rest, problems))
            case "limit":
                return replace(section, limit=_whole(rest, word, 1, MOST_SHOWN, problems))
            case _:
                return replace(section, sort=_sort(rest, scope, problems))
    problems.add("unknown-clause", piece.span, word=piece.text, among=CLAUSES)
    return section


def _sort(piece: Piece, scope: Scope, problems: Problems) -> Sort:
    name = piece.words()
    for ending, descending in ((" descending", True), (" ascending", False)):
        if name not in scope.fields and name.endswith(ending):
            return Sort(name.removesuffix(ending), descending, piece.span)
    return Sort(_one_name(piece, problems), span=piece.span)


# --- measures --------------------------------------------------------------------------------------


def _measure(piece: Piece, book: Book, problems: Problems, *, by: bool) -> tuple[Measure, str] | None:
    """Read `count of Plant where …`, with `by FIELD` before the `where` if `by` is wanted."""
    aggregate = piece.first_word()
    words = piece.part(len(aggregate)).after("of")
    if aggregate not in AGGREGATES or words is None:
        problems.add("unknown-measure", piece.span, word=aggregate, among=AGGREGATES)
        return None
    summed = Piece("", words.line, words.start)
    if aggregate != "count":
        cut = _field_of_entity(words, book)
        if cut is None:
            problems.add("measure-without-field", words.span, word=aggregate)
            return None
        summed, words = cut
    separators = (" by ", " where ") if by else (" where ",)
    name, separator, after = _name_before(words, book.entities, separators)
    entity = _one_name(name, problems)
    grouped = ""
    if separator == " by ":
        group, separator, after = _name_before(after, book.scope(entity).fields, (" where ",))
        grouped = _one_name(group, problems)
    elif by:
        problems.add("chart-without-by", piece.span)
    where: Expression | None = None
    if separator == " where ":
        where = read_expression(after, book.scope(entity), problems)
    field = summed.words() if aggregate != "count" else ""
    return Measure(aggregate, entity, field, where, piece.span), grouped


def _field_of_entity(words: Piece, book: Book) -> tuple[Piece, Piece] | None:
    """Cut `price of Item where …` at the `of` before a known entity, else at the first `of`."""
    at = words.surface.find(" of ", 1)
    while at >= 0:
        if book.entities.longest_at(words.text, at + len(" of ")):
            return words.part(0, at), words.part(at + len(" of "))
        at = words.surface.find(" of ", at + 1)
    return words.cut(" of ")


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
    measured = _measure(measure, book, problems, by=False)
    goal = None
    for clause in clauses:
        number = clause.after(GOAL)
        if number is None:
            problems.add("unknown-clause", clause.span, word=clause.text, among=(GOAL,))
        else:
            goal = plain_number(number.text)
            if goal is None:
                problems.add("clause-not-number", number.span, word=number.text, clause=GOAL)
    return Stat(label, measured[0], goal, span=rest.span) if measured else None


def _chart(_: str, rest: Piece, book: Book, problems: Problems) -> Section | None:
    shape = rest.first_word()
    if shape not in CHART_SHAPES:
        problems.add("unknown-shape", rest.span, word=shape or rest.text, among=CHART_SHAPES)
        return None
    words = _of(rest.part(len(shape)), "chart " + shape, problems)
    measured = _measure(words, book, problems, by=True) if words is not None else None
    return Chart(shape, measured[0], measured[1], rest.span) if measured else None


# --- the others ------------------------------------------------------------------------------------


def _form(word: str, rest: Piece, book: Book, problems: Problems) -> Section | None:
    words = _of(rest, word, problems)
    if words is None:
        return None
    front, *clauses = words.split(";")
    name, separator, after = _name_before(front, book.entities, (" showing ",))
    showing = _names(after, problems) if separator else ()
    steps = 1
    for clause in clauses:
        count = clause.after("in")
        if count is None or not count.text.endswith(" steps"):
            problems.add("unknown-clause", clause.span, word=clause.text, among=("in 2 steps",))
        else:
            number = count.part(0, len(count.text) - len("steps"))
            steps = _whole(number, "in", 2, MOST_STEPS, problems) or 1
    return Form(_one_name(name, problems), showing, steps, span=words.span)


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
