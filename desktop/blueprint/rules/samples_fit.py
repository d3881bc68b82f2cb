"""Sample records could be typed into the app as they are."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.kinds import in_words
from desktop.blueprint.nodes import Entity, Field, Sample
from desktop.blueprint.values import TAG_SEPARATOR, fits
from desktop.blueprint.vocabulary import REFERENCE_WORDS


def samples_fit(facts: Facts) -> Iterator[Diagnostic]:
    """Report sample values that their field could not hold."""
    for entity in facts.app.entities:
        for sample in entity.samples:
            yield from _sample(sample, entity, facts)


def _sample(sample: Sample, entity: Entity, facts: Facts) -> Iterator[Diagnostic]:
    count, most = len(sample.values), len(entity.fields)
    if count > most:
        yield problem("sample-too-long", sample.span, word=entity.name, count=count, most=most)
    for value, field in zip(sample.values, entity.fields, strict=False):
        if value is not None:
            yield from _value(value, field, sample, facts)
        elif field.required:
            yield problem("sample-misses-required", sample.span, word=field.name)


def _value(value: str, field: Field, sample: Sample, facts: Facts) -> Iterator[Diagnostic]:
    if not fits(value, field):
        if field.options:
            wrong = next((tag for tag in value.split(TAG_SEPARATOR) if tag not in field.options), value)
            yield problem("unknown-option", sample.span, word=wrong, among=field.options, field=field.name)
        else:
            yield problem(
                "sample-does-not-fit", sample.span, word=value, field=field.name, wanted=in_words(field.type)
            )
    elif field.type in REFERENCE_WORDS:
        names = value.split(TAG_SEPARATOR) if field.type == "references" else [value]
        for name in names:
            if name and not _is_there(name, field.target, facts):
                yield problem("sample-unknown-record", sample.span, word=name, target=field.target)


def _is_there(value: str, target: str, facts: Facts) -> bool:
    entity = facts.entities.get(target)
    return entity is None or value in facts.sample_names(target)
