"""Reads what an action or a rule does: `set returned to yes, add 1 to count, notify "{name} is back"`.

Steps stand behind one another with commas between them, and so do the values of `create`. A comma
piece of the form `field = value` after a `create` belongs to it; every other one is a step.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.expressions import read_expression
from desktop.blueprint.lexer import Piece
from desktop.blueprint.names import NameSet, Scope
from desktop.blueprint.nodes import (
    Adjustment,
    Assignment,
    Creation,
    MoveOn,
    Notice,
    Question,
    Step,
    Whole,
)
from desktop.blueprint.scopes import Book
from desktop.blueprint.vocabulary import NAME, STEP_SHAPES

_MOST_CUTS = 8
"""How many places are tried to end an amount at; bounds the time that a line of nothing but `to` takes."""


def read_steps(rest: Piece, scope: Scope, book: Book, problems: Problems) -> tuple[Step, ...]:
    """Read everything that an action or a rule does.

    Args:
        rest: The steps, with commas between them.
        scope: What an expression about the record at hand may name.
        book: The entities that a record can be created of, and their fields.
        problems: Where to report.
    """
    reader = _Reader(scope, book, problems)
    steps: list[Step] = []
    for piece in _commas(rest):
        last = steps[-1] if steps else None
        value = reader.value(piece, last) if isinstance(last, Creation) else None
        if value is not None and isinstance(last, Creation):
            steps[-1] = replace(last, values=(*last.values, value))
            continue
        step = reader.step(piece)
        if step is not None:
            steps.append(step)
    return tuple(steps)


def cut_at_known(piece: Piece, separator: str, known: NameSet) -> tuple[Piece, Piece] | None:
    """Cut before a known name: `add minutes to rest to total` at the `to` that `total` follows.

    Where no known name follows a separator, the first separator counts; None if there is none.
    """
    at, tries = piece.surface.find(separator, 1), 0
    while at >= 0 and tries < _MOST_CUTS:
        if piece.part(at + len(separator)).words() in known:
            return piece.part(0, at), piece.part(at + len(separator))
        at, tries = piece.surface.find(separator, at + 1), tries + 1
    return piece.cut(separator)


def _commas(rest: Piece) -> list[Piece]:
    """Cut at every comma outside quotes and brackets."""
    pieces, start = [], 0
    while (at := rest.surface.find(",", start)) >= 0:
        pieces.append(rest.part(start, at))
        start = at + 1
    return [*pieces, rest.part(start)]


@dataclass(frozen=True)
class _Reader:
    scope: Scope
    book: Book
    problems: Problems

    def step(self, piece: Piece) -> Step | None:
        """Read one step; None, and a problem, if it is none."""
        word = piece.first_word()
        read = _STEPS.get(word)
        rest = piece.after(word)
        if read is None or rest is None:
            self.problems.add("unknown-step", piece.span, word=word or piece.text, among=STEP_SHAPES)
            return None
        found = read(self, rest, piece)
        if found is None:
            self.problems.add("step-unfinished", piece.span, word=piece.text, shape=STEP_SHAPES[word])
        return found

    def value(self, piece: Piece, creation: Creation) -> Assignment | None:
        """Read `field = value` of a creation; None if the piece is a step of its own."""
        at = piece.surface.find("=", 1)
        if at < 0:
            return None
        name = piece.part(0, at)
        target = self.book.scope(creation.entity)
        if name.words() not in target.fields and (_is_step(piece) or not NAME.fullmatch(name.words())):
            return None
        options = target.options.get(name.words(), NameSet())
        value = read_expression(piece.part(at + 1), self.scope, self.problems, options)
        return Assignment(name.words(), value, name.span)

    # -- one for each word --------------------------------------------------------------------------

    def assignment(self, words: Piece, _: Piece) -> Assignment | None:
        known = self.scope.fields.longest_at(words.text)
        value = words.part(len(known)).after("to") if known else None
        if value is not None:
            target: Piece = words.part(0, len(known))
        elif cut := words.cut_before_expression(" to "):
            target, value = cut
        else:
            return None
        options = self.scope.options.get(target.words(), NameSet())
        return Assignment(
            target.words(), read_expression(value, self.scope, self.problems, options), target.span
        )

    def addition(self, words: Piece, _: Piece) -> Adjustment | None:
        return self._adjustment(words, " to ", less=False)

    def subtraction(self, words: Piece, _: Piece) -> Adjustment | None:
        return self._adjustment(words, " from ", less=True)

    def _adjustment(self, words: Piece, separator: str, *, less: bool) -> Adjustment | None:
        cut = cut_at_known(words, separator, self.scope.fields)
        if cut is None or not cut[1].text:
            return None
        amount, target = cut
        return Adjustment(
            target.words(), read_expression(amount, self.scope, self.problems), less, target.span
        )

    def creation(self, words: Piece, _: Piece) -> Creation | None:
        known = self.book.entities.longest_at(words.text)
        if known and len(known) == len(words.text):
            return Creation(known, (), words.span)
        values = words.part(len(known)).after("with") if known else None
        if values is not None:
            name = words.part(0, len(known))
        elif cut := words.cut(" with "):
            name, values = cut
        else:
            return Creation(words.words(), (), words.span) if words.text else None
        made = Creation(name.words(), (), name.span)
        value = self.value(values, made)
        return replace(made, values=(value,)) if value is not None else None

    def moving(self, words: Piece, _: Piece) -> MoveOn | None:
        if not words.text.endswith(" on"):
            return None
        field = words.part(0, len(words.text) - len(" on"))
        return MoveOn(field.words(), field.span)

    def notice(self, words: Piece, piece: Piece) -> Notice | None:
        content = words.quoted()
        return Notice(content, piece.span) if content and content.strip() else None

    def question(self, words: Piece, piece: Piece) -> Question | None:
        content = words.quoted()
        return Question(content, piece.span) if content and content.strip() else None

    def whole(self, words: Piece, piece: Piece) -> Whole | None:
        return None if words.text else Whole(piece.text, piece.span)


_STEPS: dict[str, Callable[[_Reader, Piece, Piece], Step | None]] = {
    "set": _Reader.assignment,
    "add": _Reader.addition,
    "take": _Reader.subtraction,
    "create": _Reader.creation,
    "move": _Reader.moving,
    "notify": _Reader.notice,
    "ask": _Reader.question,
    "delete": _Reader.whole,
    "duplicate": _Reader.whole,
}

_BETWEEN: dict[str, str] = {"set": " to ", "add": " to ", "take": " from "}


def _is_step(piece: Piece) -> bool:
    """Return whether a piece with an equals sign in it still begins as a step does."""
    word = piece.first_word()
    rest = piece.after(word)
    if rest is None or word not in _BETWEEN:
        return word == "create" and rest is not None and rest.cut(" with ") is not None
    cut = rest.cut(_BETWEEN[word])
    return cut is not None and not cut[1].text.startswith("=")
