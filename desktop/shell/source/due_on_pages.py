"""What may stand in a line of a page: sections and their wishes, blocks and the lines under them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from desktop.blueprint.block_clauses import after_word
from desktop.blueprint.block_reading import block_at
from desktop.blueprint.blocks.spec import BlockSpec, Clause
from desktop.blueprint.colours import COLOUR_NAMES
from desktop.blueprint.lexer import Piece
from desktop.blueprint.nodes import AGGREGATES, CHART_SHAPES, FUNCTIONS
from desktop.blueprint.vocabulary import CLAUSES, DESCENDING, GOAL, SECTION_WORDS, SHOWING, VIEWS_WITH_BY
from desktop.shell.source.due_in_entities import of_expression, of_type
from desktop.shell.source.known_names import Known, entity_in
from desktop.shell.source.typing_aids import depth_of


def block_above(lines: Sequence[str], depth: int) -> BlockSpec | None:
    """The block that a line of this depth stands under."""
    for line in reversed(lines):
        if line.strip() and depth_of(line) < depth:
            return block_at(Piece(line.strip(), 0, 0)) if depth_of(line) else None
    return None


def of_page(said: Piece, above: BlockSpec | None, entity: str, known: Known) -> Iterable[str]:
    """What may stand at the end of a line of a page, or of a line under the block above it."""
    if above is not None:
        return _under_block(said, above, entity, known)
    spec = block_at(said)
    if spec is not None and said.text != spec.word:
        return _of_block(said, spec, entity, known)
    word = next((word for word in SECTION_WORDS if said.text.startswith(f"{word} ")), "")
    if not word:
        return SECTION_WORDS
    front, *clauses = said.text.split(";")
    if clauses:
        return _of_clause(word, clauses[-1].lstrip(), entity, known)
    if word in ("stat", "chart"):
        return _of_measure(word, front, entity, known)
    if not entity_in(front, known):
        return known.book.entities if " of" in front else ("of",)
    if f" {SHOWING} " in front:
        return known.fields(entity)
    if word in VIEWS_WITH_BY and " by " in front:
        return (*known.fields(entity), SHOWING)
    return (*(("by",) if word in VIEWS_WITH_BY else ()), SHOWING, *known.book.entities)


def _of_clause(word: str, clause: str, entity: str, known: Known) -> Iterable[str]:
    if clause.startswith("where "):
        return of_expression(clause, entity, known)
    if clause.startswith("sort by "):
        return (*known.fields(entity), DESCENDING)
    if any(clause.startswith(f"{each} ") for each in CLAUSES):
        return known.fields(entity)
    return (GOAL,) if word == "stat" else CLAUSES


def _of_measure(word: str, front: str, entity: str, known: Known) -> Iterable[str]:
    if " where " in front:
        return of_expression(front.rpartition(" where ")[2], entity, known)
    if word == "chart":
        if " " not in front.removeprefix("chart "):
            return CHART_SHAPES
        if " by " in front:
            return known.fields(entity)
    elif "=" not in front:
        return ()
    if " of " not in front:
        return (*AGGREGATES, "of")
    return (*known.book.entities, *known.fields(""), *(("by",) if word == "chart" else ()), "of", "where")


def _under_block(said: Piece, above: BlockSpec, entity: str, known: Known) -> Iterable[str]:
    words = tuple(line.word for line in above.lines)
    line = next((line for line in above.lines if after_word(said, line.word) is not None), None)
    if line is not None and ";" in said.surface:
        return _of_wish(line.clauses, said.text.rpartition(";")[2].lstrip(), entity, known)
    if above.inputs:
        if ":" in said.surface:
            return of_type(said.text.partition(":")[2], known)
        if "=" in said.surface:
            return (*known.fields(""), *FUNCTIONS)
    return words if line is None or said.text == line.word else ()


def _of_block(said: Piece, spec: BlockSpec, entity: str, known: Known) -> Iterable[str]:
    rest = said.text[len(spec.word) :].lstrip()
    front, *clauses = rest.split(";")
    variant = next((each for each in spec.variants if front.startswith(each)), "")
    if clauses:
        return _of_wish(spec.clauses_of(variant), clauses[-1].lstrip(), entity, known)
    if spec.variants and (not variant or front == variant):
        return spec.variants
    if spec.entity != "no":
        return known.book.entities if front.endswith("of ") or " of " in f" {front}" else ("of",)
    return ()


def _of_wish(clauses: tuple[Clause, ...], said: str, entity: str, known: Known) -> Iterable[str]:
    """What may follow a semicolon after a block: the words of its clauses, then what their shapes say."""
    clause = next((each for each in clauses if said.startswith(f"{each.word} ")), None)
    if clause is None:
        return tuple(each.word for each in clauses)
    by_shape: Mapping[str, Iterable[str]] = {
        "word": clause.among,
        "colour": COLOUR_NAMES,
        "field": known.fields(entity),
        "fields": known.fields(entity),
        "entity": known.book.entities,
        "page": known.pages,
    }
    if clause.shape == "test":
        return of_expression(said, entity, known)
    return by_shape.get(clause.shape, ())
