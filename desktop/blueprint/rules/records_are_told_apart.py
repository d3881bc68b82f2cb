"""Lines about all records of an entity name its fields, and the names that features need are free."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.complete import feature_entity
from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts


def records_are_told_apart(facts: Facts) -> Iterator[Diagnostic]:
    """Report unknown fields in `no two with same`, and entities called like what a feature keeps."""
    own = {entity.name for entity in facts.app.entities}
    for entity in facts.app.entities:
        kinds = facts.kinds[entity.name]
        for distinct in entity.distinct:
            for name in distinct.fields:
                if name not in kinds:
                    yield problem(
                        "unknown-field", distinct.span, word=name, among=kinds.names(), entity=entity.name
                    )
        for feature in entity.features:
            if feature_entity(entity.name, feature) in own:
                name = feature_entity(entity.name, feature)
                yield problem("feature-name-taken", entity.span, word=name, feature=feature)
