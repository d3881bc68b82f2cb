"""Reads an entity in two steps: first its names, then the expressions that use them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.expressions import read_expression
from desktop.blueprint.fields import declared_name, is_typed, read_field
from desktop.blueprint.lexer import Piece
from desktop.blueprint.names import NameSet, Scope, scope
from desktop.blueprint.nodes import Action, Assignment, Computed, Entity, Field, Sample
from desktop.blueprint.source import Line

_PLAIN_SAMPLE = re.compile(
    r'sample +(?:"|(?:-?\d+(?:\.\d+)?|[\d-]+ \d\d:\d\d|[\d-]+|\d\d:\d\d|yes|no|-) *(?:,|$))', re.ASCII
)


@dataclass
class EntityDraft:
    """An entity of which the names are read and the expressions are not."""

    name: Piece
    fields: list[Field] = field(default_factory=list)
    computed: list[tuple[Piece, Piece]] = field(default_factory=list)
    actions: list[tuple[Piece, Piece]] = field(default_factory=list)
    samples: list[Piece] = field(default_factory=list)

    def scope(self) -> Scope:
        """Return what an expression about a record of this entity may name."""
        names = [each.name for each in self.fields] + [name.words() for name, _ in self.computed]
        return scope(names, {each.name: each.options for each in self.fields})


def draft_entity(head: Piece, body: list[Line], problems: Problems) -> EntityDraft:
    """Sort an entity's lines and read its fields.

    Args:
        head: The entity's name.
        body: The lines indented under it.
        problems: Where to report.
    """
    draft = EntityDraft(head)
    for line in body:
        _sort_line(draft, line.piece, problems)
    return draft


def _sort_line(draft: EntityDraft, piece: Piece, problems: Problems) -> None:
    if _PLAIN_SAMPLE.match(piece.text):
        draft.samples.append(piece.part(len("sample")))
        return
    colon, equals = piece.surface.find(":"), piece.surface.find("=")
    if equals >= 0 and (colon < 0 or equals < colon):
        draft.computed.append((piece.part(0, equals), piece.part(equals + 1)))
        return
    sample, action = piece.after("sample"), piece.after("action")
    if colon < 0:
        if sample is not None:
            draft.samples.append(sample)
        elif action is not None:
            draft.actions.append((action, action.part(len(action.text))))
        else:
            problems.add("unknown-entity-line", piece.span, word=piece.text)
        return
    name, rest = piece.part(0, colon), piece.part(colon + 1)
    if action is not None and name.text != "action" and not is_typed(rest.split(",")[0]):
        draft.actions.append((name.part(len("action")), rest))
    else:
        draft.fields.append(read_field(name, rest, problems))


def finish_entity(draft: EntityDraft, scope: Scope, problems: Problems) -> Entity:
    """Read the expressions of a draft, whose names are now known."""
    return Entity(
        declared_name(draft.name, problems),
        tuple(draft.fields),
        tuple(
            Computed(declared_name(name, problems), read_expression(rest, scope, problems), name.span)
            for name, rest in draft.computed
        ),
        tuple(_action(label, rest, scope, problems) for label, rest in draft.actions),
        tuple(_sample(piece, problems) for piece in draft.samples),
        draft.name.span,
    )


def _action(label: Piece, rest: Piece, scope: Scope, problems: Problems) -> Action:
    if not rest.text:
        problems.add("action-without-set", label.span, word=label.text)
        return Action(declared_name(label, problems), (), label.span)
    assignments = [_assignment(piece, scope, problems) for piece in _commas(rest)]
    made = tuple(each for each in assignments if each is not None)
    return Action(declared_name(label, problems), made, label.span)


def _commas(rest: Piece) -> list[Piece]:
    """Cut `set a to 1, set b to 2` before each `set`; other commas belong to what stands before them."""
    pieces, start = [], 0
    for match in re.finditer(r", *(?=set )", rest.surface):
        pieces.append(rest.part(start, match.start()))
        start = match.end()
    return [*pieces, rest.part(start)]


def _assignment(piece: Piece, scope: Scope, problems: Problems) -> Assignment | None:
    words = piece.after("set")
    target, value = (None, None)
    if words is not None:
        known = scope.fields.longest_at(words.text)
        if known and words.part(len(known)).after("to") is not None:
            target, value = words.part(0, len(known)), words.part(len(known)).after("to")
        elif cut := words.cut_before_expression(" to "):
            target, value = cut
    if target is None or value is None:
        problems.add("action-without-set", piece.span, word=piece.text)
        return None
    options = scope.options.get(target.words(), NameSet())
    return Assignment(target.words(), read_expression(value, scope, problems, options), target.span)


def _sample(piece: Piece, problems: Problems) -> Sample:
    if not piece.text:
        problems.add("missing-value", piece.span, word="")
        return Sample((), piece.span)
    return Sample(tuple(_value(each, problems) for each in piece.split(",")), piece.span)


def _value(piece: Piece, problems: Problems) -> str | None:
    content = piece.quoted()
    if content is not None:
        return content
    if '"' in piece.text:
        problems.add("open-quote", piece.span, word=piece.text)
        return None
    if not piece.text:
        problems.add("missing-value", piece.span, word="")
        return None
    return None if piece.text == "-" else piece.text
