"""What a person has written in a field or a cell, as a value: references by the names of records."""

from __future__ import annotations

from desktop.blueprint.nodes import Field
from desktop.messages import say
from desktop.records.cells import Reading, read_cell
from desktop.records.kinds import Given
from desktop.records.telling import Names

FORMULA_MARK = "'"


def why_unread(field: Field) -> str:
    """Say why words mean nothing in a field."""
    if field.type in ("reference", "references"):
        return say("records.unfit_reference", entity=field.target)
    if field.options:
        return say("records.unfit_option", options=", ".join(field.options))
    return say("records.unfit_value", type=field.type)


def read_words(words: str, field: Field, reading: Reading, names: Names) -> Given:
    """Return what words mean in a field; None if they mean nothing there.

    Args:
        words: What a person wrote, or what stands in a cell.
        field: The field.
        reading: How words of its column are read.
        names: What the records are called that it may refer to.
    """
    if field.type == "reference":
        return names.id_of(field.target, words)
    if field.type == "references":
        found = [names.id_of(field.target, part) for part in words.split("|") if part.strip()]
        return None if None in found else tuple(id_ for id_ in found if id_)
    return read_cell(words, field.type, reading)


def without_mark(cell: str) -> str:
    """Return a cell without the ' that keeps it from being a formula."""
    words = cell.lstrip()
    is_marked = words[:1] == FORMULA_MARK and words[1:].lstrip()[:1] in tuple("=+@-＝＋－＠")
    return words[1:] if is_marked else cell
