"""Writes a field as the language would: its name, its type, its modifiers."""

from __future__ import annotations

from desktop.blueprint.names import Scope
from desktop.blueprint.nodes import Field, Text
from desktop.blueprint.printing_expressions import print_expression, print_number
from desktop.blueprint.vocabulary import OPTION_TYPES, REFERENCE_WORDS


def print_field(field: Field) -> str:
    """Return a field's line without its indentation."""
    return f"{field.name}: " + ", ".join([_type(field), *_modifiers(field)])


def _type(field: Field) -> str:
    if field.type in OPTION_TYPES:
        return f"{field.type} {' | '.join(field.options)}"
    if field.type in REFERENCE_WORDS:
        return f"{REFERENCE_WORDS[field.type]} {field.target}"
    return f"{field.type} {field.unit}" if field.unit else field.type


def _modifiers(field: Field) -> list[str]:
    words = [word for word, on in (("required", field.required), ("unique", field.unique)) if on]
    default = field.default
    if isinstance(default, Text) and field.type in OPTION_TYPES and default.value in field.options:
        words.append(f"default {default.value}")
    elif default is not None:
        words.append(f"default {print_expression(default, Scope())}")
    if field.minimum is not None:
        words.append(f"min {print_number(field.minimum)}")
    if field.maximum is not None:
        words.append(f"max {print_number(field.maximum)}")
    return words
