"""The types of a whole app: computed fields lie on those of other entities, so they are settled in order."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.blueprint.dependencies import Column, in_order
from desktop.blueprint.kinds import Kinds
from desktop.blueprint.nodes import App, Entity, Expression


def type_of(expression: Expression, entity: Entity, app: App) -> str:
    """Return what an expression about a record of `entity` gives.

    Whoever asks often makes `kinds_of(app)` once and asks that.

    Returns:
        One of `nodes.FIELD_TYPES`, or `unknown` if a name in it is not known.
    """
    return kinds_of(app)[entity.name].infer(expression)


def kinds_of(app: App) -> dict[str, Kinds]:
    """Return for each entity's name what its records hold; of two entities with one name, the first."""
    made: dict[str, Kinds] = {}
    for entity in app.entities:
        made.setdefault(entity.name, Kinds(entity, made))
    _work_out(made)
    return made


def kinds_of_inputs(entity: Entity, others: Mapping[str, Kinds]) -> Kinds:
    """Return what the fields under a block hold, which are no entity of the app.

    Args:
        entity: The fields and computed fields.
        others: The entities of the app, as `kinds_of` gives them.
    """
    made = Kinds(entity, others)
    _work_out({entity.name: made})
    return made


def needs_of(kinds: Mapping[str, Kinds]) -> dict[Column, set[Column]]:
    """Return for each computed field the computed fields that it uses, of whatever entity."""
    computed = {(name, column) for name, each in kinds.items() for column in each.computed}
    return {
        (name, column): {use for use in each.uses(worked_out.expression) if use in computed}
        for name, each in kinds.items()
        for column, worked_out in each.computed.items()
    }


def _work_out(kinds: Mapping[str, Kinds]) -> None:
    for entity, name in in_order(needs_of(kinds)):
        kinds[entity].settle(name)
