"""What an expression uses, and the order in which computed fields can be worked out.

The compiler needs the same order as the checker: a field comes after everything that it uses, also
where that is a field of another entity.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop.blueprint.nodes import Binary, Call, Expression, Related, Unary

Column = tuple[str, str]
"""A field as it is told apart from those of other entities: the entity and the field."""


def parts(tree: Expression) -> tuple[Expression, ...]:
    """Return the expressions that an expression is made of.

    Those of an aggregate are about its own records, not about the record at hand.
    """
    match tree:
        case Unary():
            return (tree.operand,)
        case Binary():
            return (tree.left, tree.right)
        case Call():
            return tree.arguments
        case Related():
            return tuple(part for part in (tree.of, tree.where) if part is not None)
        case _:
            return ()


def in_order(needs: Mapping[Column, Iterable[Column]]) -> list[Column]:
    """Return the columns so that each comes after what it needs.

    What goes in a circle, and what needs something that does, is left out.
    """
    waiting_for = {name: len(set(others)) for name, others in needs.items()}
    needed_by: dict[Column, list[Column]] = {name: [] for name in needs}
    for name, others in needs.items():
        for other in set(others):
            needed_by[other].append(name)
    order = [name for name, count in waiting_for.items() if not count]
    for name in order:  # grows while it is walked
        for other in sorted(needed_by[name]):
            waiting_for[other] -= 1
            if not waiting_for[other]:
                order.append(other)
    return order
