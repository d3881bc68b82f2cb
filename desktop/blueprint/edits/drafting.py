"""A script in the making: each statement is carried out as soon as it is added."""

from __future__ import annotations

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.edits.carrying import carry_out
from desktop.blueprint.edits.statements import Statement
from desktop.blueprint.nodes import App, Entity, Page


class Draft:
    """An app, the statements so far, and what they have made of it.

    Attributes:
        app: The app as the statements have left it.
        script: The statements.
        failed: Whether one of them could not be carried out, and was left out.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self.script: list[Statement] = []
        self.failed = False

    def add(self, statement: Statement) -> None:
        """Add a statement, with all that follows from it."""
        done = carry_out(self.app, statement, Problems())
        if done is None:
            self.failed = True
        else:
            self.app = done[0]
            self.script.append(statement)

    def entity(self, name: str) -> Entity | None:
        """Return an entity by its name; None if there is none."""
        return next((each for each in self.app.entities if each.name == name), None)

    def page(self, name: str) -> Page | None:
        """Return a page by its name; None if there is none."""
        return next((each for each in self.app.pages if each.name == name), None)
