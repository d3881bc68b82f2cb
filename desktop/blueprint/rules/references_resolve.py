"""A reference leads to an entity that there is."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts


def references_resolve(facts: Facts) -> Iterator[Diagnostic]:
    """Report references to entities that nobody declared."""
    for entity in facts.app.entities:
        for field in entity.fields:
            if field.target and field.target not in facts.entities:
                yield problem("unknown-entity", field.span, word=field.target, among=facts.entities)
