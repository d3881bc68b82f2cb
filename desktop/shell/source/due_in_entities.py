"""What may stand in a line of an entity: types, what its records do, and what is worked out. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.blueprint.lexer import Piece
from desktop.blueprint.nodes import AGGREGATES, DEEDS, FEATURES, FUNCTIONS, OWNER
from desktop.blueprint.vocabulary import (
    ADDED,
    BECOMES,
    BOOLEANS,
    DISTINCT,
    ENTITY_LINES,
    JOINERS,
    MODIFIERS,
    MOMENTS,
    REFERENCE_WORDS,
    STEP_SHAPES,
    WRITTEN_TYPES,
)
from desktop.shell.source.known_names import Known


def of_entity(said: Piece, entity: str, known: Known) -> Iterable[str]:
    """What may stand at the end of a line of an entity."""
    text, surface = said.text, said.surface
    colon, equals = surface.find(":"), surface.find("=")
    word = text.split(" ", 1)[0]
    if word in ("action", "when") and colon >= 0:
        return _of_steps(said.part(colon + 1), entity, known)
    if word == "when" and " " in text:
        return (ADDED, *of_expression(text, entity, known), BECOMES)
    if word == "check" and " " in text and colon < 0:
        return of_expression(text, entity, known)
    if equals >= 0 and (colon < 0 or equals < colon):
        return of_expression(text[equals + 1 :], entity, known)
    if colon >= 0:
        return of_type(text[colon + 1 :], known)
    return _of_bare_line(text, word, entity, known)


def _of_bare_line(text: str, word: str, entity: str, known: Known) -> Iterable[str]:
    if text.startswith(f"{DISTINCT} "):
        return known.fields(entity)
    if word == "with" and " " in text:
        return FEATURES
    if word == "only" and " " in text:
        return (OWNER, *known.roles) if text.count(" ") < 2 else DEEDS
    if word in ("sample", "action") and " " in text:
        return ()
    return ENTITY_LINES


def of_type(said: str, known: Known) -> Iterable[str]:
    """What may follow the colon of a field."""
    first, comma, _ = said.partition(",")
    part = said.rpartition(",")[2].lstrip()
    if not comma:
        if any(first.lstrip().startswith(f"{word} ") for word in REFERENCE_WORDS.values()):
            return known.book.entities
        return (*WRITTEN_TYPES[::-1], *REFERENCE_WORDS.values())
    if part.startswith("default "):
        options = first.partition("choice ")[2]
        return (*(each.strip() for each in options.split("|") if each.strip()), *MOMENTS, *BOOLEANS)
    return MODIFIERS if " " not in part else ()


def _of_steps(said: Piece, entity: str, known: Known) -> Iterable[str]:
    last = said.text.rpartition(";")[2].lstrip() if ";" in said.surface else None
    if last is not None:
        return of_expression(last, entity, known) if last.startswith("when ") else ("when",)
    step = said.text.rpartition(",")[2].lstrip()
    verb, blank, rest = step.partition(" ")
    if not blank:
        return STEP_SHAPES
    if verb == "create" and " with " not in rest:
        return (*known.book.entities, "with")
    if verb == "set" and " to " in rest:
        name, _, value = rest.partition(" to ")
        options = known.book.scope(entity).options.get(name, ())
        return (*options, *of_expression(value, entity, known))
    about = next((name for name in known.book.entities if rest.startswith(f"{name} with ")), entity)
    return (*known.fields(about), *(("to",) if verb in ("set", "add") else ()), *MOMENTS)


def of_expression(said: str, entity: str, known: Known) -> Iterable[str]:
    """What may stand in something that is worked out; the options come first after a choice and `is`."""
    scope = known.book.scope(entity)
    for joiner in (" is not ", " is ", " becomes ", " = ", " != "):
        name, found, value = said.rpartition(joiner)
        if found and not any(f" {word} " in value for word in ("and", "or")):
            options = next((scope.options[each] for each in scope.options if name.endswith(each)), ())
            if options:
                return (*options, *BOOLEANS)
    if said.rstrip().endswith(" of") or said.strip() == "of":
        return (*known.book.entities, *scope.reference_names, *scope.list_names, *known.book.fields)
    return (
        *known.fields(entity),
        *AGGREGATES,
        "of",
        "where",
        *FUNCTIONS,
        *MOMENTS,
        *BOOLEANS,
        *JOINERS,
        "not",
    )
