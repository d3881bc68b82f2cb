"""What an expression uses, and the order in which computed fields can be worked out.

The compiler needs the same order as the checker: a field comes after everything that it uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from desktop.blueprint.nodes import Binary, Call, Computed, Expression, FieldRef, Unary


def parts(tree: Expression) -> tuple[Expression, ...]:
    """Return the expressions that an expression is made of."""
    match tree:
        case Unary():
            return (tree.operand,)
        case Binary():
            return (tree.left, tree.right)
        case Call():
            return tree.arguments
        case _:
            return ()


def field_names(tree: Expression) -> Iterator[str]:
    """Return the names of all fields that an expression uses, in order."""
    if isinstance(tree, FieldRef):
        yield tree.name
    for part in parts(tree):
        yield from field_names(part)


def needs_of(computed: Mapping[str, Computed]) -> dict[str, set[str]]:
    """Return for each computed field the other computed fields that it uses, itself included."""
    return {
        name: {other for other in field_names(each.expression) if other in computed}
        for name, each in computed.items()
    }


def in_order(needs: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the names so that each comes after what it needs.

    What goes in a circle, and what needs something that does, is left out.
    """
    waiting_for = {name: len(set(others)) for name, others in needs.items()}
    needed_by: dict[str, list[str]] = {name: [] for name in needs}
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
