"""What the rules look things up in, worked out once for an app."""

from __future__ import annotations

from functools import cached_property

from desktop.blueprint.kinds import Kinds
from desktop.blueprint.nodes import App, Entity


class Facts:
    """An app and the ways to look into it.

    Attributes:
        app: The app.
        entities: Its entities by name; of two with one name, the first.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self.entities: dict[str, Entity] = {}
        for entity in app.entities:
            self.entities.setdefault(entity.name, entity)

    @cached_property
    def kinds(self) -> dict[str, Kinds]:
        """For each entity's name, what its fields and computed fields hold."""
        return {name: Kinds(entity) for name, entity in self.entities.items()}
