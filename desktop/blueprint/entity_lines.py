"""Reads the lines of an entity that say what its records do and who may do it, one function a line."""

from __future__ import annotations

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.expressions import read_expression
from desktop.blueprint.fields import declared_name
from desktop.blueprint.lexer import Piece
from desktop.blueprint.names import Scope
from desktop.blueprint.nodes import (
    DEEDS,
    FEATURES,
    Action,
    Check,
    Distinct,
    Expression,
    Permission,
    Rule,
)
from desktop.blueprint.scopes import Book
from desktop.blueprint.steps import read_steps
from desktop.blueprint.vocabulary import ADDED, BECOMES


def read_action(label: Piece, rest: Piece, scope: Scope, book: Book, problems: Problems) -> Action:
    """Read `Return: set returned to yes; when returned is no`, cut at its colon."""
    said, *clauses = rest.split(";")
    when: Expression | None = None
    for clause in clauses:
        test = clause.after("when")
        if test is None:
            problems.add("unknown-clause", clause.span, word=clause.text, among=("when",))
        elif when is not None:
            problems.add("said-twice", clause.span, word="when")
        else:
            when = read_expression(test, scope, problems)
    if not said.text:
        problems.add("action-without-steps", label.span, word=label.text)
    steps = read_steps(said, scope, book, problems) if said.text else ()
    return Action(declared_name(label, problems), steps, when, label.span)


def read_rule(test: Piece, rest: Piece, scope: Scope, book: Book, problems: Problems) -> Rule:
    """Read `status becomes Done: set finished to today`, cut at its colon."""
    if not rest.text:
        problems.add("rule-without-steps", test.span, word=test.text)
    steps = read_steps(rest, scope, book, problems) if rest.text else ()
    if test.text == ADDED:
        return Rule(None, steps, test.span)
    return Rule(read_expression(_without_becomes(test, scope), scope, problems), steps, test.span)


def _without_becomes(test: Piece, scope: Scope) -> Piece:
    """Write `is` for `becomes`, in as many characters, so that columns still point into the text."""
    if any(BECOMES in name for name in scope.fields):
        return test  # then the word may belong to a name
    hidden = test.unquoted
    text, word = test.text, f" {BECOMES} "
    at = hidden.find(word)
    while at >= 0:
        text = text[:at] + "is ".rjust(len(word)) + text[at + len(word) :]
        at = hidden.find(word, at + 1)
    return Piece(text, test.line, test.start)


def read_check(test: Piece, rest: Piece, scope: Scope, problems: Problems) -> Check:
    """Read `end >= start: "The end is before the start"`, cut at its colon."""
    message = rest.quoted()
    if not (message or "").strip():
        problems.add("check-without-message", test.span, word=test.text)
    return Check(read_expression(test, scope, problems), message or "", test.span)


def read_distinct(piece: Piece, problems: Problems) -> Distinct:
    """Read the fields of `no two with same court, day, start`."""
    names = []
    for each in piece.split(","):
        if each.text:
            names.append(each.words())
        else:
            problems.add("missing-name", each.span)
    return Distinct(tuple(names), piece.span)


def read_features(piece: Piece, problems: Problems) -> list[str]:
    """Read `comments, votes`."""
    found = []
    for each in piece.split(","):
        if each.text in FEATURES:
            found.append(each.text)
        else:
            problems.add("unknown-feature", each.span, word=each.text, among=FEATURES)
    return found


def read_permissions(piece: Piece, problems: Problems) -> list[Permission]:
    """Read `owner sees`, or several deeds at once: `Teacher adds, changes`."""
    first, *more = piece.split(",")
    who, _, deed = first.words().rpartition(" ")
    deeds = [deed, *(each.text for each in more)]
    wrong = [each for each in deeds if each not in DEEDS]
    if not who or wrong:
        problems.add("permission-unfinished", piece.span, word=wrong[0] if wrong else piece.text, among=DEEDS)
        return []
    return [Permission(who, each, piece.span) for each in deeds]
