"""Reads the clauses of a block or of a line under it, each by its shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.blueprint.blocks.spec import Clause
from desktop.blueprint.colours import colour_of
from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.expressions import read_expression
from desktop.blueprint.fields import plain_number
from desktop.blueprint.lexer import Piece
from desktop.blueprint.nodes import Value
from desktop.blueprint.scopes import Book
from desktop.blueprint.vocabulary import ICON, TIME


def after_word(piece: Piece, word: str) -> Piece | None:
    """Return what follows a word, which may touch a colon, a semicolon or a quotation mark."""
    if not piece.text.startswith(word):
        return None
    following = piece.text[len(word) : len(word) + 1]
    return piece.part(len(word)) if following in ("", " ", ":", ";", '"') else None


def read_words(piece: Piece, problems: Problems) -> tuple[str, ...]:
    """Read `A | B | "C, or D"`; empty places are reported."""
    found = []
    for option in piece.split("|"):
        quoted = option.quoted()
        text = " ".join((option.text if quoted is None else quoted).split())
        if text and '"' not in text:
            found.append(text)
        else:
            problems.add("option-shape", option.span, word=text)
    return tuple(found)


@dataclass(frozen=True)
class Known:
    """What a clause may name: the app's entities, and the fields of the block's own."""

    book: Book
    entity: str


def read_clauses(
    known: tuple[Clause, ...],
    pieces: list[Piece],
    block: str,
    head: Piece,
    names: Known,
    problems: Problems,
) -> tuple[tuple[str, Value], ...]:
    """Read what follows a line after its semicolons, and put it in the order of the language.

    Args:
        known: What may be said.
        pieces: The clauses, as they were written.
        block: The word of the block or line, for messages.
        head: The whole line, where what is missing is reported.
        names: What clauses may name.
        problems: Where to report.
    """
    said: dict[str, Value | None] = {}
    by_length = sorted(known, key=lambda each: len(each.word), reverse=True)
    for piece in pieces:
        clause = next((each for each in by_length if after_word(piece, each.word) is not None), None)
        if clause is None:
            among = [each.word for each in known]
            problems.add(
                "unknown-block-clause", piece.span, word=piece.first_word(), among=among, block=block
            )
            continue
        if clause.word in said:
            problems.add("said-twice", piece.span, word=clause.word)
        rest = piece.part(len(clause.word))
        said[clause.word] = _READERS[clause.shape](clause, rest, names, problems)
    for clause in known:
        if clause.needed and clause.word not in said:
            problems.add("missing-clause", head.span, word=clause.word, block=block)
    ordered = ((clause.word, said.get(clause.word)) for clause in known)
    return tuple((word, value) for word, value in ordered if value is not None)


def _flag(clause: Clause, rest: Piece, _: Known, problems: Problems) -> Value | None:
    if rest.text:
        problems.add("clause-goes-on", rest.span, word=rest.text)
    return True


def _number(clause: Clause, rest: Piece, _: Known, problems: Problems) -> Value | None:
    number = plain_number(rest.text)
    if number is None:
        problems.add("clause-not-number", rest.span, word=rest.text, clause=clause.word)
    return number


def _word(clause: Clause, rest: Piece, _: Known, problems: Problems) -> Value | None:
    word = rest.words()
    if word in clause.among:
        return word
    problems.add("unknown-clause-word", rest.span, word=word, among=clause.among, clause=clause.word)
    return None


def _text(clause: Clause, rest: Piece, _: Known, problems: Problems) -> Value | None:
    content = rest.quoted()
    if not content:
        problems.add("missing-text", rest.span, word=clause.word)
    return content or None


def _several(clause: Clause, rest: Piece, _: Known, problems: Problems) -> Value | None:
    if not rest.text:
        problems.add("missing-words", rest.span, word=clause.word)
        return None
    return read_words(rest, problems) or None


def _colour(clause: Clause, rest: Piece, _: Known, problems: Problems) -> Value | None:
    colour = colour_of(rest.text)
    if not colour:
        problems.add("unknown-colour", rest.span, word=rest.text)
    return colour or None


def _icon(clause: Clause, rest: Piece, _: Known, problems: Problems) -> Value | None:
    if ICON.fullmatch(rest.text):
        return rest.text
    problems.add("icon-shape", rest.span, word=rest.text)
    return None


def _time(clause: Clause, rest: Piece, _: Known, problems: Problems) -> Value | None:
    hours, _colon, minutes = rest.text.partition(":")
    if TIME.fullmatch(rest.text) and int(hours) < 24 and int(minutes) < 60:
        return rest.text
    problems.add("clause-not-time", rest.span, word=rest.text, clause=clause.word)
    return None


def _name(clause: Clause, rest: Piece, _: Known, problems: Problems) -> Value | None:
    if not rest.text:
        problems.add("missing-name", rest.span)
    return rest.words() or None


def _names(clause: Clause, rest: Piece, _: Known, problems: Problems) -> Value | None:
    names = []
    for each in rest.split(","):
        if each.text:
            names.append(each.words())
        else:
            problems.add("missing-name", each.span)
    return tuple(names) or None


def _test(clause: Clause, rest: Piece, names: Known, problems: Problems) -> Value | None:
    return read_expression(rest, names.book.scope(names.entity), problems)


_READERS: dict[str, Callable[[Clause, Piece, Known, Problems], Value | None]] = {
    "flag": _flag,
    "number": _number,
    "word": _word,
    "text": _text,
    "words": _several,
    "colour": _colour,
    "icon": _icon,
    "time": _time,
    "field": _name,
    "fields": _names,
    "entity": _name,
    "page": _name,
    "test": _test,
}
