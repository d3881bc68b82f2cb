"""A page is only for roles that the app's accounts have."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts


def roles_exist(facts: Facts) -> Iterator[Diagnostic]:
    """Report pages for roles that nobody can have."""
    roles = facts.app.roles
    for page in facts.app.pages:
        for role in page.only:
            if role not in roles:
                yield problem("unknown-role", page.span, word=role, among=roles)
