"""Which names are called otherwise, and which are gone: what a rewriting of an app needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.blueprint.dependencies import Column

Option = tuple[str, str, str]
"""An option as it is told apart from others: the entity, the field, the option."""


@dataclass(frozen=True)
class Names:
    """Old names and what they have become; None for what is gone, nothing for what stays.

    Attributes:
        entities, pages, roles: By name.
        columns: Fields and computed fields by entity and name, also those that features imply.
        options: By entity, field and option.
        fixed: Fields that are worked out now, so that nothing can be put into them any more.
        nobody: Whether nobody signs in any more, so that `me` means nothing.
    """

    entities: Mapping[str, str | None] = field(default_factory=dict)
    columns: Mapping[Column, str | None] = field(default_factory=dict)
    options: Mapping[Option, str | None] = field(default_factory=dict)
    pages: Mapping[str, str | None] = field(default_factory=dict)
    roles: Mapping[str, str | None] = field(default_factory=dict)
    fixed: frozenset[Column] = frozenset()
    nobody: bool = False

    def __bool__(self) -> bool:
        several = (self.entities, self.columns, self.options, self.pages, self.roles, self.fixed)
        return self.nobody or any(map(bool, several))

    def entity(self, name: str) -> str | None:
        """Return what an entity is called now; None if it is gone."""
        return self.entities.get(name, name)

    def page(self, name: str) -> str | None:
        """Return what a page is called now; None if it is gone."""
        return self.pages.get(name, name)

    def role(self, name: str) -> str | None:
        """Return what a role is called now; None if it is gone."""
        return self.roles.get(name, name)

    def column(self, entity: str, name: str) -> str | None:
        """Return what a field or computed field is called now; None if it is gone."""
        return self.columns.get((entity, name), name)

    def typed(self, entity: str, name: str) -> str | None:
        """Return what a field is called now into which something is put; None if nothing can be any more."""
        return None if (entity, name) in self.fixed else self.column(entity, name)

    def option(self, column: Column, option: str) -> str | None:
        """Return what an option is called now; None if it is gone."""
        return self.options.get((*column, option), option)
