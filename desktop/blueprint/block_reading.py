"""Reads a block, its clauses and the lines under it, by what `blocks/` says of its word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.blocks.spec import BlockSpec, Clause, LineSpec
from desktop.blueprint.colours import colour_of
from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.expressions import read_expression
from desktop.blueprint.fields import declared_name, plain_number, read_field
from desktop.blueprint.lexer import Piece
from desktop.blueprint.nodes import Block, Computed, Field, Item, Value
from desktop.blueprint.scopes import Book, scope_of_fields
from desktop.blueprint.source import Line
from desktop.blueprint.vocabulary import ICON, TIME

_WORDS = sorted(BLOCKS, key=len, reverse=True)


def block_at(piece: Piece) -> BlockSpec | None:
    """Return what is known of the block that a line begins with, None if it begins with none."""
    return next((BLOCKS[word] for word in _WORDS if _after(piece, word) is not None), None)


def takes_line(spec: BlockSpec, line: Line, head: Line) -> bool:
    """Return whether a line stands under a block: further in, or with a word that only it has."""
    if line.piece.start > head.piece.start:
        return True
    return any(_after(line.piece, each.word) is not None for each in spec.lines) and not block_at(line.piece)


def read_block(spec: BlockSpec, head: Piece, lines: list[Line], book: Book, problems: Problems) -> Block:
    """Read a block.

    Args:
        spec: What its word means.
        head: Its first line.
        lines: The lines under it.
        book: What the app's entities have.
        problems: Where to report.
    """
    rest = _after(head, spec.word) or head.part(len(head.text))
    front, *clauses = rest.split(";")
    front, after = _at_colon(front)
    variant, front = _variant(spec, front, problems)
    label, front = _label(spec.label, spec.word, front, problems)
    entity, front = _entity(spec, front, book, problems)
    if front.text:
        problems.add("block-goes-on", front.span, word=front.text, block=spec.word)
    return Block(
        spec.word,
        variant,
        label,
        entity,
        _words(spec.words, spec.word, after, head, problems),
        _clauses(spec.clauses_of(variant), clauses, spec.word, head, _Names(book, entity), problems),
        *_lines(spec, lines, _Names(book, entity), problems),
        span=head.span,
    )


def _after(piece: Piece, word: str) -> Piece | None:
    """Return what follows a word, which may touch a colon, a semicolon or a quotation mark."""
    if not piece.text.startswith(word):
        return None
    following = piece.text[len(word) : len(word) + 1]
    return piece.part(len(word)) if following in ("", " ", ":", ";", '"') else None


def _at_colon(front: Piece) -> tuple[Piece, Piece | None]:
    at = front.unquoted.find(":")
    return (front, None) if at < 0 else (front.part(0, at), front.part(at + 1))


def _variant(spec: BlockSpec, front: Piece, problems: Problems) -> tuple[str, Piece]:
    if not spec.variants:
        return "", front
    for variant in sorted(spec.variants, key=len, reverse=True):
        rest = _after(front, variant)
        if rest is not None:
            return variant, rest
    said = front.cut('"')
    word = said[0].text if said else front.text
    problems.add("unknown-variant", front.span, word=word, among=spec.variants, block=spec.word)
    return "", front.part(len(word))


def _label(wish: str, word: str, front: Piece, problems: Problems) -> tuple[str, Piece]:
    opening = front.opening_text() if wish != "no" else None
    if opening is not None and opening[0].strip(" "):
        return opening
    if wish == "must" or opening is not None:
        problems.add("missing-text", front.span, word=word)
    return "", opening[1] if opening is not None else front


def _entity(spec: BlockSpec, front: Piece, book: Book, problems: Problems) -> tuple[str, Piece]:
    words = front.after("of") if spec.entity != "no" else None
    if words is None or not words.text:
        if spec.entity == "must":
            problems.add("missing-entity", front.span, word=spec.word)
        return "", front
    known = book.entities.longest_at(words.text)
    return (known, words.part(len(known))) if known else (words.words(), words.part(len(words.text)))


def _words(wish: str, word: str, after: Piece | None, head: Piece, problems: Problems) -> tuple[str, ...]:
    if after is None:
        if wish == "must":
            problems.add("missing-words", head.span, word=word)
        return ()
    if wish == "no":
        problems.add("words-not-here", after.span, word=after.text, block=word)
        return ()
    return _options(after, problems)


def _options(piece: Piece, problems: Problems) -> tuple[str, ...]:
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


# --- the lines under a block -----------------------------------------------------------------------


def _lines(
    spec: BlockSpec, lines: list[Line], names: _Names, problems: Problems
) -> tuple[tuple[Item, ...], tuple[Field, ...], tuple[Computed, ...]]:
    items: list[Item] = []
    fields: list[Field] = []
    worked_out: list[tuple[Piece, Piece]] = []
    for line in lines:
        piece = line.piece
        known = next((each for each in spec.lines if _after(piece, each.word) is not None), None)
        colon, equals = piece.surface.find(":"), piece.surface.find("=")
        if known is not None:
            items.append(_item(known, piece, names, problems))
        elif spec.inputs and equals >= 0 and (colon < 0 or equals < colon):
            worked_out.append((piece.part(0, equals), piece.part(equals + 1)))
        elif spec.inputs and colon >= 0:
            fields.append(read_field(piece.part(0, colon), piece.part(colon + 1), problems))
        else:
            among = [each.word for each in spec.lines]
            problems.add(
                "unknown-block-line", piece.span, word=piece.first_word(), among=among, block=spec.word
            )
    inputs = names.book.bind(scope_of_fields(fields, (name.words() for name, _ in worked_out)))
    computed = tuple(
        Computed(declared_name(name, problems), read_expression(rest, inputs, problems), name.span)
        for name, rest in worked_out
    )
    return tuple(items), tuple(fields), computed


def _item(spec: LineSpec, piece: Piece, names: _Names, problems: Problems) -> Item:
    rest = _after(piece, spec.word) or piece.part(len(piece.text))
    front, *clauses = rest.split(";")
    front, after = _at_colon(front)
    label, front = _label(spec.label, spec.word, front, problems)
    if front.text:
        problems.add("block-goes-on", front.span, word=front.text, block=spec.word)
    text = ""
    words: tuple[str, ...] = ()
    if spec.after == "text" and after is not None:
        text = after.quoted() or ""
        if not text:
            problems.add("missing-text", after.span, word=spec.word)
    elif spec.after == "text" and spec.after_needed:
        problems.add("missing-text", piece.span, word=spec.word)
    else:
        wish = "no" if spec.after == "" else "must" if spec.after_needed else "may"
        words = _words(wish, spec.word, after, piece, problems)
    options = _clauses(spec.clauses, clauses, spec.word, piece, names, problems)
    return Item(spec.word, label, text, words, options, span=piece.span)


# --- clauses ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Names:
    """What a clause may name: the app's entities, and the fields of the block's own."""

    book: Book
    entity: str


def _clauses(
    known: tuple[Clause, ...],
    pieces: list[Piece],
    block: str,
    head: Piece,
    names: _Names,
    problems: Problems,
) -> tuple[tuple[str, Value], ...]:
    said: dict[str, Value | None] = {}
    by_length = sorted(known, key=lambda each: len(each.word), reverse=True)
    for piece in pieces:
        clause = next((each for each in by_length if _after(piece, each.word) is not None), None)
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


def _flag(clause: Clause, rest: Piece, _: _Names, problems: Problems) -> Value | None:
    if rest.text:
        problems.add("clause-goes-on", rest.span, word=rest.text)
    return True


def _number(clause: Clause, rest: Piece, _: _Names, problems: Problems) -> Value | None:
    number = plain_number(rest.text)
    if number is None:
        problems.add("clause-not-number", rest.span, word=rest.text, clause=clause.word)
    return number


def _word(clause: Clause, rest: Piece, _: _Names, problems: Problems) -> Value | None:
    word = rest.words()
    if word in clause.among:
        return word
    problems.add("unknown-clause-word", rest.span, word=word, among=clause.among, clause=clause.word)
    return None


def _text(clause: Clause, rest: Piece, _: _Names, problems: Problems) -> Value | None:
    content = rest.quoted()
    if not content:
        problems.add("missing-text", rest.span, word=clause.word)
    return content or None


def _several(clause: Clause, rest: Piece, _: _Names, problems: Problems) -> Value | None:
    if not rest.text:
        problems.add("missing-words", rest.span, word=clause.word)
        return None
    return _options(rest, problems) or None


def _colour(clause: Clause, rest: Piece, _: _Names, problems: Problems) -> Value | None:
    colour = colour_of(rest.text)
    if not colour:
        problems.add("unknown-colour", rest.span, word=rest.text)
    return colour or None


def _icon(clause: Clause, rest: Piece, _: _Names, problems: Problems) -> Value | None:
    if ICON.fullmatch(rest.text):
        return rest.text
    problems.add("icon-shape", rest.span, word=rest.text)
    return None


def _time(clause: Clause, rest: Piece, _: _Names, problems: Problems) -> Value | None:
    hours, _colon, minutes = rest.text.partition(":")
    if TIME.fullmatch(rest.text) and int(hours) < 24 and int(minutes) < 60:
        return rest.text
    problems.add("clause-not-time", rest.span, word=rest.text, clause=clause.word)
    return None


def _name(clause: Clause, rest: Piece, _: _Names, problems: Problems) -> Value | None:
    if not rest.text:
        problems.add("missing-name", rest.span)
    return rest.words() or None


def _names(clause: Clause, rest: Piece, _: _Names, problems: Problems) -> Value | None:
    names = []
    for each in rest.split(","):
        if each.text:
            names.append(each.words())
        else:
            problems.add("missing-name", each.span)
    return tuple(names) or None


def _test(clause: Clause, rest: Piece, names: _Names, problems: Problems) -> Value | None:
    return read_expression(rest, names.book.scope(names.entity), problems)


_READERS: dict[str, Callable[[Clause, Piece, _Names, Problems], Value | None]] = {
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
