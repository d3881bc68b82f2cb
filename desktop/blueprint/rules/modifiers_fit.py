"""Defaults and bounds fit the type that they are said of."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.colours import COLOUR_NAMES
from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.kinds import in_words
from desktop.blueprint.nodes import Expression, Field, Moment, Number, Pronoun, Text, YesNo
from desktop.blueprint.people import ME, PERSON
from desktop.blueprint.printing_expressions import print_number
from desktop.blueprint.values import fits, is_day, is_time
from desktop.blueprint.vocabulary import DATE_TYPES, MOMENTS, NO_DEFAULT_TYPES, NUMBER_TYPES, OPTION_TYPES


def modifiers_fit(facts: Facts) -> Iterator[Diagnostic]:
    """Report bounds of what is no number, bounds that cross, and defaults that do not fit."""
    for entity in facts.app.entities:
        for field in entity.fields:
            yield from _bounds(field)
            if field.default is not None:
                yield from _default(field, field.default)


def _bounds(field: Field) -> Iterator[Diagnostic]:
    low, high = field.minimum, field.maximum
    if low is None and high is None:
        return
    if field.type not in NUMBER_TYPES:
        yield problem("bounds-not-here", field.span, word=field.name, found=in_words(field.type))
    elif low is not None and high is not None and low > high:
        yield problem(
            "bounds-crossed", field.span, word=field.name, low=print_number(low), high=print_number(high)
        )


def _default(field: Field, default: Expression) -> Iterator[Diagnostic]:
    if field.type == "reference" and field.target == PERSON and default == ME:
        return
    if field.type in NO_DEFAULT_TYPES:
        yield problem("default-not-here", default.span, word=field.name, found=in_words(field.type))
    elif field.type == "choice" and isinstance(default, Text):
        if default.value not in field.options:
            yield problem(
                "unknown-option", default.span, word=default.value, among=field.options, field=field.name
            )
    elif not _default_fits(field, default):
        yield problem("default-does-not-fit", default.span, word=field.name, wanted=in_words(field.type))


def _default_fits(field: Field, default: Expression) -> bool:
    match default:
        case Number():
            low, high = field.minimum, field.maximum
            inside = (low is None or default.value >= low) and (high is None or default.value <= high)
            return field.type in NUMBER_TYPES and inside and fits(print_number(default.value), field)
        case Moment():
            if field.type == "time":
                return default.word == "now" or is_time(default.word)
            return field.type in DATE_TYPES and (default.word in MOMENTS or is_day(default.word))
        case Pronoun():
            return default.word == "me" and field.type in ("text", "email")
        case YesNo():
            return field.type == "yes/no"
        case Text():
            takes_text = field.type not in (*NUMBER_TYPES, *DATE_TYPES, "yes/no")
            known = field.type == "colour" and default.value in COLOUR_NAMES
            return (
                takes_text
                and (known or field.type in OPTION_TYPES or fits(default.value, field))
                and (field.type != "tags" or fits(default.value, field))
            )
        case _:
            return False
