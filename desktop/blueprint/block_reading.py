"""Reads a block, its clauses and the lines under it, by what `blocks/` says of its word."""

from __future__ import annotations

from desktop.blueprint.block_clauses import Known, after_word, read_clauses, read_words
from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.blocks.spec import BlockSpec, LineSpec
from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.expressions import read_expression
from desktop.blueprint.fields import declared_name, read_field
from desktop.blueprint.lexer import Piece
from desktop.blueprint.nodes import Block, Computed, Entity, Field, Item
from desktop.blueprint.scopes import Book, scope_of_fields
from desktop.blueprint.source import Line
from desktop.blueprint.vocabulary import SECTION_WORDS

_WORDS = sorted(BLOCKS, key=len, reverse=True)


def block_at(piece: Piece) -> BlockSpec | None:
    """Return what is known of the block that a line begins with, None if it begins with none."""
    return next((BLOCKS[word] for word in _WORDS if after_word(piece, word) is not None), None)


def takes_line(spec: BlockSpec, line: Line, head: Line) -> bool:
    """Return whether a line stands under a block: further in, or with a word that no section begins with."""
    if line.piece.start > head.piece.start:
        return True
    words = [each.word for each in spec.lines if each.word not in SECTION_WORDS]
    return any(after_word(line.piece, word) is not None for word in words) and not block_at(line.piece)


def read_block(spec: BlockSpec, head: Piece, lines: list[Line], book: Book, problems: Problems) -> Block:
    """Read a block.

    Args:
        spec: What its word means.
        head: Its first line.
        lines: The lines under it.
        book: What the app's entities have.
        problems: Where to report.
    """
    rest = after_word(head, spec.word) or head.part(len(head.text))
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
        read_clauses(spec.clauses_of(variant), clauses, spec.word, head, Known(book, entity), problems),
        *read_block_lines(spec, lines, Known(book, entity), problems),
        span=head.span,
    )


def _at_colon(front: Piece) -> tuple[Piece, Piece | None]:
    at = front.unquoted.find(":")
    return (front, None) if at < 0 else (front.part(0, at), front.part(at + 1))


def _variant(spec: BlockSpec, front: Piece, problems: Problems) -> tuple[str, Piece]:
    if not spec.variants:
        return "", front
    for variant in sorted(spec.variants, key=len, reverse=True):
        rest = after_word(front, variant)
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
    return read_words(after, problems)


# --- the lines under a block -----------------------------------------------------------------------


def read_block_lines(
    spec: BlockSpec, lines: list[Line], names: Known, problems: Problems, inputs: Entity | None = None
) -> tuple[tuple[Item, ...], tuple[Field, ...], tuple[Computed, ...]]:
    """Read lines under a block.

    Args:
        spec: What the word of the block means.
        lines: The lines.
        names: What they may name.
        problems: Where to report.
        inputs: Further fields and computed fields that stand under the block already.
    """
    items: list[Item] = []
    fields: list[Field] = []
    worked_out: list[tuple[Piece, Piece]] = []
    for line in lines:
        piece = line.piece
        known = next((each for each in spec.lines if after_word(piece, each.word) is not None), None)
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
    own = [each.name for each in inputs.computed] if inputs is not None else []
    known_fields = [*fields, *(inputs.fields if inputs is not None else ())]
    scope = names.book.bind(scope_of_fields(known_fields, [*own, *(name.words() for name, _ in worked_out)]))
    computed = tuple(
        Computed(declared_name(name, problems), read_expression(rest, scope, problems), name.span)
        for name, rest in worked_out
    )
    return tuple(items), tuple(fields), computed


def _item(spec: LineSpec, piece: Piece, names: Known, problems: Problems) -> Item:
    rest = after_word(piece, spec.word) or piece.part(len(piece.text))
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
    options = read_clauses(spec.clauses, clauses, spec.word, piece, names, problems)
    return Item(spec.word, label, text, words, options, span=piece.span)
