"""What was read and remembered → the writer's prompt, canonical and in order: writing is then copying.

<|read|>            kind, then one line for each mark, names already in the form the language wants
<|remembered|>      the nearest blueprint, one line for each entity, field, formula and button
<|write|>           the blueprint follows
"""

from __future__ import annotations

from desktop.blueprint.nodes import App, Entity, Field
from desktop.spindle.assembler.fields import clean_unit, option_name
from desktop.spindle.colours import css_colour
from desktop.spindle.memory import Remembered
from desktop.spindle.naming import clean, entity_name, field_name
from desktop.spindle.reading import Mark, Reading

READ, REMEMBERED, WRITE = "<|read|>", "<|remembered|>", "<|write|>"
FIELDS_LENT = 10


def writer_prompt(reading: Reading, remembered: tuple[Remembered, ...]) -> str:
    """The whole prompt for one draft; the completion is the core of a blueprint (no `about`, no samples)."""
    lines = [READ + reading.kind]
    for mark in reading.marks:
        line = _hint(mark)
        if line:
            lines.append(line)
    lines.append(REMEMBERED + (_sure(remembered[0]) if remembered else "nothing"))
    if remembered:
        lines.extend(_lent(remembered[0].app))
    return "\n".join(lines) + "\n" + WRITE


def _sure(best: Remembered) -> str:
    """Three words are enough to tell the writer how far to trust what is remembered."""
    return "close" if best.similarity >= 0.8 else "near" if best.similarity >= 0.65 else "far"


def _hint(mark: Mark) -> str:
    words = clean(mark.words)
    if mark.tag == "entity":
        return f"entity {entity_name(words)}"
    if mark.tag == "f":
        return f"field {field_name(words)}: {mark.type}"
    if mark.tag == "opt":
        return f"option {option_name(mark.words)}"
    if mark.tag == "unit":
        return f"unit {clean_unit(mark.words)}"
    if mark.tag in ("bg", "accent"):
        return f"{mark.tag} {css_colour(mark.words)}"
    if mark.tag == "by":
        return f"by {field_name(words)}"
    if mark.tag == "cannot":
        return ""
    return f"{mark.tag} {words}"


def _lent(app: App) -> list[str]:
    lines = [f"app {app.name}", f"icon {app.icon}"]
    for entity in app.entities[:3]:
        lines.extend(_lent_entity(entity))
    return lines


def _lent_entity(entity: Entity) -> list[str]:
    lines = [f"entity {entity.name}"]
    lines.extend(_lent_field(field) for field in entity.fields[:FIELDS_LENT])
    lines.extend(f"computed {one.name}" for one in entity.computed)
    lines.extend(f"action {action.label}" for action in entity.actions)
    return lines


def _lent_field(field: Field) -> str:
    more = " " + " | ".join(field.options) if field.options else f" {field.unit}" if field.unit else ""
    return f"field {field.name}: {field.type}{more}"
