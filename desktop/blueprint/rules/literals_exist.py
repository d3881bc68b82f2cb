"""Days and times that are written down exist, and `this` and `me` mean someone."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts, Place
from desktop.blueprint.kinds import Kinds
from desktop.blueprint.nodes import Expression, Moment, Pronoun
from desktop.blueprint.values import is_day, is_time
from desktop.blueprint.vocabulary import MOMENTS


def literals_exist(facts: Facts) -> Iterator[Diagnostic]:
    """Report days that no calendar has, `me` where nobody signs in, `this` where nothing is made."""
    for place in facts.expressions():
        kinds = facts.about(place)
        if kinds is not None:
            for tree, about in kinds.walk(place.expression):
                yield from _literal(tree, about, place, facts)
    for entity in facts.app.entities:
        for field in entity.fields:
            if isinstance(field.default, Pronoun) and field.default.word == "me" and not facts.app.roles:
                yield problem("me-without-accounts", field.default.span)


def _literal(tree: Expression, about: Kinds, place: Place, facts: Facts) -> Iterator[Diagnostic]:
    if isinstance(tree, Moment) and not (tree.word in MOMENTS or is_day(tree.word) or is_time(tree.word)):
        yield problem("no-such-moment", tree.span, word=tree.word)
    elif isinstance(tree, Pronoun) and tree.word == "me" and not facts.app.roles:
        yield problem("me-without-accounts", tree.span)
    elif isinstance(tree, Pronoun) and tree.word == "this" and not (place.this and tree is place.expression):
        yield problem("this-not-here", tree.span, entity=about.name)
