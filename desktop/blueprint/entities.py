"""Reads an entity in two steps: first its names, then the expressions that use them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.blueprint.complete import implied_columns
from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.entity_lines import (
    read_action,
    read_check,
    read_distinct,
    read_features,
    read_permissions,
    read_rule,
)
from desktop.blueprint.expressions import read_expression
from desktop.blueprint.fields import declared_name, is_typed, read_field
from desktop.blueprint.lexer import Piece
from desktop.blueprint.names import Scope
from desktop.blueprint.nodes import FEATURES, Computed, Distinct, Entity, Field, Permission, Sample
from desktop.blueprint.people import fields_with_people
from desktop.blueprint.scopes import Book, scope_of_fields
from desktop.blueprint.source import Line
from desktop.blueprint.vocabulary import DISTINCT

_PLAIN_SAMPLE = re.compile(
    r'sample +(?:"|(?:-?\d+(?:\.\d+)?|[\d-]+ \d\d:\d\d|[\d-]+|\d\d:\d\d|yes|no|-) *(?:,|$))', re.ASCII
)
_COLON = re.compile(r"(?<!\d):|:(?!\d\d)", re.ASCII)
"""A colon that does not stand in a time of day: a test may name `09:30`."""

_Pair = tuple[Piece, Piece]


@dataclass
class EntityDraft:
    """An entity of which the names are read and the expressions are not."""

    name: Piece
    fields: list[Field] = field(default_factory=list)
    computed: list[_Pair] = field(default_factory=list)
    actions: list[_Pair] = field(default_factory=list)
    rules: list[_Pair] = field(default_factory=list)
    checks: list[_Pair] = field(default_factory=list)
    distinct: list[Distinct] = field(default_factory=list)
    features: list[str] = field(default_factory=list)
    permissions: list[Permission] = field(default_factory=list)
    samples: list[Piece] = field(default_factory=list)

    def scope(self, roles: Sequence[str] = ()) -> Scope:
        """Return what an expression about a record of this entity may name, in an app with these roles."""
        fields = fields_with_people(self.name.words(), self.fields, self.permissions, roles)
        computed = [name.words() for name, _ in self.computed]
        names = [each.name for each in self.fields] + computed
        implied = implied_columns(self.name.words(), names, self.features)
        return scope_of_fields(fields, (*computed, *(each.name for each in implied)))


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
    if _is_condition(draft, piece, equals, problems):
        return
    if equals >= 0 and (colon < 0 or equals < colon):
        draft.computed.append((piece.part(0, equals), piece.part(equals + 1)))
    elif colon < 0:
        _statement(draft, piece, problems)
    else:
        _named(draft, piece, piece.part(0, colon), piece.part(colon + 1), problems)


def _is_condition(draft: EntityDraft, piece: Piece, equals: int, problems: Problems) -> bool:
    """Keep a line that begins with `when` or `check`, unless it is a field that is called so."""
    word = piece.first_word()
    if word not in ("when", "check") or piece.after(word) is None:
        return False
    found = _COLON.search(piece.surface)
    if found is None:
        compares = equals > 0 and piece.surface[equals - 1] in "<>!"
        if equals >= 0 and not compares:
            return False
        code = "rule-without-steps" if word == "when" else "check-without-message"
        problems.add(code, piece.span, word=piece.text)
        return True
    test, rest = piece.part(len(word), found.start()), piece.part(found.end())
    if not test.text or is_typed(rest.split(",")[0]):
        return False
    if word == "when":
        draft.rules.append((test, rest))
        return True
    if equals < 0 and not rest.text.startswith('"') and not any(sign in test.text for sign in "<>"):
        return False  # a field with a type that nobody knows
    draft.checks.append((test, rest))
    return True


def _statement(draft: EntityDraft, piece: Piece, problems: Problems) -> None:
    """Keep a line that has neither a colon nor an equals sign."""
    sample, action = piece.after("sample"), piece.after("action")
    features, permission = piece.after("with"), piece.after("only")
    distinct = piece.after(DISTINCT)
    if sample is not None:
        draft.samples.append(sample)
    elif action is not None:
        draft.actions.append((action, action.part(len(action.text))))
    elif features is not None:
        draft.features = [
            each for each in FEATURES if each in (*draft.features, *read_features(features, problems))
        ]
    elif distinct is not None:
        draft.distinct.append(read_distinct(distinct, problems))
    elif permission is not None:
        draft.permissions += read_permissions(permission, problems)
    else:
        problems.add("unknown-entity-line", piece.span, word=piece.text)


def _named(draft: EntityDraft, piece: Piece, name: Piece, rest: Piece, problems: Problems) -> None:
    """Keep a field, or an action, which is one if no type follows its colon."""
    is_action = piece.after("action") is not None and name.text != "action"
    if is_action and not is_typed(rest.split(",")[0]):
        draft.actions.append((name.part(len("action")), rest))
    else:
        draft.fields.append(read_field(name, rest, problems))


def finish_entity(draft: EntityDraft, scope: Scope, book: Book, problems: Problems) -> Entity:
    """Read the expressions of a draft, now that the names of all entities are known."""
    return Entity(
        declared_name(draft.name, problems),
        tuple(draft.fields),
        tuple(
            Computed(declared_name(name, problems), read_expression(rest, scope, problems), name.span)
            for name, rest in draft.computed
        ),
        tuple(read_action(label, rest, scope, book, problems) for label, rest in draft.actions),
        tuple(_sample(piece, problems) for piece in draft.samples),
        checks=tuple(read_check(test, rest, scope, problems) for test, rest in draft.checks),
        distinct=tuple(draft.distinct),
        rules=tuple(read_rule(test, rest, scope, book, problems) for test, rest in draft.rules),
        features=tuple(draft.features),
        permissions=tuple(draft.permissions),
        span=draft.name.span,
    )


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
