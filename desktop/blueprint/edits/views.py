"""The same records shown in another way: what that way cannot have is left out, what it needs is found."""

from __future__ import annotations

from dataclasses import replace

from desktop.blueprint.app_kinds import kinds_of
from desktop.blueprint.block_clauses import after_word
from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.complete import complete
from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.lexer import Piece
from desktop.blueprint.nodes import CHART_SHAPES, COLLECTION_VIEWS, App, Block, Chart, Collection
from desktop.blueprint.vocabulary import BY_TYPES, VIEWS_MAYBE_BY, VIEWS_WITH_BY


def read_view(
    section: Collection | Chart | Block, piece: Piece, app: App, problems: Problems
) -> Collection | Chart | Block | None:
    """Return a section shown in another way; None, and a problem, if there is no such way.

    Args:
        section: The section.
        piece: The way: `table`, `board by state`; of a chart its shape, of a block its kind.
        app: The app.
        problems: Where to report.
    """
    match section:
        case Collection():
            return _collection(section, piece, app, problems)
        case Chart():
            if piece.text not in CHART_SHAPES:
                problems.add("unknown-shape", piece.span, word=piece.text, among=CHART_SHAPES)
                return None
            return replace(section, shape=piece.text)
        case Block():
            spec = BLOCKS[section.word]
            kind = piece.words()
            if kind not in spec.variants:
                problems.add(
                    "unknown-variant", piece.span, word=kind, among=spec.variants, block=section.word
                )
                return None
            known = {clause.word for clause in spec.clauses_of(kind)}
            options = tuple(each for each in section.options if each[0] in known)
            return replace(section, variant=kind, options=options, span=piece.span)


def _collection(section: Collection, piece: Piece, app: App, problems: Problems) -> Collection | None:
    view = next((view for view in COLLECTION_VIEWS if after_word(piece, view) is not None), "")
    if not view:
        problems.add("unknown-section", piece.span, word=piece.text, among=COLLECTION_VIEWS)
        return None
    rest = piece.part(len(view))
    said = rest.after("by")
    if (rest.text and said is None) or (said is not None and view not in VIEWS_WITH_BY):
        problems.add("by-not-here", rest.span, word=view)
        return None
    if view not in VIEWS_WITH_BY:
        return replace(section, view=view, by="", span=piece.span)
    by = said.words() if said is not None else _arranging(section, view, app)
    if not by and view not in VIEWS_MAYBE_BY:
        problems.add("missing-by", piece.span, word=view)
        return None
    return replace(section, view=view, by=by, span=piece.span)


def _arranging(section: Collection, view: str, app: App) -> str:
    """Return the field that arranges a view: the one that does already, else the first that can; or ""."""
    kinds = kinds_of(complete(app)).get(section.entity)
    if kinds is None:
        return section.by
    if section.by and kinds.of(section.by) in BY_TYPES[view]:
        return section.by
    if view in VIEWS_MAYBE_BY:
        return ""
    found = (name for kind in BY_TYPES[view] for name in kinds.names() if kinds.of(name) == kind)
    return next(found, "")
