"""Reads one field: `water every: number days, required, default 7`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.lexer import Piece
from desktop.blueprint.nearest import nearest
from desktop.blueprint.nodes import Expression, Field, Moment, Number, Pronoun, Text, YesNo
from desktop.blueprint.vocabulary import (
    BOOLEANS,
    DATE,
    MODIFIERS,
    MOMENTS,
    NAME,
    NUMBER,
    OPTION_FORBIDDEN,
    OPTION_TYPES,
    PRONOUNS,
    REFERENCE_WORDS,
    TIME,
    TYPE_SYNONYMS,
    UNIT_TYPES,
    WRITTEN_TYPES,
)

_WRITTEN = (*((kind, kind) for kind in WRITTEN_TYPES), *REFERENCE_WORDS.items())
"""Every type and how it is written."""


def declared_name(piece: Piece, problems: Problems) -> str:
    """Return a name where it is introduced, with single blanks, reporting one that is none."""
    name = piece.words()
    if not name:
        problems.add("missing-name", piece.span)
    elif not NAME.fullmatch(name):
        problems.add("name-shape", piece.span, word=name)
    return name


def read_field(name: Piece, rest: Piece, problems: Problems) -> Field:
    """Read a field from what stands before and after its colon."""
    written, *modifiers = rest.split(",")
    field = _typed(declared_name(name, problems), written, problems)
    field = replace(field, span=name.span)
    seen: set[str] = set()
    for piece in modifiers:
        word = piece.first_word()
        if word in seen:
            problems.add("said-twice", piece.span, word=word)
        seen.add(word)
        field = _modified(field, piece, problems)
    return field


@dataclass(frozen=True)
class _TypeWords:
    """A type and what stood after it: its options, its unit or the entity it refers to."""

    type: str
    rest: Piece


def _typed(name: str, written: Piece, problems: Problems) -> Field:
    words = _type_words(written, problems)
    kind, rest = words.type, words.rest
    if kind in OPTION_TYPES:
        return Field(name, kind, options=_options(rest, problems))
    if kind in UNIT_TYPES:
        if rest.text and not _is_option(rest.text):
            problems.add("option-shape", rest.span, word=rest.text)
        return Field(name, kind, unit=rest.words())
    if kind in REFERENCE_WORDS:
        if not rest.text:
            problems.add("missing-name", written.span)
        return Field(name, kind, target=rest.words())
    if rest.text:
        problems.add("type-goes-on", rest.span, word=rest.text, type=kind)
    return Field(name, kind)


def _type_words(written: Piece, problems: Problems) -> _TypeWords:
    for kind, word in _WRITTEN:
        rest = written.after(word)
        if rest is not None:
            return _TypeWords(kind, rest)
    if not written.text:
        problems.add("missing-type", written.span)
        return _TypeWords("text", written)
    return _guessed(written, problems)


def _guessed(written: Piece, problems: Problems) -> _TypeWords:
    """Report an unknown type and go on with the one that was probably meant."""
    for said in (written.text, written.first_word()):
        lower = said.lower()
        kind = TYPE_SYNONYMS.get(lower) or nearest(lower, WRITTEN_TYPES)
        if kind:
            shown = f"{REFERENCE_WORDS[kind]} …" if kind in REFERENCE_WORDS else kind
            problems.add("unknown-type", written.span, word=said, meant=shown)
            return _TypeWords(kind, written.part(len(said)))
    problems.add("unknown-type", written.span, word=written.text)
    return _TypeWords("text", written.part(len(written.text)))


def is_typed(written: Piece) -> bool:
    """Return whether a piece begins with a type, as what follows a field's colon does."""
    return any(written.after(word) is not None for _, word in _WRITTEN)


def _is_option(text: str) -> bool:
    return bool(text) and not any(character in OPTION_FORBIDDEN for character in text)


def _options(piece: Piece, problems: Problems) -> tuple[str, ...]:
    if not piece.text:
        problems.add("missing-options", piece.span)
        return ()
    options = []
    for option in piece.split("|"):
        text = " ".join((option.quoted() or option.text).split())
        if _is_option(text):
            options.append(text)
        else:
            problems.add("option-shape", option.span, word=text)
    return tuple(options)


def _modified(field: Field, piece: Piece, problems: Problems) -> Field:
    word = piece.first_word()
    rest = piece.part(len(word))
    if word in ("required", "unique") and rest.text:
        problems.add("modifier-goes-on", rest.span, word=rest.text, modifier=word)
    match word:
        case "required":
            return replace(field, required=True)
        case "unique":
            return replace(field, unique=True)
        case "default":
            return replace(field, default=read_literal(rest, field.type, problems))
        case "min":
            return replace(field, minimum=_bound(rest, problems))
        case "max":
            return replace(field, maximum=_bound(rest, problems))
    problems.add("unknown-modifier", piece.span, word=word or piece.text, among=MODIFIERS)
    return field


def _bound(piece: Piece, problems: Problems) -> float | None:
    number = plain_number(piece.text)
    if number is None:
        problems.add("bound-not-number", piece.span, word=piece.text)
    return number


def plain_number(text: str) -> float | None:
    """Return the number that a text is, with a minus sign if it has one; None if it is none."""
    return float(text) if NUMBER.fullmatch(text.removeprefix("-")) else None


def read_literal(piece: Piece, kind: str, problems: Problems) -> Expression | None:
    """Read the value after `default`; None, and a problem, if there is none."""
    text = piece.text
    content = piece.quoted()
    if content is not None:
        return Text(content, piece.span)
    if not text or '"' in text:
        problems.add("missing-value" if not text else "open-quote", piece.span, word=text)
        return None
    if kind in OPTION_TYPES:
        return Text(piece.words(), piece.span)
    if text in BOOLEANS:
        return YesNo(BOOLEANS[text], piece.span)
    if text in PRONOUNS:
        return Pronoun(text, piece.span)
    if text in MOMENTS or DATE.fullmatch(text) or TIME.fullmatch(text):
        return Moment(text, piece.span)
    number = plain_number(text)
    return Text(text, piece.span) if number is None else Number(number, piece.span)
