"""Who may see or change records is somebody that the app's accounts know."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.nodes import OWNER


def permissions_name_roles(facts: Facts) -> Iterator[Diagnostic]:
    """Report permissions in an app that nobody signs in to, and for roles that nobody can have."""
    roles = facts.app.roles
    for entity in facts.app.entities:
        for permission in entity.permissions:
            if not roles:
                yield problem("permission-without-accounts", permission.span, word=permission.who)
            elif permission.who not in (OWNER, *roles):
                yield problem("unknown-role", permission.span, word=permission.who, among=(OWNER, *roles))
